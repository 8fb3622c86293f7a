package org.fairhold.demo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The demo's own pages and controls need no key; they listen on this machine only. */
@Configuration
@Profile("demo")
class OpenDoors {
    @Bean
    @Order(1)
    SecurityFilterChain demoDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/", "/demo/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                // No script, nothing from elsewhere: a mail's HTML is shown under the same policy.
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self';"
                                + " form-action 'self'; frame-ancestors 'none'")))
                .build();
    }
}
