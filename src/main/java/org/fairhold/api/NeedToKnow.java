package org.fairhold.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.fairhold.Refused;
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
 * Without the scope {@code confidential} a case of fraud or takeover is answered as one that does not exist, before anything
 * else of the call is looked at, so that neither answer differs. With it, who looked is noted.
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
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts)) {
            return true;
        }
        if (parts.get("number") instanceof String number) {
            require(cases.find(new CaseNumber(number)), "There is no case of that number.", request);
        } else if (parts.get("id") instanceof String statement) {
            require(
                    statements.find(statement).flatMap(issued -> cases.find(new CaseNumber(issued.caseNumber()))),
                    "There is no statement of that number.",
                    request);
        }
        return true;
    }

    private void require(Optional<EnforcementCase> asked, String otherwise, HttpServletRequest request) {
        var about = asked.filter(found -> covers(found.ground())).orElseThrow(() -> Refused.unknown(otherwise));
        if (about.ground().confidential()) {
            reads.note(
                    about.number(),
                    ConfidentialReads.Door.API,
                    SecurityContextHolder.getContext().getAuthentication().getName(),
                    request.getMethod() + " " + request.getRequestURI());
        }
    }
}
