package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Sessions, tokens, headers, and what is not there at all. */
class SessionTest extends AtTheDoor {
    @Autowired
    Environment settings;

    @Test
    void signing_in_changes_the_session() {
        var browser = Browser.anonymous(port);
        var before = browser.cookie("JSESSIONID");

        var answer = browser.send(
                "POST",
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "application/x-www-form-urlencoded",
                "username=ana&password=demo");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
    }

    @Test
    void the_session_cookie_is_kept_from_scripts_and_from_other_sites() {
        var cookies = Browser.anonymous(port).get("/camunda/app/tasklist/default/");
        var fresh = java.net.http.HttpClient.newHttpClient();

        assertThat(cookies.statusCode()).isEqualTo(200);
        assertThat(setCookie(fresh, "/camunda/app/tasklist/default/"))
                .containsIgnoringCase("HttpOnly")
                .containsIgnoringCase("SameSite=Lax")
                .doesNotContainIgnoringCase("secure");
        assertThat(settings.getProperty("server.servlet.session.timeout")).isEqualTo("1h");
    }

    private String setCookie(java.net.http.HttpClient client, String path) {
        try {
            return client
                    .send(
                            java.net.http.HttpRequest.newBuilder(java.net.URI.create("http://localhost:" + port + path))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .filter(cookie -> cookie.startsWith("JSESSIONID"))
                    .findFirst()
                    .orElseThrow();
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void after_eight_hours_one_signs_in_again() throws Exception {
        var session = new MockHttpSession() {
            @Override
            public long getLastAccessedTime() {
                return getCreationTime() + SessionEnd.LONGEST.toMillis();
            }
        };
        var request = new MockHttpServletRequest();
        request.setSession(session);

        new SessionEnd().doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void a_call_without_the_token_of_the_page_changes_nothing() {
        var ana = as("ana");
        ana.forgetsItsToken();
        var before = world();

        var answer = ana.post(engine("/task/{task}/claim"), "{\"userId\": \"ana\"}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/app/tasklist/default/",
                "/desk/about",
                "/camunda/api/engine/engine/default/task/x/complete"
            })
    void every_page_says_what_a_browser_may_do_with_it(String path) {
        var headers = as("ana").get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors");
        assertThat(headers.firstValue("X-Frame-Options")).contains("SAMEORIGIN");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/engine",
                "/engine-rest/task",
                "/h2-console",
                "/h2-console/",
                "/actuator",
                "/actuator/env",
                "/actuator/beans",
                "/actuator/heapdump",
                "/actuator/loggers"
            })
    void what_is_not_needed_is_not_there(String path) {
        assertThat(as("admin").get(path).statusCode()).isIn(403, 404);
    }

    @Test
    void cockpit_is_for_leads_and_process_owners() {
        var statistics = "/camunda/api/cockpit/plugin/base/default/process-definition/statistics-count";

        assertThat(as("ana").get(statistics).statusCode()).isEqualTo(403);
        assertThat(Browser.anonymous(port).get(statistics).statusCode()).isEqualTo(401);
        assertThat(as("lee").get(statistics).statusCode()).isEqualTo(200);
        assertThat(as("pia").get(statistics).statusCode()).isEqualTo(200);
    }
}
