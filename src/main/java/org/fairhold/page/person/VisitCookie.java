package org.fairhold.page.person;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.fairhold.casework.CaseNumber;
import org.fairhold.visit.Secret;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** What the browser keeps of a visit: for this case's pages only, out of reach of scripts, gone with the browser. */
@Component
class VisitCookie {
    private static final String NAME = "fairhold-case";

    private final boolean secure;

    VisitCookie(@Value("${server.servlet.session.cookie.secure:true}") boolean secure) {
        this.secure = secure;
    }

    Optional<Secret> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .map(Secret::new)
                        .findFirst();
    }

    void write(CaseNumber number, Secret secret, HttpServletResponse response) {
        send(cookie(number, secret.value()), response);
    }

    void remove(CaseNumber number, HttpServletResponse response) {
        send(cookie(number, "").maxAge(Duration.ZERO), response);
    }

    private ResponseCookie.ResponseCookieBuilder cookie(CaseNumber number, String value) {
        return ResponseCookie.from(NAME, value)
                .path("/case/" + number)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }

    private static void send(ResponseCookie.ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
