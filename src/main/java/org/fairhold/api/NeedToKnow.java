package org.fairhold.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.ConfidentialReads;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.statement.Statements;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Without the scope {@code confidential} a call about a case of fraud or takeover is a call about a case that does not exist,
 * so that no part of the answer differs. With it, who looked is noted.
 */
@Component
class NeedToKnow implements HandlerInterceptor, WebMvcConfigurer {
    private final Cases cases;
    private final Statements statements;
    private final ConfidentialReads reads;

    NeedToKnow(Cases cases, Statements statements, ConfidentialReads reads) {
        this.cases = cases;
        this.statements = statements;
        this.reads = reads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/cases/*", "/api/v1/cases/*/**", "/api/v1/statements/**");
    }

    /** Whether the caller of this thread may know of cases with that ground. */
    static boolean covers(Ground ground) {
        return !ground.confidential()
                || SecurityContextHolder.getContext().getAuthentication().getAuthorities().stream()
                        .anyMatch(scope -> "confidential".equals(scope.getAuthority()));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var parts = parts(request);
        if (parts.get("number") instanceof String number && CaseNumber.isOne(number)) {
            cases.find(new CaseNumber(number)).ifPresent(about -> look(about, "number", "C-0", request));
        } else if (parts.get("id") instanceof String id) {
            statements
                    .find(id)
                    .flatMap(issued -> cases.find(new CaseNumber(issued.caseNumber())))
                    .ifPresent(about -> look(about, "id", "S-0", request));
        }
        return true;
    }

    /** @param none a number that nothing has, for whoever may not know of the case */
    private void look(EnforcementCase about, String part, String none, HttpServletRequest request) {
        if (!covers(about.ground())) {
            var parts = parts(request);
            parts.put(part, none);
            request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, parts);
        } else if (about.ground().confidential()) {
            reads.note(
                    about.number(),
                    ConfidentialReads.Door.API,
                    SecurityContextHolder.getContext().getAuthentication().getName(),
                    request.getMethod() + " " + request.getRequestURI());
        }
    }

    private static Map<Object, Object> parts(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                ? new HashMap<>(parts)
                : new HashMap<>();
    }
}
