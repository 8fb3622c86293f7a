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

/** What the browser keeps of a visit: for the pages of this case, or of the account, only; out of reach of scripts, gone with the browser. */
@Component
class VisitCookie {
    private static final String NAME = "fairhold-case";
    private static final String ACCOUNT = "fairhold-account";

    private final boolean secure;

    VisitCookie(@Value("${server.servlet.session.cookie.secure:true}") boolean secure) {
        this.secure = secure;
    }

    Optional<Secret> read(HttpServletRequest request) {
        return read(NAME, request);
    }

    Optional<Secret> readAccount(HttpServletRequest request) {
        return read(ACCOUNT, request);
    }

    private static Optional<Secret> read(String name, HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .map(Secret::new)
                        .findFirst();
    }

    void write(CaseNumber number, Secret secret, HttpServletResponse response) {
        send(cookie(NAME, secret.value(), path(number)), response);
    }

    void writeAccount(Secret secret, HttpServletResponse response) {
        send(cookie(ACCOUNT, secret.value(), "/account"), response);
    }

    void remove(CaseNumber number, HttpServletResponse response) {
        send(cookie(NAME, "", path(number)).maxAge(Duration.ZERO), response);
    }

    void removeAccount(HttpServletResponse response) {
        send(cookie(ACCOUNT, "", "/account").maxAge(Duration.ZERO), response);
    }

    private static String path(CaseNumber number) {
        return "/case/" + number;
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, String path) {
        return ResponseCookie.from(name, value)
                .path(path)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax");
    }

    private static void send(ResponseCookie.ResponseCookieBuilder cookie, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
