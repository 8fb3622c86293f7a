package org.fairhold.process.door;

import static org.fairhold.process.desk.Staff.LEADS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.fairhold.Refused;
import org.fairhold.process.AskedPath;
import org.fairhold.process.door.AllowedCalls.Kind;
import org.fairhold.process.door.AllowedCalls.Who;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of the engine's web applications. Their API answers the calls in {@link AllowedCalls} and no other; where
 * a body matters it is read here, and the engine gets what was checked. Refusals have the form that Tasklist shows.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 1)
class TasklistDoor extends OncePerRequestFilter {
    private static final int BYTES_MAX = 1 << 20;
    private static final String API = "/camunda/api/";
    private static final Pattern TASK = Pattern.compile("engine/engine/default/task/([^/]+)/([^/]+)");

    /** The first-run page of an application, which makes an administrator of whoever asks. */
    private static final Pattern SET_UP = Pattern.compile("/camunda/app/([^/]+/){1,2}setup(/.*)?");

    private static final Set<Kind> LOOKED_INTO = EnumSet.of(Kind.QUERY, Kind.TASK, Kind.CHANGE);

    private static final Set<String> OBSERVERS = Set.of(LEADS, "process-owners", Groups.CAMUNDA_ADMIN);

    private final IdentityService identity;
    private final TaskRules rules;
    private final FollowUp followUp;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    TasklistDoor(IdentityService identity, TaskRules rules, FollowUp followUp) {
        this.identity = identity;
        this.rules = rules;
        this.followUp = followUp;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = AskedPath.of(request);
        return !path.equals("/camunda") && !path.startsWith("/camunda/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = AskedPath.of(request);
        try {
            if (path.startsWith(API)) {
                chain.doFilter(allowed(request, path.substring(API.length())), response);
            } else {
                requirePage(request, path);
                chain.doFilter(request, response);
            }
        } catch (Refusal refusal) {
            answer(response, refusal.status, refusal.getMessage());
        } catch (Refused refused) {
            var status = refused.kind() == Refused.Kind.INVALID
                    ? HttpStatus.BAD_REQUEST
                    : HttpStatus.valueOf(refused.kind().status());
            var field = refused.field();
            answer(response, status, field == null ? refused.reason() : field + ": " + refused.reason());
        }
    }

    private static void requirePage(HttpServletRequest request, String path) {
        if (SET_UP.matcher(path).matches()) {
            throw new Refusal(HttpStatus.NOT_FOUND, "There is no such page.");
        }
        if (!Set.of("GET", "HEAD").contains(request.getMethod())) {
            throw new Refusal(HttpStatus.FORBIDDEN, "Pages can only be looked at.");
        }
    }

    /** The request as it may go on to the engine. */
    private HttpServletRequest allowed(HttpServletRequest request, String path) throws IOException {
        var name = signedIn(request);
        var call = AllowedCalls.find(request.getMethod(), path, roles(name), String.valueOf(name));
        if (call.isEmpty()) {
            throw refusal(request, path, name);
        }
        var kind = call.get().kind();
        if (kind == Kind.GET || kind == Kind.QUERY) {
            request.getParameterMap().keySet().forEach(PlainQuery::requireNoExpression);
        }
        if (name == null || !LOOKED_INTO.contains(kind)) {
            return request;
        }
        var body = body(request);
        if (kind == Kind.QUERY) {
            PlainQuery.require(body);
        } else if (kind == Kind.CHANGE) {
            body = followUp.alone(name, path.substring(path.lastIndexOf('/') + 1), body);
        } else {
            var task = TASK.matcher(path);
            if (task.matches()) {
                rules.require(name, task.group(1), task.group(2), body);
            }
        }
        return new CheckedRequest(request, json.writeValueAsBytes(body));
    }

    private static Refusal refusal(HttpServletRequest request, String path, @Nullable String name) {
        var everybody = EnumSet.allOf(Who.class);
        if (name == null
                && AllowedCalls.find(request.getMethod(), path, everybody, "")
                        .filter(call -> !call.onlyOneself())
                        .isPresent()) {
            return new Refusal(HttpStatus.UNAUTHORIZED, "Sign in first.");
        }
        return new Refusal(
                HttpStatus.FORBIDDEN,
                TASK.matcher(path).matches()
                        ? "A task is decided in its form, and ends only there."
                        : "This is not possible here. The desk changes a case only through the forms of its tasks.");
    }

    private JsonNode body(HttpServletRequest request) throws IOException {
        requireJson(request.getContentType());
        var bytes = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new Refusal(HttpStatus.PAYLOAD_TOO_LARGE, "A body is at most 1 MB.");
        }
        if (bytes.length == 0) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "The body is not JSON.");
        }
    }

    private static void requireJson(@Nullable String type) {
        try {
            if (type == null || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type))) {
                return;
            }
        } catch (InvalidMediaTypeException e) {
            // Refused like any other type that is not JSON.
        }
        throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body must be JSON.");
    }

    private Set<Who> roles(@Nullable String name) {
        if (name == null) {
            return EnumSet.of(Who.ANYONE);
        }
        var groups = identity.createGroupQuery().groupMember(name).list().stream()
                .map(group -> group.getId())
                .toList();
        var roles = EnumSet.of(Who.ANYONE, Who.STAFF);
        if (!Collections.disjoint(groups, OBSERVERS)) {
            roles.add(Who.OBSERVER);
        }
        if (groups.contains(Groups.CAMUNDA_ADMIN)) {
            roles.add(Who.ADMIN);
        }
        return roles;
    }

    private static @Nullable String signedIn(HttpServletRequest request) {
        var session = request.getSession(false);
        var signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        var here = signedIn == null ? null : signedIn.getAuthenticationForProcessEngine("default");
        return here == null ? null : here.getName();
    }

    private void answer(HttpServletResponse response, HttpStatus status, @Nullable String why) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getWriter(), Map.of("type", "Refused", "message", String.valueOf(why)));
    }

    /** Not a rule of the desk but of its door, with the status of its own. */
    private static final class Refusal extends RuntimeException {
        private final HttpStatus status;

        Refusal(HttpStatus status, String why) {
            super(why, null, false, false);
            this.status = status;
        }
    }
}
