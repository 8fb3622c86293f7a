package org.fairhold.page.person;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;
import org.fairhold.evidence.EvidenceFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie.ResponseCookieBuilder;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The case page's own door. It knows nobody of the staff and no session of theirs; a visit stands in a cookie of its own.
 * Nothing on it runs, frames or leaves for elsewhere, and no address of it is told to anybody (T4).
 */
@Configuration
class CasePageSecurity {
    private static final String NOTHING_BUT_THE_STYLE =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'";
    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /** The style is the same for everybody, and a slow phone need not load it again. */
    @Bean
    @Order(20)
    SecurityFilterChain casePageStyleDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher("/case/assets/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> strict(headers)
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .addHeaderWriter((request, response) ->
                                response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")))
                .authorizeHttpRequests(calls -> calls.requestMatchers(HttpMethod.GET, "/case/assets/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    @Order(21)
    SecurityFilterChain casePageDoor(
            HttpSecurity http, @Value("${server.servlet.session.cookie.secure:true}") boolean secureCookies)
            throws Exception {
        return door(http.securityMatcher("/case", "/case/**"), "/case", secureCookies)
                .exceptionHandling(refusal ->
                        refusal.accessDeniedHandler((request, response, why) -> response.sendRedirect(back(request))))
                .build();
    }

    @Bean
    @Order(22)
    SecurityFilterChain accountPageDoor(
            HttpSecurity http, @Value("${server.servlet.session.cookie.secure:true}") boolean secureCookies)
            throws Exception {
        return door(http.securityMatcher("/account", "/account/**"), "/account", secureCookies)
                .exceptionHandling(refusal -> refusal.accessDeniedHandler(
                        (request, response, why) -> response.sendRedirect("/account?done=again")))
                .build();
    }

    @Bean
    @Order(23)
    SecurityFilterChain mandatePageDoor(
            HttpSecurity http, @Value("${server.servlet.session.cookie.secure:true}") boolean secureCookies)
            throws Exception {
        return door(http.securityMatcher("/representative"), "/representative", secureCookies)
                .exceptionHandling(refusal -> refusal.accessDeniedHandler(
                        (request, response, why) -> response.sendRedirect("/representative?done=" + why(request))))
                .build();
    }

    private static HttpSecurity door(HttpSecurity http, String path, boolean secureCookies) throws Exception {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName("fairhold-%s-form".formatted(path.substring(1)));
        tokens.setCookiePath(path);
        Consumer<ResponseCookieBuilder> kept =
                cookie -> cookie.httpOnly(true).secure(secureCookies).sameSite("Lax");
        tokens.setCookieCustomizer(kept);
        var atOnce = new XorCsrfTokenRequestAttributeHandler();
        // A page may be longer than the buffer: the cookie is written before the first byte of it.
        atOnce.setCsrfRequestAttributeName(null);
        return http.csrf(forms -> forms.csrfTokenRepository(tokens).csrfTokenRequestHandler(atOnce))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(CasePageSecurity::strict)
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll());
    }

    /** A form whose token could not be read: the browser forgot its cookies, or the file in it is too large. */
    private static String back(HttpServletRequest request) {
        var parts = request.getRequestURI().split("/", -1);
        return "/case/%s?done=%s".formatted(parts.length > 2 ? parts[2] : "", why(request));
    }

    private static String why(HttpServletRequest request) {
        return request.getContentLengthLong() > EvidenceFiles.BYTES_MAX ? "large" : "again";
    }

    @CanIgnoreReturnValue
    private static HeadersConfigurer<HttpSecurity> strict(HeadersConfigurer<HttpSecurity> headers) {
        return headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(policy -> policy.policyDirectives(NOTHING_BUT_THE_STYLE))
                .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES))
                .contentTypeOptions(Customizer.withDefaults());
    }
}
