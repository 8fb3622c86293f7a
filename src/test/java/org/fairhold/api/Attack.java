package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.fairhold.DeskTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A marketplace that does not always know what it sends, and what the desk must make of it. */
@DeskTest
abstract class Attack {
    static final String ANNA = "bad-input.anna";
    static final String CARL = "bad-input.carl";
    static final String CASE = "C-999999999999";
    private static final List<String> TABLES = List.of(
            "account",
            "account_contact",
            "contract",
            "report",
            "report_fact",
            "report_outcome",
            "enforcement_case",
            "case_event",
            "answer",
            "condition_met",
            "assurance",
            "acknowledgement",
            "lesson_taken",
            "appeal",
            "personal_text",
            "mail",
            "outbox",
            "idempotent_request");

    /** Every kind of text goes over the wire as it is, half a surrogate pair too. */
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Refused with whatever status fits. */
    static final int ANY = 0;

    final OpenApi file = new OpenApi();
    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    Clock clock;

    /** One request, and what it is sent with besides its body. */
    record Request(String method, String path, @Nullable String body, Map<String, String> headers) {
        static Request of(String method, String path, @Nullable Object body) {
            return new Request(
                    method,
                    path,
                    body == null ? null : text(body),
                    body == null
                            ? Map.of("Authorization", "Bearer demo")
                            : Map.of("Authorization", "Bearer demo", "Content-Type", "application/json"));
        }

        private static String text(Object body) {
            try {
                return body instanceof String text ? text : JSON.writeValueAsString(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        Request with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Request(method, path, body, more);
        }

        Request at(String otherPath) {
            return new Request(method, otherPath, body, headers);
        }

        Request saying(String otherBody) {
            return new Request(method, path, otherBody, headers);
        }

        Request without(String header) {
            var less = new LinkedHashMap<>(headers);
            less.remove(header);
            return new Request(method, path, body, less);
        }

        /** As a test's name: what is not as usual, and not all of it. */
        @Override
        public String toString() {
            var unusual = new LinkedHashMap<>(headers);
            unusual.remove("Authorization", "Bearer demo");
            unusual.remove("Content-Type", "application/json");
            var text = "%s %s %s %s".formatted(method, path, unusual, Objects.requireNonNullElse(body, ""));
            return text.length() > 300 ? text.substring(0, 300) + "…" : text;
        }
    }

    @BeforeEach
    void two_accounts_that_the_desk_knows() {
        for (var id : List.of(ANNA, CARL)) {
            var role = id.equals(ANNA) ? "FREELANCER" : "CLIENT";
            var answer =
                    send(Request.of("PUT", "/api/v1/accounts/" + id, account().put("role", role)));
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        }
    }

    final ObjectNode account() {
        return object(
                """
                {"role": "FREELANCER", "displayName": "Anna", "email": "anna@people.example", "secondEmail": "a@people.example",
                 "language": "en", "country": "DE", "timeZone": "Europe/Berlin", "registeredOn": "2024-03-01",
                 "business": false, "version": 1}""");
    }

    final ObjectNode contract() {
        return object(
                """
                {"freelancerId": "%s", "clientId": "%s", "title": "A logo", "category": "design", "state": "ENDED",
                 "endedAt": "2026-06-30T16:00:00Z", "outcome": "FAILED", "feedback": 1, "disputed": true,
                 "disputedAmount": {"amountMinor": 60000, "currency": "USD"},
                 "chargebackAmount": {"amountMinor": 60000, "currency": "USD"}, "version": 1}"""
                        .formatted(ANNA, CARL));
    }

    final ObjectNode report() {
        var since = clock.instant().minus(Duration.ofHours(2));
        return object(
                """
                {"subjectId": "%s", "source": "CLIENT", "reporterId": "%s", "kind": "SPAM_APPLICATIONS",
                 "facts": [{"code": "COPIES", "text": "Fourteen in an hour.", "value": "14", "occurredAt": "%s",
                            "contractId": "k-17"}],
                 "suspectedSince": "%s", "externalId": "%s"}"""
                        .formatted(ANNA, CARL, since, since, UUID.randomUUID()));
    }

    final DynamicTest refused(Request request, int status) {
        return DynamicTest.dynamicTest(request.toString(), () -> requireRefused(request, status, null));
    }

    final DynamicTest refused(Request request, int status, String field) {
        return DynamicTest.dynamicTest(field + " in " + request, () -> requireRefused(request, status, field));
    }

    /** @param status the one that is due, or {@link #ANY} from 400 to 499 */
    @CanIgnoreReturnValue
    final JsonNode requireRefused(Request request, int status, @Nullable String field) {
        var before = rows();

        var answer = send(request);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        if (status != ANY) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        }
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        file.root().at("/components/schemas/Problem").check(answer.body(), "the problem");
        var problem = json(answer);
        assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("Exception", "org.", "java.");
        if (field != null) {
            assertThat(fields(answer)).contains(field);
        }
        assertThat(rows()).isEqualTo(before);
        return problem;
    }

    static List<String> fields(HttpResponse<String> answer) {
        return json(answer).path("errors").findValuesAsText("field");
    }

    final Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(table, count(table)));
        return rows;
    }

    final long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    final HttpResponse<String> send(Request request) {
        var http = HttpRequest.newBuilder(URI.create("http://localhost:" + port + request.path()))
                .timeout(Duration.ofSeconds(60))
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(http::header);
        try {
            var answer = client.send(http.build(), BodyHandlers.ofString());
            check(request, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Of somebody whom the desk knows, about a case that it does not. */
    static String path(OpenApi.Call call) {
        return call.path()
                .replace("{accountId}", ANNA)
                .replace("{contractId}", "bad-input.k-1")
                .replace("{permission}", "APPLY")
                .replace("{appealId}", "A-999999999999")
                .replace("{representativeId}", "REP-999999999999")
                .replace("{number}", CASE)
                .replace("{clause}", "SPAM_APPLICATIONS")
                .replace("{revision}", "999999")
                .replace("{id}", call.path().contains("statements") ? "S-999999999999" : "K-999999999999");
    }

    static Request get(String path) {
        return Request.of("GET", path, null);
    }

    /** What Spring or the firewall refuses before it is known which call was meant is not in the file. */
    private void check(Request request, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (file.knows(request.method(), request.path())
                && status != 406
                && (status != 400 || request.body() != null)) {
            file.check(
                    request.method(),
                    request.path(),
                    request.body(),
                    status,
                    answer.headers().firstValue("Content-Type").orElse(null),
                    answer.body());
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }

    static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
