package org.fairhold.page.desk;

import jakarta.servlet.http.HttpServletResponse;
import org.fairhold.Refused;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says to people, as a page, what the desk will not do. */
@ControllerAdvice(basePackages = {"org.fairhold.page.desk", "org.fairhold.process.desk"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusedPage {
    @ExceptionHandler
    String refused(Refused refused, Model model, HttpServletResponse response) {
        response.setStatus(refused.kind().status());
        model.addAttribute("reason", refused.reason());
        return "desk/refused";
    }
}
