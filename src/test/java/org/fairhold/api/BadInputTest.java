package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever is sent: what is wrong is refused as the contract says, by name, and leaves nothing behind. */
class BadInputTest extends Attack {
    /** What else must be right about a value than its schema: a known language, an end where there is one. */
    private static final Set<String> MEANT = Set.of("language", "timeZone", "endedAt");

    /** A good request of each call that needs a body. */
    private Map<OpenApi.Call, Request> good() {
        Map<OpenApi.Call, Request> good = new LinkedHashMap<>();
        for (var call : file.calls()) {
            if (needsBody(call)) {
                good.put(call, request(call));
            }
        }
        return good;
    }

    private Request request(OpenApi.Call call) {
        return Request.of(
                call.method(),
                path(call),
                switch (call.path()) {
                    case "/api/v1/accounts/{accountId}" -> account();
                    case "/api/v1/accounts/{accountId}/owner-proofs" -> "{\"channel\":\"PHONE\",\"proven\":false}";
                    case "/api/v1/contracts/{contractId}" -> contract();
                    case "/api/v1/reports" -> report();
                    case "/api/v1/cases/{number}/answers" ->
                        "{\"text\":\"Sorry.\",\"correctsFact\":{\"reportId\":\"R-1001\",\"position\":1}}";
                    case "/api/v1/cases/{number}/refund-consent" ->
                        "{\"accountId\":\"anna\",\"amount\":{\"amountMinor\":20000,\"currency\":\"USD\"},\"consent\":true}";
                    case "/api/v1/cases/{number}/conditions/{id}" -> "{\"state\":\"DONE\",\"note\":\"All.\"}";
                    case "/api/v1/cases/{number}/assurance" ->
                        "{\"cause\":\"Hurry.\",\"fix\":\"Withdrawn.\",\"prevention\":\"One by one.\"}";
                    case "/api/v1/cases/{number}/lessons/{clause}" -> "{\"answers\":[1,2,3]}";
                    case "/api/v1/cases/{number}/hardship" -> "{\"text\":\"My rent is due.\",\"accountId\":\"anna\"}";
                    case "/api/v1/cases/{number}/tickets" -> "{\"text\":\"May she?\",\"accountId\":\"anna\"}";
                    case "/api/v1/cases/{number}/representatives" ->
                        "{\"name\":\"Eva\",\"email\":\"eva@law.example\",\"rights\":[\"APPEAL\"],\"until\":\"2026-12-31T00:00:00Z\",\"accountId\":\"anna\"}";
                    case "/api/v1/cases/{number}/address-revocations",
                            "/api/v1/cases/{number}/representatives/{representativeId}/end" ->
                        "{\"accountId\":\"anna\"}";
                    case "/api/v1/cases/{number}/appeals" ->
                        "{\"measureId\":\"M-999999999999\",\"text\":\"It was one.\"}";
                    case "/api/v1/cases/{number}/mediations" ->
                        "{\"measureId\":\"M-999999999999\",\"body\":\"ODS_EXAMPLE\",\"openedOn\":\"2026-07-01\",\"externalReference\":\"ODS-77\"}";
                    case "/api/v1/cases/{number}/appeals/{appealId}/messages" -> "{\"text\":\"One more thing.\"}";
                    case "/api/v1/marketplace/confirmations" ->
                        "{\"key\":\"C-999999999999/hold/M-1/1\",\"outcome\":\"REJECTED\",\"reference\":\"r-1\",\"reason\":\"NOT_ALLOWED\",\"detail\":\"No.\"}";
                    case "/api/v1/deployments/{revision}/migrations" ->
                        "{\"process\":\"policy-violation\",\"dryRun\":true,\"only\":\"MAPPABLE\",\"timers\":\"KEEP\",\"limit\":1}";
                    default -> {
                        assertThat(needsBody(call)).as("a body for " + call).isFalse();
                        yield null;
                    }
                });
    }

    private boolean needsBody(OpenApi.Call call) {
        var body = file.found(call).at("/requestBody");
        return body.node().path("required").asBoolean()
                && !body.at("/content/application~1json").isMissing();
    }

