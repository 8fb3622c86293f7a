package org.fairhold.process.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signing in holds for a shift: Tasklist keeps asking by itself, so an hour of idleness alone would never end a session.
 * A session's own times are real, whatever the desk's clock says.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 2)
class SessionEnd extends OncePerRequestFilter {
    static final Duration LONGEST = Duration.ofHours(8);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && session.getLastAccessedTime() - session.getCreationTime() >= LONGEST.toMillis()) {
            session.invalidate();
        }
        chain.doFilter(request, response);
    }
}
