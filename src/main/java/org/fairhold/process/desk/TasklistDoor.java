package org.fairhold.process.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.fairhold.Refused;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.CaseNumber;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Stands in front of Tasklist's own API where a form's check cannot: a task ends only through its form, and an appeal is
 * taken only by somebody who neither decided nor signed (never-rule 11). The answers are in the form that Tasklist shows.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class TasklistDoor extends OncePerRequestFilter {
    private static final Pattern TASK = Pattern.compile("/camunda/api/engine/engine/[^/]+/task/([^/]+)/([^/]+)");

    /** What Tasklist itself asks of a task. Everything else, such as complete or bpmnError, leads round the form. */
    private static final Set<String> ALLOWED = Set.of("submit-form", "claim", "unclaim", "assignee", "form-variables");

    private static final Set<String> TAKING = Set.of("claim", "assignee");

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final Appeals appeals;
    private final ObjectMapper json;

    TasklistDoor(TaskService tasks, RuntimeService runtime, Appeals appeals, ObjectMapper json) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.appeals = appeals;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !path(request).startsWith("/camunda/api/engine/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asked = TASK.matcher(path(request));
        if (asked.matches()) {
            if (!ALLOWED.contains(asked.group(2))) {
                refuse(response, "A task is decided in its form, and ends only there.");
                return;
            }
            try {
                if (TAKING.contains(asked.group(2))) {
                    requireMayTake(request, asked.group(1));
                }
            } catch (Refused refused) {
                refuse(response, refused.reason());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** The path as the engine's own router reads it: decoded, without parameters, doubled or trailing slashes. */
    private static String path(HttpServletRequest request) {
        var path = UriUtils.decode(request.getRequestURI(), UTF_8)
                .replaceAll(";[^/]*", "")
                .replaceAll("/{2,}", "/");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void requireMayTake(HttpServletRequest request, String taskId) {
        var session = request.getSession(false);
        var signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        var task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (signedIn == null || task == null || !task.getTaskDefinitionKey().equals("decideAppeal")) {
            return;
        }
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        var number = new CaseNumber(instance.getBusinessKey());
        signedIn.getAuthentications().forEach(one -> appeals.requireUninvolved(number, one.getName()));
    }

    private void refuse(HttpServletResponse response, String why) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getWriter(), Map.of("type", "Refused", "message", why));
    }
}
