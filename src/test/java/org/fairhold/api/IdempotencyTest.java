package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same key and body answer the same, and happen once. */
class IdempotencyTest extends Attack {
    @Test
    void the_same_key_and_body_answer_the_same_and_happen_once() {
        var request = Request.of("POST", "/api/v1/reports", report().putNull("externalId"))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        var first = send(request);
        var after = rows();

        var again = send(request);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void the_same_key_with_another_body_or_path_is_refused() {
        var request = Request.of("POST", "/api/v1/reports", report())
                .with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(send(request).statusCode()).isEqualTo(201);

        requireRefused(new Request("POST", request.path(), report().toString(), request.headers()), 422, null);
        requireRefused(
                new Request("POST", "/api/v1/cases/C-999999999999/answers", request.body(), request.headers()),
                422,
                null);
    }

    @Test
    void a_refused_call_does_not_use_its_key_up() {
        var key = UUID.randomUUID().toString();
        requireRefused(
                Request.of("POST", "/api/v1/reports", report().put("kind", "NO_SUCH_CLAUSE"))
                        .with("Idempotency-Key", key),
                422,
                "kind");

        var corrected = send(Request.of("POST", "/api/v1/reports", report()).with("Idempotency-Key", key));

        assertThat(corrected.statusCode()).as(corrected.body()).isEqualTo(201);
        assertThat(corrected.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void a_key_that_is_blank_or_too_long_is_refused() {
        requireRefused(Request.of("POST", "/api/v1/reports", report()).with("Idempotency-Key", " "), 400, null);
        requireRefused(
                Request.of("POST", "/api/v1/reports", report()).with("Idempotency-Key", "k".repeat(256)), 400, null);
    }

    @Test
    void without_a_key_each_post_is_new() {
        var report = report().putNull("externalId");

        var first = json(send(Request.of("POST", "/api/v1/reports", report)));
        var second = json(send(Request.of("POST", "/api/v1/reports", report)));

        assertThat(second.get("reportId")).isNotEqualTo(first.get("reportId"));
    }

    @Test
    void the_same_external_id_is_answered_as_the_first_time() {
        var report = report();
        var first = json(send(Request.of("POST", "/api/v1/reports", report)));
        var after = rows();

        var again = send(Request.of("POST", "/api/v1/reports", report));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("outcome").asText()).isEqualTo("DUPLICATE");
        assertThat(json(again).get("reportId")).isEqualTo(first.get("reportId"));
        assertThat(rows()).isEqualTo(after);
    }

    @Test
    void identical_posts_at_the_same_time_with_one_key_give_one_report() throws Exception {
        var request = Request.of("POST", "/api/v1/reports", report().putNull("externalId"))
                .with("Idempotency-Key", UUID.randomUUID().toString());
        var before = count("report");

        var answers = atOnce(6, () -> send(request));

        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers)
                .extracting(HttpResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers.stream().filter(answer -> answer.headers()
                        .firstValue("Idempotency-Replayed")
                        .isEmpty()))
                .hasSize(1);
        assertThat(count("report")).isEqualTo(before + 1);
    }

    @Test
    void identical_posts_at_the_same_time_with_one_external_id_give_one_report() throws Exception {
        var request = Request.of("POST", "/api/v1/reports", report());
        var before = count("report");

        var answers = atOnce(6, () -> send(request));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(count("report")).isEqualTo(before + 1);
    }

    @Test
    void one_external_id_about_two_people_at_the_same_time_is_no_failure() throws Exception {
        var id = UUID.randomUUID().toString();
        var subjects = new AtomicInteger();
        var before = count("report");

        var answers = atOnce(
                6,
                () -> send(Request.of(
                        "POST",
                        "/api/v1/reports",
                        report().put("externalId", id)
                                .put("subjectId", subjects.incrementAndGet() % 2 == 0 ? ANNA : CARL))));

        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 201, 409);
        assertThat(count("report")).isEqualTo(before + 1);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            List<T> results = new ArrayList<>();
            for (var result : threads.invokeAll(Collections.nCopies(times, call))) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
