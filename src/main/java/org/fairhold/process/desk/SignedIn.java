package org.fairhold.process.desk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The desk's own pages are for whoever is signed in to Tasklist: same session, same name, same groups, which the pages find
 * as the request's attributes {@code staff} and {@code staffGroups}. What the desk says about itself is for everybody.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class SignedIn extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // Decoded, as the dispatcher reads it, so that no encoding leads round this door.
        var path = request.getServletPath();
        return path.equals("/desk/about") || (!path.equals("/desk") && !path.startsWith("/desk/"));
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
        request.setAttribute("staff", staff.get().getName());
        request.setAttribute("staffGroups", Set.copyOf(staff.get().getGroupIds()));
        chain.doFilter(request, response);
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
}
