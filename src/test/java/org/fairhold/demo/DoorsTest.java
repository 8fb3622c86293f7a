package org.fairhold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.fairhold.demo.clock.DemoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@InDemo
class DoorsTest {
    @Autowired
    TestRestTemplate http;

    @Autowired
    DemoClock clock;

    @AfterEach
    void setBack() {
        clock.setBack();
    }

    @Test
    void the_first_page_has_a_door_for_each_role() {
        var page = http.getForEntity("/", String.class);

        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(page.getBody())
                .contains("lang=\"en\"", "invented people", "Gigfair")
                .contains("/camunda/app/tasklist", "/demo/mailbox", "/actuator/health", "Bearer demo")
                .contains("value=\"PT1H\"", "value=\"P1D\"", "value=\"P7D\"")
                .doesNotContain("<script", " th:");
    }

    @Test
    void the_buttons_make_time_pass_and_come_back() {
        var before = clock.instant();

        var pressed = post("advance=P7D", MediaType.APPLICATION_FORM_URLENCODED);

        assertThat(pressed.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(pressed.getBody()).contains("Come in as");
        assertThat(Duration.between(before, clock.instant())).isBetween(Duration.ofDays(7), Duration.ofDays(8));
    }

    @Test
    void the_clock_answers_where_it_stands() {
        var before = clock.instant();

        var moved = post("{\"advance\": \"P1DT2H\"}", MediaType.APPLICATION_JSON);
        var now = http.getForObject("/demo/clock", String.class);

        assertThat(moved.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(moved.getBody())
                .contains("\"now\":\"", "\"ran\":", "\"failed\":[]")
                .doesNotContain("stopped");
        assertThat(now).startsWith("{\"now\":\"" + clock.instant().toString().substring(0, 15));
        assertThat(Duration.between(before, clock.instant())).isGreaterThanOrEqualTo(Duration.ofHours(26));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advance\": null}",
                "{\"advance\": \"-P1D\"}",
                "{\"advance\": \"P1\"}",
                "{\"advance\": 5}",
                "{\"advance\": [\"P1D\"]}",
                "{\"advance\": \"P401D\"}",
                "{\"retreat\": \"P1D\"}",
                "{",
                "",
                "[]"
            })
    void what_the_clock_does_not_understand_is_refused_and_named(String body) {
        var before = clock.instant();

        var answer = post(body, MediaType.APPLICATION_JSON);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).contains("\"field\":\"advance\"");
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofMinutes(1));
    }

    private ResponseEntity<String> post(String body, MediaType type) {
        var headers = new HttpHeaders();
        headers.setContentType(type);
        return http.postForEntity("/demo/clock", new HttpEntity<>(body, headers), String.class);
    }
}
