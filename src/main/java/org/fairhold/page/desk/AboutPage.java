package org.fairhold.page.desk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What the desk says about itself, to whoever sees its sign-in page. */
@Controller
class AboutPage {
    @GetMapping("/desk/about")
    String show() {
        return "about";
    }
}
