package org.fairhold.process.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.fairhold.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.web.util.HtmlUtils;

/**
 * Sign-in by the organisation's OpenID Connect provider. It ends in the same session of the engine's applications that a
 * password would have made, so that everything behind it knows one kind of signed-in person.
 */
@Configuration
@ConditionalOnProperty(name = "fairhold.sign-in", havingValue = "oidc")
class ByProvider {
    static final String REGISTRATION = "staff";
    static final String START = "/oauth2/authorization/" + REGISTRATION;
    static final String SIGNED_OUT = "/signed-out";

    private static final String RETURN = "/login/oauth2/code/" + REGISTRATION;
    private static final Logger LOG = LoggerFactory.getLogger(ByProvider.class);

    private final Admission admission;
    private final ProcessEngine engine;

    ByProvider(Admission admission, @Lazy ProcessEngine engine) {
        this.admission = admission;
        this.engine = engine;
    }

    /** Asked for at the first sign-in, so that the desk starts while the provider is down. */
    @Bean
    static ClientRegistrationRepository provider(SignInSettings settings) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(settings.issuer())
                        .registrationId(REGISTRATION)
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .scope(settings.scopes())
                        .build()));
    }

    /** State, nonce and PKCE are checked here. Nothing is remembered but the engine's own session. */
    @Bean
    @Order(50)
    SecurityFilterChain signIn(HttpSecurity http, ClientRegistrationRepository provider) throws Exception {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(provider, "/oauth2/authorization");
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(START, RETURN, SIGNED_OUT)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .oauth2Login(login -> login.loginPage(START)
                        .authorizationEndpoint(start -> start.authorizationRequestResolver(requests))
                        .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                        .successHandler(this::vouchedFor)
                        .failureHandler(ByProvider::failed))
                .build();
    }

    private void vouchedFor(HttpServletRequest request, HttpServletResponse response, Authentication vouched)
            throws IOException {
        var person = (OidcUser) vouched.getPrincipal();
        var target = SignInDoor.target(request.getSession());
        try {
            var id = admission.admit(person);
            AuthenticationUtil.revalidateSession(request, AuthenticationUtil.createAuthentication(engine, id));
            SignInDoor.remember(request.getSession(), person.getIdToken().getTokenValue());
            response.sendRedirect(target);
        } catch (Refused refused) {
            request.getSession().invalidate();
            tell(response, refused.reason());
        }
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        LOG.warn("A sign-in by the provider failed: {}", why.getMessage());
        tell(response, "Your organisation's sign-in did not work. Nothing was changed. Start again from the desk.");
    }

    private static void tell(HttpServletResponse response, String reason) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        page(response, "You are not signed in", reason);
    }

    static void page(HttpServletResponse response, String title, String text) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter()
                .write(
                        """
                        <!DOCTYPE html>
                        <html lang="en">
                        <head><meta charset="utf-8"><title>%1$s</title></head>
                        <body><h1>%1$s</h1><p>%2$s</p><p><a href="/camunda/app/tasklist/">To the desk</a></p></body>
                        </html>
                        """
                                .formatted(HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(text)));
    }
}
