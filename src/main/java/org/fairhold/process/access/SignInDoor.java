package org.fairhold.process.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.fairhold.process.AskedPath;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Sends whoever opens a page of the desk without a session to the organisation's provider, and refuses passwords, also the
 * first administrator's. Whoever signed out of the desk is signed out of the provider with the next page.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 3)
@ConditionalOnProperty(name = "fairhold.sign-in", havingValue = "oidc")
class SignInDoor extends OncePerRequestFilter {
    private static final String ID_TOKEN = "fairhold.idToken";
    private static final String TARGET = "fairhold.target";
    private static final String WELCOME = "/camunda/app/welcome/";
    private static final Pattern PASSWORD = Pattern.compile("/camunda/api/admin/auth/user/[^/]+/login.*");
    private static final Pattern PAGE = Pattern.compile("/camunda|/camunda/app.*|/desk/.*");

    private final ClientRegistrationRepository provider;
    private final ObjectMapper json;

    SignInDoor(ClientRegistrationRepository provider, ObjectMapper json) {
        this.provider = provider;
        this.json = json;
    }

    /** What the provider is told when this person signs out. */
    static void remember(HttpSession session, String idToken) {
        session.setAttribute(ID_TOKEN, idToken);
    }

    /** The page that somebody wanted before signing in. */
    static String target(HttpSession session) {
        return session.getAttribute(TARGET) instanceof String wanted ? wanted : WELCOME;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = AskedPath.of(request);
        if (path.equals(ByProvider.SIGNED_OUT)) {
            ByProvider.page(response, "You are signed out", "You have left the desk.");
        } else if (PASSWORD.matcher(path).matches()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setCharacterEncoding("UTF-8");
            json.writeValue(
                    response.getWriter(),
                    Map.of("type", "Refused", "message", "Sign in through your organisation: load this page again."));
        } else if (request.getMethod().equals("GET")
                && PAGE.matcher(path).matches()
                && String.valueOf(request.getHeader("Accept")).contains(MediaType.TEXT_HTML_VALUE)
                && !isSignedIn(request)) {
            leave(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && !AuthenticationUtil.getAuthsFromSession(session)
                        .getAuthentications()
                        .isEmpty();
    }

    private void leave(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var end = signedOut(request.getSession()).flatMap(idToken -> endOfSession(request, idToken));
        if (end.isPresent()) {
            response.sendRedirect(end.get());
            return;
        }
        request.getSession().setAttribute(TARGET, request.getRequestURI().replaceAll("/{2,}", "/"));
        response.sendRedirect(ByProvider.START);
    }

    /** The token of whoever was signed in until now; the session ends with it. */
    private static Optional<String> signedOut(HttpSession session) {
        if (session.getAttribute(ID_TOKEN) instanceof String idToken) {
            session.invalidate();
            return Optional.of(idToken);
        }
        return Optional.empty();
    }

    /** Where the provider ends its own session; empty when it has no such page. */
    private Optional<String> endOfSession(HttpServletRequest request, String idToken) {
        @Nullable
        Object page = provider.findByRegistrationId(ByProvider.REGISTRATION)
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("end_session_endpoint");
        return Optional.ofNullable(page).map(address -> UriComponentsBuilder.fromUriString(address.toString())
                .queryParam("id_token_hint", "{token}")
                .queryParam("post_logout_redirect_uri", "{back}")
                .encode()
                .buildAndExpand(
                        idToken,
                        ServletUriComponentsBuilder.fromContextPath(request)
                                .path(ByProvider.SIGNED_OUT)
                                .toUriString())
                .toUriString());
    }
}