    /** For each field that the file describes: everything that its schema forbids. */
    @TestFactory
    List<DynamicTest> a_field_that_is_not_as_the_file_says_is_refused_by_name() {
        List<DynamicTest> tests = new ArrayList<>();
        good().forEach((call, request) -> {
            var schema = file.found(call).at("/requestBody/content/application~1json/schema");
            var body = object(String.valueOf(request.body()));
            for (var mutation : Mutation.bad(schema, body)) {
                tests.add(refused(Request.of(call.method(), request.path(), mutation.body()), 422, mutation.field()));
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
        var reports = "/api/v1/reports";
        var account = "/api/v1/accounts/" + ANNA;
        var contract = "/api/v1/contracts/bad-input.k-1";
        var answers = "/api/v1/cases/" + CASE + "/answers";
        var ours = object("{\"text\": \"Sorry.\"}");
        var running = contract().put("state", "ACTIVE").putNull("endedAt").putNull("outcome");
        String[] times = {
            "+999999999-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "-4800-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-06-30T25:00:00Z",
            "2026-06-30",
            "yesterday",
            "1782828300",
            ""
        };
        var later = clock.instant().plusSeconds(3600).toString();
        var two = report();
        two.withArray("facts").add(two.at("/facts/0").deepCopy());
        return Stream.of(
                        wrong("PUT", account, account(), "language", "xx", "und", "-", "english"),
                        wrong("PUT", account, account(), "country", "XX", "de", "DEU", "ZZ"),
                        wrong(
                                "PUT",
                                account,
                                account(),
                                "timeZone",
                                "Europe/Nowhere",
                                "CEST",
                                "+99:00",
                                "../../etc/passwd"),
                        wrong(
                                "PUT",
                                account,
                                account(),
                                "email",
                                "anna",
                                "anna@",
                                "a b@c.example",
                                "\u00e4@c.example",
                                "a@b.example\r\nBcc: c@d.example"),
                        wrong(
                                "PUT",
                                account,
                                account(),
                                "displayName",
                                "Anna\r\nBcc: c@d.example",
                                "Anna\nWeber",
                                "Anna\u0000",
                                " "),
                        wrong(
                                "PUT",
                                account,
                                account(),
                                "registeredOn",
                                "2024-02-30",
                                "30.02.2024",
                                "+999999999-01-01",
                                "-4800-01-01",
                                "2024-03-01T00:00:00Z",
                                raw("[2024,3,1]"),
                                raw("5")),
                        wrong(
                                "PUT",
                                account,
                                account(),
                                "version",
                                raw("1.5"),
                                raw("1.0"),
                                raw("1e2"),
                                raw("9223372036854775808"),
                                raw("1e999"),
                                "2",
                                raw("true")),
                        wrong("PUT", account, account(), "role", raw("0"), "0", "freelancer", ""),
                        wrong("PUT", contract, contract(), "freelancerId", "bad-input.nobody"),
                        wrong("PUT", contract, contract(), "clientId", "bad-input.nobody", ANNA),
                        wrong("PUT", contract, contract(), "endedAt", raw("null"), "tomorrow", raw("1782828300")),
                        wrong("PUT", contract, running, "endedAt", "2026-06-30T16:00:00Z"),
                        wrong("PUT", contract, running, "outcome", "COMPLETED"),
                        wrong(
                                "PUT",
                                contract,
                                contract(),
                                "disputedAmount.amountMinor",
                                raw("600.00"),
                                raw("-1"),
                                "60000",
                                raw("9007199254740992"),
                                raw("9223372036854775807"),
                                raw("9223372036854775808"),
                                raw("1e30"),
                                raw("0.1")),
                        wrong(
                                "PUT",
                                contract,
                                contract(),
                                "chargebackAmount.currency",
                                "usd",
                                "US",
                                "DOLLAR",
                                "AAA",
                                "XXX",
                                "XAU",
                                "$"),
                        wrong("POST", reports, report(), "subjectId", "bad-input.nobody"),
                        wrong("POST", reports, report(), "kind", "NO_SUCH_CLAUSE", "RELIABLE_WORK"),
                        wrong("POST", reports, report(), "facts[0].occurredAt", (Object[]) times),
                        wrong(
                                "POST",
                                reports,
                                report(),
                                "facts[0].occurredAt",
                                later,
                                "2999-01-01T00:00:00Z",
                                raw("1782828300")),
                        wrong("POST", reports, two, "facts[1].occurredAt", later),
                        wrong("POST", reports, report(), "suspectedSince", (Object[]) times),
                        wrong("POST", reports, report(), "suspectedSince", later),
                        wrong(
                                "POST",
                                answers,
                                ours,
                                "text",
                                raw("5"),
                                raw("\"\\ud83d\""),
                                raw("\"\\ude00\\ud83d\""),
                                raw("\"\\u0000\"")))
                .flatMap(tests -> tests)
                .toList();
    }

    private static RawValue raw(String json) {
        return new RawValue(json);
    }

    /** One field of a good body with each of these values: texts, or raw JSON. */
    private Stream<DynamicTest> wrong(String method, String path, ObjectNode good, String field, Object... values) {
        var at = JsonPointer.compile(
                "/" + field.replace("[", "/").replace("]", "").replace(".", "/"));
        return Arrays.stream(values).map(value -> {
            var body = good.deepCopy();
            var parent = (ObjectNode) body.at(at.head());
            if (value instanceof RawValue json) {
                parent.putRawValue(at.last().getMatchingProperty(), json);
            } else {
                parent.put(at.last().getMatchingProperty(), (String) value);
            }
            return refused(Request.of(method, path, body), 422, field);
        });
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_json_is_refused() {
        return good().values().stream().flatMap(good -> Stream.of(
                        "",
                        "null",
                        "{",
                        "{,}",
                        "{\"a\": }",
                        "{'a': 1}",
                        "{\"a\": NaN}",
                        "{\"\\u12\": 1}",
                        "{\"" + "a".repeat(60_000) + "\": 1}",
                        "<a/>",
                        "\u0000",
                        good.body() + " and more",
                        withItsFirstFieldTwice(good))
                .map(body -> refused(good.saying(body), 400)));
    }

    private static String withItsFirstFieldTwice(Request good) {
        return String.valueOf(good.body()).replaceFirst("^\\{(\"\\w+\":(\"[^\"]*\"|\\[[^]]*]))", "{$1,$1");
    }

    @TestFactory
    Stream<DynamicTest> what_is_not_one_object_is_refused() {
        var deep = "[".repeat(5000) + "]".repeat(5000);
        return good().values().stream().flatMap(good -> Stream.of(
                        " ", "[]", "5", "\"text\"", "true", deep, "[" + good.body() + "]", good.body() + "{}")
                .map(body -> refused(good.saying(body), 422, "body")));
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_is_too_large_is_refused() {
        return good().values().stream().flatMap(good -> Stream.of(1 << 20, 9 << 20)
                .map(size -> good.saying("{\"text\": \"" + "x".repeat(size) + "\"}"))
                .flatMap(large -> Stream.of(large, large.with("Idempotency-Key", "bad-input-large")))
                .map(large -> refused(large, 413)));
    }

    @TestFactory
    Stream<DynamicTest> another_content_type_is_refused() {
        return good().values().stream().flatMap(good -> Stream.of(
                        "text/plain",
                        "application/xml",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "application/octet-stream",
                        "nonsense",
                        "application/json; charset=nonsense")
                .map(type -> refused(good.with("Content-Type", type), 415)));
    }

    @TestFactory
    Stream<DynamicTest> an_id_that_cannot_be_one_is_refused_by_name() {
        return Stream.of("a%20b", "a@b", "%C3%A4", "x".repeat(65), "a%09b", "a,b", "%F0%9F%98%80", "'or'1'='1")
                .flatMap(id -> Stream.of(
                        refused(Request.of("PUT", "/api/v1/accounts/" + id, account()), 422, "accountId"),
                        refused(get("/api/v1/accounts/" + id + "/standing"), 422, "accountId"),
                        refused(get("/api/v1/accounts/" + id + "/permissions/APPLY"), 422, "accountId"),
                        refused(Request.of("PUT", "/api/v1/contracts/" + id, contract()), 422, "contractId"),
                        refused(
                                get("/api/v1/accounts/" + ANNA + "/permissions/WORK?contractId=" + id),
                                422,
                                "contractId")));
    }

    @TestFactory
    Stream<DynamicTest> what_there_is_not_is_unknown() {
        var cases = Stream.of("999999999999", "0", "", "9999999999999", "-1", "%D9%A3", "1%20or%201=1")
                .flatMap(digits -> Stream.concat(
                        Stream.of("", "/timeline", "/statements").map(what -> get("/api/v1/cases/C-" + digits + what)),
                        file.calls().stream()
                                .filter(call -> call.path().startsWith("/api/v1/cases/")
                                        && call.method().equals("POST")
                                        && !call.path().endsWith("/evidence"))
                                .map(call -> request(call).at(path(call).replace(CASE, "C-" + digits)))));
        var others = Stream.of(
                get("/api/v1/accounts/bad-input.nobody/standing"),
                get("/api/v1/accounts/bad-input.nobody/permissions/APPLY"),
                get("/api/v1/cases/2001"),
                get("/api/v1/cases/c-2001"),
                get("/api/v1/statements/S-999999999999"),
                get("/api/v1/statements/1001"),
                get("/api/v1/statements/%27"),
                get("/api/v1/statements/" + "x".repeat(3000)),
                Request.of("POST", "/api/v1/cases/" + CASE + "/conditions/1", "{\"state\": \"DONE\"}"),
                Request.of("POST", "/api/v1/cases/" + CASE + "/lessons/NO_SUCH_CLAUSE", "{\"answers\": [1]}"),
                Request.of("POST", "/api/v1/cases/" + CASE + "/lessons/%27", "{\"answers\": [1]}"),
                get("/api/v1/nothing"),
                get("/api/v1/"),
                Request.of("POST", "/api/v1/nothing", "{}"),
                Request.of("POST", "/api/v1/reports/", report()));
        return Stream.concat(cases, others).map(request -> refused(request, 404));
    }

    @TestFactory
    Stream<DynamicTest> a_parameter_with_nonsense_is_refused_by_name() {
        return Stream.concat(
                Stream.of("FLY", "apply", "0", "%20")
                        .map(permission -> refused(
                                get("/api/v1/accounts/" + ANNA + "/permissions/" + permission), 422, "permission")),
                Stream.of(
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
                                "after=%00")
                        .map(query -> refused(
                                get("/api/v1/cases/" + CASE + "/timeline?" + query),
                                422,
                                query.substring(0, query.indexOf('=')))));
    }

    @TestFactory
    Stream<DynamicTest> a_caller_whose_key_is_not_known_is_refused() {
        return file.calls().stream()
                .map(this::request)
                .flatMap(request -> Stream.concat(
                        Stream.of(request.without("Authorization")),
                        Stream.of(
                                        "Bearer",
                                        "Bearer ",
                                        "Bearer nobody",
                                        "Bearer demo demo",
                                        "Bearer Demo",
                                        "Basic ZGVtbzpkZW1v",
                                        "demo")
                                .map(key -> request.with("Authorization", key))))
                .map(request -> refused(request, 401));
    }

    @TestFactory
    Stream<DynamicTest> a_key_that_may_only_read_can_do_nothing_else() {
        return file.calls().stream()
                .filter(call -> !call.method().equals("GET"))
                .map(call -> refused(request(call).with("Authorization", "Bearer reader"), 403));
    }

    @TestFactory
    Stream<DynamicTest> a_key_that_may_read_can_read() {
        return file.calls().stream()
                .filter(call -> call.method().equals("GET"))
                .filter(call ->
                        file.found(call).node().at("/security").toString().contains("\"read\""))
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
                    var answer = send(request(call).with("Authorization", "Bearer reader"));

                    assertThat(answer.statusCode()).isIn(200, 404);
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_path_a_method_or_a_form_that_the_desk_does_not_know_is_refused() {
        var methods = Stream.of("GET", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND")
                .map(method -> Request.of(method, "/api/v1/accounts/" + ANNA, account()));
        var paths = Stream.of(
                        "/api/v1/accounts/a%2Fb/standing",
                        "/api/v1//reports",
                        "/api/v1/accounts/a;b/standing",
                        "/api/v1/accounts/%2e%2e/standing",
                        "/api/v1/cases/C-1%0A",
                        "/api/v1/statements/a%5cb",
                        "/api/v1/statements/%25")
                .map(Attack::get);
        var forms = Stream.of("text/html", "application/xml", "nonsense")
                .flatMap(form -> Stream.of(
                        get("/api/v1/accounts/" + ANNA + "/standing").with("Accept", form),
                        get("/api/v1/cases/C-0").with("Accept", form)));
        return Stream.of(methods, paths, forms).flatMap(all -> all).map(request -> refused(request, ANY));
    }

    @Test
    void a_case_that_waits_for_something_else_says_so() {
        var number = json(send(Request.of("POST", "/api/v1/reports", report())))
                .get("caseNumber")
                .asText();
        // Heard once; the case of an earlier test was heard there.
        var heard = send(Request.of("POST", "/api/v1/cases/" + number + "/answers", "{\"text\": \"Sorry.\"}"));
        assertThat(heard.statusCode()).as(heard.body()).isIn(201, 409);

        for (var untimely : List.of(
                Request.of("POST", "/answers", "{\"text\": \"Sorry again.\"}"),
                Request.of("POST", "/conditions/K-1001", "{\"state\": \"DONE\"}"),
                Request.of("POST", "/assurance", "{\"cause\": \"a\", \"fix\": \"b\", \"prevention\": \"c\"}"),
                Request.of("POST", "/acknowledgement", null),
                Request.of(
                        "POST",
                        "/refund-consent",
                        "{\"amount\": {\"amountMinor\": 1, \"currency\": \"USD\"}, \"consent\": true}"),
                Request.of("POST", "/lessons/SPAM_APPLICATIONS", "{\"answers\": [1, 2, 3]}"))) {
            var problem = requireRefused(untimely.at("/api/v1/cases/" + number + untimely.path()), 409, null);

            assertThat(problem.get("detail").asText()).contains("Case " + number);
        }
        var ofNobody = "{\"measureId\": \"M-999999999999\", \"text\": \"It was one.\"}";
        requireRefused(Request.of("POST", "/api/v1/cases/" + number + "/appeals", ofNobody), 422, "measureId");
    }
}
