package org.fairhold.process.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.fairhold.process.access.Clearance.CONFIDENTIAL;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;

/**
 * To whoever is not cleared, the id of something confidential answers like an id that nothing has. The engine itself says
 * "belongs to no authenticated tenant", which tells that there is something; here it is asked for another id instead.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 2)
class OutOfSight extends OncePerRequestFilter {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final TaskService tasks;
    private final RuntimeService runtime;

    OutOfSight(TaskService tasks, RuntimeService runtime) {
        this.tasks = tasks;
        this.runtime = runtime;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !decoded(request.getRequestURI()).contains("/camunda/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = ID.matcher(decoded(request.getRequestURI()));
        while (id.find()) {
            if (!isCleared(request) && isConfidential(id.group())) {
                askForNothing(id.group(), request, response, chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static String decoded(String path) {
        return UriUtils.decode(path, UTF_8);
    }

    /** Administrators are: they make members, so that hiding anything from them would only look safe. */
    private static boolean isCleared(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && AuthenticationUtil.getAuthsFromSession(session).getAuthentications().stream()
                        .map(UserAuthentication.class::cast)
                        .anyMatch(one -> one.getTenantIds().contains(CONFIDENTIAL)
                                || one.getGroupIds().contains(Groups.CAMUNDA_ADMIN));
    }

    private boolean isConfidential(String id) {
        return tasks.createTaskQuery().taskId(id).tenantIdIn(CONFIDENTIAL).count() > 0
                || runtime.createExecutionQuery()
                                .executionId(id)
                                .tenantIdIn(CONFIDENTIAL)
                                .count()
                        > 0;
    }

    private static void askForNothing(
            String id, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var nothing = UUID.randomUUID().toString();
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(new Renamed(request, id, nothing), answer);
        var body = new String(answer.getContentAsByteArray(), UTF_8);
        if (body.contains(nothing)) {
            answer.resetBuffer();
            answer.getOutputStream().write(body.replace(nothing, id).getBytes(UTF_8));
        }
        answer.copyBodyToResponse();
    }

    /** The same request for another id. */
    private static final class Renamed extends HttpServletRequestWrapper {
        private final String from;
        private final String to;

        Renamed(HttpServletRequest request, String from, String to) {
            super(request);
            this.from = from;
            this.to = to;
        }

        @Override
        public String getRequestURI() {
            return UriUtils.encodePath(decoded(super.getRequestURI()).replace(from, to), UTF_8);
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(UriUtils.encodePath(
                    decoded(super.getRequestURL().toString()).replace(from, to), UTF_8));
        }

        @Override
        public String getServletPath() {
            return super.getServletPath().replace(from, to);
        }

        @Override
        public @Nullable String getPathInfo() {
            var path = super.getPathInfo();
            return path == null ? null : path.replace(from, to);
        }
    }
}
