package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fairhold.DeskTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent: what is wrong is refused as the contract says, by name, and leaves nothing behind. */
@DeskTest
class BadInputTest {
    private static final String ANNA = "bad-input.anna";
    private static final String CARL = "bad-input.carl";
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
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What else must be right about a value than its schema: a known language, an end where there is one. */
    private static final Set<String> MEANT = Set.of("language", "timeZone", "endedAt");

    private final OpenApi file = new OpenApi();
    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    Clock clock;

    /** One request, and what it is sent with besides its body. */
    private record Request(String method, String path, @Nullable String body, Map<String, String> headers) {
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

        Request without(String header) {
            var less = new LinkedHashMap<>(headers);
            less.remove(header);
            return new Request(method, path, body, less);
        }

        @Override
        public String toString() {
            var sent = body == null ? "" : body.length() > 300 ? body.substring(0, 300) + "…" : body;
            return method + " " + path + " " + sent;
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

    // What each call takes when nothing is wrong with it.

    private ObjectNode account() {
        return object(
                """
                {"role": "FREELANCER", "displayName": "Anna", "email": "anna@people.example", "secondEmail": "a@people.example",
                 "language": "en", "country": "DE", "timeZone": "Europe/Berlin", "registeredOn": "2024-03-01",
                 "business": false, "version": 1}""");
    }

    private ObjectNode contract() {
        return object(
                """
                {"freelancerId": "%s", "clientId": "%s", "title": "A logo", "category": "design", "state": "ENDED",
                 "endedAt": "2026-06-30T16:00:00Z", "outcome": "FAILED", "feedback": 1, "disputed": true,
                 "disputedAmount": {"amountMinor": 60000, "currency": "USD"},
                 "chargebackAmount": {"amountMinor": 60000, "currency": "USD"}, "version": 1}"""
                        .formatted(ANNA, CARL));
    }

    private ObjectNode report() {
        var since = clock.instant().minus(Duration.ofHours(2));
        return object(
                """
                {"subjectId": "%s", "source": "CLIENT", "reporterId": "%s", "kind": "SPAM_APPLICATIONS",
                 "facts": [{"code": "COPIES", "text": "Fourteen in an hour.", "value": "14", "occurredAt": "%s",
                            "contractId": "k-17"}],
                 "suspectedSince": "%s", "externalId": "%s"}"""
                        .formatted(ANNA, CARL, since, since, UUID.randomUUID()));
    }

    /** By path in the file: a path that takes it, and a body. */
    private Map<OpenApi.Call, Request> good() {
        Map<OpenApi.Call, Request> good = new LinkedHashMap<>();
        add(good, "PUT", "/api/v1/accounts/{accountId}", account());
        add(good, "PUT", "/api/v1/contracts/{contractId}", contract());
        add(good, "POST", "/api/v1/reports", report());
        add(
                good,
                "POST",
                "/api/v1/cases/{number}/answers",
                object(
                        """
                        {"text": "Sorry.", "correctsFact": {"reportId": "R-1001", "position": 1}}"""));
        add(
                good,
                "POST",
                "/api/v1/cases/{number}/conditions/{id}",
                object("""
                {"state": "DONE", "note": "All."}"""));
        add(
                good,
                "POST",
                "/api/v1/cases/{number}/assurance",
                object(
                        """
                        {"cause": "Hurry.", "fix": "Withdrawn.", "prevention": "One by one."}"""));
        add(
                good,
                "POST",
                "/api/v1/cases/{number}/lessons/{clause}",
                object("""
                {"answers": [1, 2, 3]}"""));
        add(
                good,
                "POST",
                "/api/v1/cases/{number}/appeals",
                object("""
                        {"measureId": "M-999999999999", "text": "It was one."}"""));
        return good;
    }

    private static void add(Map<OpenApi.Call, Request> good, String method, String template, ObjectNode body) {
        var path = template.replace("{accountId}", ANNA)
                .replace("{contractId}", "bad-input.k-1")
                .replace("{number}", "C-999999999999")
                .replace("{id}", "K-999999999999")
                .replace("{clause}", "SPAM_APPLICATIONS");
        good.put(new OpenApi.Call(method, template), Request.of(method, path, body));
    }

    @Test
    void the_table_has_every_call_that_takes_a_body() {
        assertThat(good().keySet())
                .containsExactlyInAnyOrderElementsOf(file.calls().stream()
                        .filter(call -> !file.found(call).at("/requestBody").isMissing())
                        .toList());
    }

    /** For each field that the file describes: everything that its schema forbids. */
    @TestFactory
    List<DynamicTest> a_field_that_is_not_as_the_file_says_is_refused_by_name() {
        List<DynamicTest> tests = new ArrayList<>();
        good().forEach((call, request) -> {
            var schema = file.found(call).at("/requestBody/content/application~1json/schema");
            var body = object(String.valueOf(request.body()));
            for (var mutation : Mutation.bad(schema, body)) {
                tests.add(refused(
                        call + ": " + mutation.what(),
                        Request.of(request.method(), request.path(), mutation.body()),
                        422,
                        mutation.field()));
            }
        });
        assertThat(tests).hasSizeGreaterThan(250);
        return tests;
    }

    /** The file promises no less than the desk takes: the longest and largest values it allows are not refused for it. */
    @TestFactory
    List<DynamicTest> a_field_at_its_limit_is_not_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        good().forEach((call, request) -> {
            var schema = file.found(call).at("/requestBody/content/application~1json/schema");
            var body = object(String.valueOf(request.body()));
            for (var mutation : Mutation.extreme(schema, body)) {
                if (MEANT.contains(mutation.field())) {
                    continue;
                }
                tests.add(DynamicTest.dynamicTest(call + ": " + mutation.what(), () -> {
                    var changed = mutation.body();
                    if (changed.has("externalId") && !mutation.field().equals("externalId")) {
                        changed.put("externalId", UUID.randomUUID().toString());
                    }
                    var answer = send(Request.of(request.method(), request.path(), changed));

                    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 404, 409, 422);
                    assertThat(fields(answer)).doesNotContain(mutation.field());
                }));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> what_cannot_be_meant_is_refused_by_name() {
        var anna = "/api/v1/accounts/" + ANNA;
        var k1 = "/api/v1/contracts/bad-input.k-1";
        List<DynamicTest> tests = new ArrayList<>();
        for (var language : List.of("xx", "und", "-", "english")) {
            tests.add(refused(
                    "no language", Request.of("PUT", anna, account().put("language", language)), 422, "language"));
        }
        for (var country : List.of("XX", "de", "DEU", "ZZ")) {
            tests.add(
                    refused("no country", Request.of("PUT", anna, account().put("country", country)), 422, "country"));
        }
        for (var zone : List.of("Europe/Nowhere", "CEST or so", "+99:00", "../../etc/passwd")) {
            tests.add(
                    refused("no time zone", Request.of("PUT", anna, account().put("timeZone", zone)), 422, "timeZone"));
        }
        for (var email : List.of(
                "anna", "anna@", "a b@people.example", "ann\u00e4@people.example", "a@b.example\r\nBcc: c@d.example")) {
            tests.add(refused("no address", Request.of("PUT", anna, account().put("email", email)), 422, "email"));
        }
        for (var name : List.of("Anna\r\nBcc: c@d.example", "Anna\nWeber", "Anna\u0000", " ")) {
            tests.add(refused(
                    "no name", Request.of("PUT", anna, account().put("displayName", name)), 422, "displayName"));
        }
        for (var day : List.of("2024-02-30", "30.02.2024", "+999999999-01-01", "-4800-01-01", "2024-03-01T00:00:00Z")) {
            tests.add(refused(
                    "no day", Request.of("PUT", anna, account().put("registeredOn", day)), 422, "registeredOn"));
        }
        tests.add(refused(
                "a day as numbers",
                Request.of("PUT", anna, text(account(), "registeredOn", "[2024,3,1]")),
                422,
                "registeredOn"));
        for (var version : List.of("1.5", "1.0", "1e2", "9223372036854775808", "1e999", "\"2\"", "true")) {
            tests.add(refused(
                    "no version", Request.of("PUT", anna, text(account(), "version", version)), 422, "version"));
        }
        for (var role : List.of("0", "\"0\"", "\"freelancer\"", "\"\"")) {
            tests.add(refused("no role", Request.of("PUT", anna, text(account(), "role", role)), 422, "role"));
        }

        tests.add(refused(
                "unknown freelancer",
                Request.of("PUT", k1, contract().put("freelancerId", "bad-input.nobody")),
                422,
                "freelancerId"));
        tests.add(refused(
                "unknown client",
                Request.of("PUT", k1, contract().put("clientId", "bad-input.nobody")),
                422,
                "clientId"));
        tests.add(refused("with oneself", Request.of("PUT", k1, contract().put("clientId", ANNA)), 422, "clientId"));
        tests.add(
                refused("ended without an end", Request.of("PUT", k1, contract().putNull("endedAt")), 422, "endedAt"));
        tests.add(refused(
                "active with an end",
                Request.of("PUT", k1, contract().put("state", "ACTIVE").putNull("outcome")),
                422,
                "endedAt"));
        tests.add(refused(
                "active with an outcome",
                Request.of("PUT", k1, contract().put("state", "ACTIVE").putNull("endedAt")),
                422,
                "outcome"));
        for (var minor : List.of("600.00", "-1", "\"60000\"", "9223372036854775808", "0.1")) {
            var amount = "{\"currency\": \"USD\", \"amountMinor\": %s}".formatted(minor);
            tests.add(refused(
                    "no amount",
                    Request.of("PUT", k1, text(contract(), "disputedAmount", amount)),
                    422,
                    "disputedAmount.amountMinor"));
        }
        for (var currency : List.of("usd", "US", "DOLLAR", "AAA", "$")) {
            var amount = "{\"currency\": \"%s\", \"amountMinor\": 1}".formatted(currency);
            tests.add(refused(
                    "no currency",
                    Request.of("PUT", k1, text(contract(), "chargebackAmount", amount)),
                    422,
                    "chargebackAmount.currency"));
        }

        tests.add(refused(
                "unknown subject",
                Request.of("POST", "/api/v1/reports", report().put("subjectId", "bad-input.nobody")),
                422,
                "subjectId"));
        for (var kind :
                List.of("NO_SUCH_CLAUSE", "POOR_PERFORMANCE", "DISPUTE", "FRAUD_SUSPICION", "ACCOUNT_TAKEOVER")) {
            tests.add(refused(
                    "no process for " + kind,
                    Request.of("POST", "/api/v1/reports", report().put("kind", kind)),
                    422,
                    "kind"));
        }
        for (var time : List.of(
                "2999-01-01T00:00:00Z",
                "+999999999-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "-4800-01-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-06-30T25:00:00Z",
                "2026-06-30",
                "yesterday",
                "1782828300",
                "")) {
            tests.add(refused(
                    "fact at " + time,
                    Request.of("POST", "/api/v1/reports", fact(fact -> fact.put("occurredAt", time))),
                    422,
                    "facts[0].occurredAt"));
            if (!time.startsWith("2999")) {
                tests.add(refused(
                        "suspected since " + time,
                        Request.of("POST", "/api/v1/reports", report().put("suspectedSince", time)),
                        422,
                        "suspectedSince"));
            }
        }
        tests.add(refused(
                "fact at a number",
                Request.of("POST", "/api/v1/reports", fact(fact -> fact.put("occurredAt", 1782828300L))),
                422,
                "facts[0].occurredAt"));
        tests.add(refused(
                "a second fact in the future",
                Request.of("POST", "/api/v1/reports", secondInTheFuture()),
                422,
                "facts[1].occurredAt"));

        var path = "/api/v1/cases/C-999999999999/answers";
        tests.add(refused("a number as a text", Request.of("POST", path, "{\"text\": 5}"), 422, "text"));
        tests.add(refused("half a surrogate pair", Request.of("POST", path, "{\"text\": \"\\ud83d\"}"), 422, "text"));
        tests.add(refused(
                "the wrong half first", Request.of("POST", path, "{\"text\": \"\\ude00\\ud83d\"}"), 422, "text"));
        return tests;
    }

    private ObjectNode fact(Consumer<ObjectNode> change) {
        var report = report();
        change.accept((ObjectNode) report.withArray("facts").get(0));
        return report;
    }

    private ObjectNode secondInTheFuture() {
        var report = report();
        report.withArray("facts")
                .addObject()
                .put("text", "Soon.")
                .put("occurredAt", clock.instant().plusSeconds(3600).toString());
        return report;
    }

    /** The text of a body in which one field is exactly this JSON. */
    private static String text(ObjectNode body, String field, String value) {
        body.put(field, "@@");
        return body.toString().replace("\"@@\"", value);
    }

    @TestFactory
    List<DynamicTest> what_is_not_the_json_of_an_object_is_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        var nested = "[".repeat(5000) + "]".repeat(5000);
        good().forEach((call, request) -> {
            for (var body : List.of(
                    "",
                    "null",
                    "{",
                    "{\"a\": }",
                    "{'a': 1}",
                    "{,}",
                    "{\"version\": NaN}",
                    "<a/>",
                    "\u0000",
                    "{\"" + "a".repeat(60_000) + "\": 1}",
                    request.body() + " and more",
                    "{\"\\u12\": 1}")) {
                tests.add(refused(call + ": not JSON", Request.of(request.method(), request.path(), body), 400, null));
            }
            for (var body : List.of(
                    " ", "[]", "5", "\"text\"", "true", nested, "[" + request.body() + "]", request.body() + "{}")) {
                tests.add(refused(
                        call + ": not an object", Request.of(request.method(), request.path(), body), 422, "body"));
            }
            var twice = String.valueOf(request.body()).replaceFirst("^\\{(\"\\w+\":(\"[^\"]*\"|\\[[^]]*]))", "{$1,$1");
            tests.add(
                    refused(call + ": a field twice", Request.of(request.method(), request.path(), twice), 400, null));
            tests.add(refused(
                    call + ": too large",
                    Request.of(request.method(), request.path(), "{\"text\": \"" + "x".repeat(1 << 20) + "\"}"),
                    413,
                    null));
            tests.add(refused(
                    call + ": much too large",
                    Request.of(request.method(), request.path(), "{\"text\": \"" + "x".repeat(9 << 20) + "\"}")
                            .with("Idempotency-Key", "bad-input-large"),
                    413,
                    null));
            for (var type : List.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/octet-stream",
                    "nonsense",
                    "application/json; charset=nonsense")) {
                tests.add(refused(
                        call + ": " + type,
                        request.with("Content-Type", type),
                        type.contains("nonsense") ? 0 : 415,
                        null));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> a_path_or_query_with_nonsense_is_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        var long65 = "x".repeat(65);
        for (var id : List.of("a%20b", "a@b", "%C3%A4", long65, "a%09b", "a,b", "%F0%9F%98%80", "'or'1'='1")) {
            tests.add(
                    refused("account " + id, Request.of("PUT", "/api/v1/accounts/" + id, account()), 422, "accountId"));
            tests.add(refused(
                    "account " + id,
                    Request.of("GET", "/api/v1/accounts/" + id + "/standing", null),
                    422,
                    "accountId"));
            tests.add(refused(
                    "account " + id,
                    Request.of("GET", "/api/v1/accounts/" + id + "/permissions/APPLY", null),
                    422,
                    "accountId"));
            tests.add(refused(
                    "contract " + id, Request.of("PUT", "/api/v1/contracts/" + id, contract()), 422, "contractId"));
            tests.add(refused(
                    "contract " + id,
                    Request.of("GET", "/api/v1/accounts/" + ANNA + "/permissions/WORK?contractId=" + id, null),
                    422,
                    "contractId"));
        }
        tests.add(refused(
                "unknown account", Request.of("GET", "/api/v1/accounts/bad-input.nobody/standing", null), 404, null));
        tests.add(refused(
                "unknown account",
                Request.of("GET", "/api/v1/accounts/bad-input.nobody/permissions/APPLY", null),
                404,
                null));
        for (var permission : List.of("FLY", "apply", "0", "%20")) {
            tests.add(refused(
                    "permission " + permission,
                    Request.of("GET", "/api/v1/accounts/" + ANNA + "/permissions/" + permission, null),
                    422,
                    "permission"));
        }
        for (var number : List.of(
                "C-999999999999",
                "C-0",
                "C-",
                "c-2001",
                "2001",
                "C-9999999999999",
                "C--1",
                "%D9%A3",
                "'",
                "C-1%20or%201=1")) {
            for (var what : List.of("", "/timeline", "/statements")) {
                tests.add(refused(
                        "case " + number, Request.of("GET", "/api/v1/cases/" + number + what, null), 404, null));
            }
            for (var call : good().entrySet()) {
                if (call.getKey().path().contains("{number}")) {
                    var path = call.getValue().path().replace("C-999999999999", number);
                    tests.add(refused(
                            "case " + number,
                            Request.of("POST", path, call.getValue().body()),
                            404,
                            null));
                }
            }
            tests.add(refused(
                    "case " + number,
                    Request.of("POST", "/api/v1/cases/" + number + "/acknowledgement", null),
                    404,
                    null));
        }
        for (var id : List.of("S-999999999999", "S-", "1001", "x".repeat(3000), "%27", "%F0%9F%98%80")) {
            tests.add(refused("statement " + id, Request.of("GET", "/api/v1/statements/" + id, null), 404, null));
        }
        for (var id : List.of("K-999999999999", "K-", "1", "x".repeat(3000))) {
            tests.add(refused(
                    "condition " + id,
                    Request.of("POST", "/api/v1/cases/C-999999999999/conditions/" + id, "{\"state\": \"DONE\"}"),
                    404,
                    null));
        }
        for (var clause : List.of("NO_SUCH_CLAUSE", "spam", "%27")) {
            tests.add(refused(
                    "clause " + clause,
                    Request.of("POST", "/api/v1/cases/C-999999999999/lessons/" + clause, "{\"answers\": [1]}"),
                    404,
                    null));
        }
        for (var bad : List.of(
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=all",
                "limit=1.5",
                "limit=99999999999",
                "after=-1",
                "after=x",
                "after=1e3",
                "after=99999999999999999999",
                "after=%00")) {
            tests.add(refused(
                    bad,
                    Request.of("GET", "/api/v1/cases/C-999999999999/timeline?" + bad, null),
                    422,
                    bad.substring(0, bad.indexOf('='))));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> a_caller_without_a_key_or_its_scope_is_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        for (var call : file.calls()) {
            var path = call.path()
                    .replace("{accountId}", ANNA)
                    .replace("{contractId}", "bad-input.k-1")
                    .replace("{permission}", "APPLY")
                    .replace("{number}", "C-999999999999")
                    .replace("{clause}", "SPAM_APPLICATIONS")
                    .replace("{id}", "K-999999999999");
            var known = good().get(call);
            var request = Request.of(call.method(), path, known == null ? null : known.body());
            tests.add(refused(call + " without a key", request.without("Authorization"), 401, null));
            for (var key : List.of(
                    "Bearer",
                    "Bearer ",
                    "Bearer nobody",
                    "Bearer demo demo",
                    "Bearer Demo",
                    "Basic ZGVtbzpkZW1v",
                    "demo")) {
                tests.add(refused(call + " with " + key, request.with("Authorization", key), 401, null));
            }
            tests.add(DynamicTest.dynamicTest(call + " with the scope read", () -> {
                var answer = send(request.with("Authorization", "Bearer reader"));
                if (call.method().equals("GET")) {
                    assertThat(answer.statusCode()).isIn(200, 404);
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                }
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> a_call_that_there_is_not_is_refused() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(refused("no such call", Request.of("GET", "/api/v1/nothing", null), 404, null));
        tests.add(refused("no such call", Request.of("POST", "/api/v1/nothing", "{}"), 404, null));
        tests.add(refused("no such call", Request.of("POST", "/api/v1/reports/", report()), 404, null));
        tests.add(refused("no such call", Request.of("GET", "/api/v1/", null), 404, null));
        tests.add(refused("no such method", Request.of("GET", "/api/v1/reports", null), 405, null));
        tests.add(refused("no such method", Request.of("POST", "/api/v1/accounts/" + ANNA, account()), 405, null));
        for (var method : List.of("DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")) {
            tests.add(refused("no such method", Request.of(method, "/api/v1/accounts/" + ANNA, account()), 0, null));
        }
        for (var path : List.of(
                "/api/v1/accounts/a%2Fb/standing",
                "/api/v1//reports",
                "/api/v1/accounts/a;b/standing",
                "/api/v1/accounts/%2e%2e/standing",
                "/api/v1/statements/%0a",
                "/api/v1/statements/a%5cb",
                "/api/v1/statements/%25")) {
            tests.add(refused("path " + path, Request.of("GET", path, null), 0, null));
        }
        tests.add(refused(
                "accepts no JSON",
                Request.of("GET", "/api/v1/accounts/" + ANNA + "/standing", null)
                        .with("Accept", "text/html"),
                406,
                null));
        tests.add(refused(
                "accepts no problem",
                Request.of("GET", "/api/v1/cases/C-0", null).with("Accept", "text/html"),
                404,
                null));
        tests.add(refused(
                "accepts nonsense", Request.of("GET", "/api/v1/cases/C-0", null).with("Accept", "nonsense"), 0, null));
        return tests;
    }

    @Test
    void a_case_that_waits_for_something_else_says_so() {
        var number = json(send(Request.of("POST", "/api/v1/reports", report())))
                .get("caseNumber")
                .asText();
        // Heard once; the case of an earlier test was heard there.
        var heard = send(Request.of("POST", "/api/v1/cases/" + number + "/answers", "{\"text\": \"Sorry.\"}"));
        assertThat(heard.statusCode()).as(heard.body()).isIn(201, 409);
        var before = rows();

        for (var call : good().entrySet()) {
            if (call.getKey().path().contains("{number}")) {
                var path = call.getValue().path().replace("C-999999999999", number);
                var body = object(String.valueOf(call.getValue().body()));
                body.remove("correctsFact");
                var answer = send(Request.of("POST", path, body));

                assertThat(answer.statusCode())
                        .as(path + answer.body())
                        .isEqualTo(path.endsWith("/appeals") ? 422 : 409);
                assertThat(json(answer).get("detail").asText()).isNotBlank();
            }
        }
        var acknowledged = send(Request.of("POST", "/api/v1/cases/" + number + "/acknowledgement", null));

        assertThat(acknowledged.statusCode()).isEqualTo(409);
        assertThat(json(acknowledged).get("detail").asText()).contains("waiting for");
        assertThat(rows()).isEqualTo(before);
    }

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

    // How a refusal is judged.

    /** @param status the one that is due, or 0: any of 400 to 499 */
    private DynamicTest refused(String what, Request request, int status, @Nullable String field) {
        return DynamicTest.dynamicTest(what + " " + request, () -> requireRefused(request, status, field));
    }

    private void requireRefused(Request request, int status, @Nullable String field) {
        var before = rows();

        var answer = send(request);

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        if (status != 0) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        }
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception", "org.", "java.");
        file.root().at("/components/schemas/Problem").check(answer.body(), "the problem");
        if (field != null) {
            assertThat(fields(answer)).contains(field);
        }
        assertThat(rows()).isEqualTo(before);
    }

    private static List<String> fields(HttpResponse<String> answer) {
        return json(answer).path("errors").findValuesAsText("field");
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        TABLES.forEach(table -> rows.put(table, count(table)));
        return rows;
    }

    private long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }

    private HttpResponse<String> send(Request request) {
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

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + answer.body(), e);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
