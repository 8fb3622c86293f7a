package org.fairhold.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.fairhold.Settings.ApiKey;
import org.fairhold.text.PersonalTexts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a caller by the hash of its key. Every key is compared, in constant time. */
class KeyAuthentication extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final List<ApiKey> keys;
    private final Problems problems;

    KeyAuthentication(List<ApiKey> keys, Problems problems) {
        this.keys = keys;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var key = find(header.substring(SCHEME.length()).strip());
            if (key.isEmpty()) {
                problems.write(response, HttpStatus.UNAUTHORIZED, "This key is not known.");
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                    key.get().caller(),
                    null,
                    AuthorityUtils.createAuthorityList(key.get().scopes())));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private Optional<ApiKey> find(String presented) {
        var hash = PersonalTexts.sha256(presented).getBytes(US_ASCII);
        ApiKey found = null;
        for (var key : keys) {
            if (MessageDigest.isEqual(hash, key.sha256().getBytes(US_ASCII))) {
                found = key;
            }
        }
        return Optional.ofNullable(found);
    }
}
