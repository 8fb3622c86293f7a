package org.fairhold.process.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The desk's own pages are for whoever is signed in to Tasklist: same session, same name, same groups. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class SignedIn extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/desk/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var staff = staff(request);
        if (staff.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        chain.doFilter(new AsStaff(request, staff.get()), response);
    }

    private static Optional<UserAuthentication> staff(HttpServletRequest request) {
        var session = request.getSession(false);
        var signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        if (signedIn == null) {
            return Optional.empty();
        }
        for (Authentication one : signedIn.getAuthentications()) {
            if (one instanceof UserAuthentication user) {
                return Optional.of(user);
            }
        }
        return Optional.empty();
    }

    /** The request as the staff member's. */
    private static final class AsStaff extends HttpServletRequestWrapper {
        private final UserAuthentication staff;

        AsStaff(HttpServletRequest request, UserAuthentication staff) {
            super(request);
            this.staff = staff;
        }

        @Override
        public Principal getUserPrincipal() {
            return staff::getName;
        }

        @Override
        public boolean isUserInRole(String group) {
            return staff.getGroupIds().contains(group);
        }
    }
}
