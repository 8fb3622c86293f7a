package org.fairhold.api;

import org.fairhold.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may call what: the API by key and scope; the staff's pages by the engine's own session. */
@Configuration
class Security {
    /** For the desk's own pages; the engine's applications come with a policy of theirs, which stays. */
    private static final String OWN_PAGES =
            "default-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'";

    private static final String NO_DEVICES =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /** No user but the engine's: keeps Spring Boot from inventing one. */
    @Bean
    UserDetailsService nobody() {
        return new InMemoryUserDetailsManager();
    }

    /** A path or a header that only an attacker, or a bug, would send. */
    @Bean
    RequestRejectedHandler rejected(Problems problems) {
        return (request, response, why) -> problems.write(response, HttpStatus.BAD_REQUEST, Problems.MALFORMED);
    }

    @Bean
    @Order(10)
    SecurityFilterChain api(HttpSecurity http, Settings settings, Problems problems) throws Exception {
        return http.securityMatcher("/api/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterBefore(new KeyAuthentication(settings.apiKeys(), problems), AuthorizationFilter.class)
                .authorizeHttpRequests(calls -> calls.requestMatchers("/api/v1/deployments", "/api/v1/deployments/**")
                        .hasAuthority("deploy")
                        .requestMatchers("/api/v1/compliance/**")
                        .hasAuthority("compliance")
                        .requestMatchers(HttpMethod.PUT, "/api/v1/**")
                        .hasAuthority("marketplace")
                        .requestMatchers(HttpMethod.POST, "/api/v1/reports")
                        .hasAuthority("report")
                        .requestMatchers(HttpMethod.POST, "/api/v1/**")
                        .hasAuthority("marketplace")
                        .requestMatchers(HttpMethod.GET, "/api/v1/**")
                        .hasAuthority("read")
                        .requestMatchers(HttpMethod.GET, "/api/openapi.yaml")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint((request, response, why) -> problems.write(
                                        response, HttpStatus.UNAUTHORIZED, "Send a key: Authorization: Bearer <key>."))
                                .accessDeniedHandler((request, response, why) -> problems.write(
                                        response,
                                        HttpStatus.FORBIDDEN,
                                        "This key does not have the scope for that call, or there is no such call.")))
                .build();
    }

    /** The desk's own pages: whoever is signed in to Tasklist, whose session carries the token that a form must bring back. */
    @Bean
    @Order(50)
    SecurityFilterChain deskPages(HttpSecurity http) throws Exception {
        return http.securityMatcher("/desk", "/desk/**")
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(Customizer.withDefaults())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_PAGES))
                        .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES)))
                .authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    /** The rules are for everybody; whoever reads them, or tries a lesson, leaves no session and nothing else. */
    @Bean
    @Order(60)
    SecurityFilterChain rules(HttpSecurity http) throws Exception {
        return http.securityMatcher("/policies", "/policies/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.referrerPolicy(Customizer.withDefaults())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_PAGES))
                        .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES)))
                .authorizeHttpRequests(calls -> calls.requestMatchers(HttpMethod.GET, "/policies", "/policies/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/policies/*/lesson")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Everything else has its own check: the engine's web applications, and the desk's pages in their session. */
    @Bean
    @Order(100)
    SecurityFilterChain others(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(FrameOptionsConfig::sameOrigin)
                        .referrerPolicy(Customizer.withDefaults())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_PAGES))
                        .permissionsPolicyHeader(policy -> policy.policy(NO_DEVICES)))
                .authorizeHttpRequests(calls -> calls.requestMatchers(
                                "/camunda/**", "/actuator/health/**", "/actuator/health", "/error")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }
}
