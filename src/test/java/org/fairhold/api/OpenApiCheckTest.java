package org.fairhold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The check itself: what it lets pass and what it does not. */
class OpenApiCheckTest {
    private static final String PROBLEM = "application/problem+json";
    private static final String REPORT =
            """
            {"subjectId": "anna", "source": "CLIENT", "kind": "SPAM_APPLICATIONS", "reporterId": null,
             "facts": [{"text": "Fourteen in an hour.", "occurredAt": "2026-06-30T14:05:00.123Z"}]}""";
    private static final String RECEIVED =
            """
            {"reportId": "R-1001", "caseNumber": "C-2001", "outcome": "OPENED"}""";

    private final OpenApi api = new OpenApi();

    @Test
    void an_exchange_that_the_file_describes_passes() {
        api.check("POST", "/api/v1/reports", REPORT, 201, "application/json", RECEIVED);
        api.check(
                "GET",
                "/api/v1/cases/C-2001/timeline?limit=1&after=0",
                null,
                200,
                "application/json;charset=UTF-8",
                """
                {"items": [], "next": null}""");
        api.check(
                "POST",
                "/api/v1/cases/C-2001/acknowledgement",
                "",
                201,
                "application/json",
                """
                {"caseNumber": "C-2001", "stage": "WARNED", "waitingFor": "closing"}""");
    }

    @Test
    void a_refused_request_may_be_as_bad_as_it_likes() {
        api.check(
                "POST",
                "/api/v1/reports",
                "{",
                400,
                PROBLEM,
                """
                {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": "Not JSON."}""");
    }

    @Test
    void what_is_outside_of_the_api_is_not_the_files() {
        assertThatCode(() -> api.check("POST", "/demo/clock", "{}", 200, "application/json", "{}"))
                .doesNotThrowAnyException();
    }

    @Test
    void a_missing_field_in_an_answer_is_named_with_call_and_status() {
        refuses(() -> api.check(
                        "POST", "/api/v1/reports", REPORT, 201, "application/json", "{\"outcome\": \"OPENED\"}"))
                .hasMessageContaining("POST /api/v1/reports → 201")
                .hasMessageContaining("answer")
                .hasMessageContaining("reportId");
    }

    @Test
    void a_field_that_the_file_does_not_name_is_refused() {
        refuses(() -> api.check(
                        "POST",
                        "/api/v1/reports",
                        REPORT,
                        201,
                        "application/json",
                        """
                        {"reportId": "R-1001", "outcome": "OPENED", "surprise": 1}"""))
                .hasMessageContaining("surprise");
        refuses(
                        () -> api.check(
                                "GET",
                                "/api/v1/accounts/anna/standing",
                                null,
                                200,
                                "application/json",
                                """
                        {"standing": "GOOD", "allowed": [], "holds": [],
                         "blocked": [{"permission": "APPLY", "causes":
                            [{"measureId": "M-1", "since": "2026-07-01T09:30:00Z", "surprise": 1}]}]}"""))
                .hasMessageContaining("surprise");
    }

    @Test
    void wrong_types_forms_and_codes_in_an_answer_are_refused() {
        for (var bad : new String[] {
            RECEIVED.replace("OPENED", "LOST"),
            RECEIVED.replace("\"R-1001\"", "1001"),
            RECEIVED.replace("C-2001", "2001"),
            "[]",
            ""
        }) {
            refuses(() -> api.check("POST", "/api/v1/reports", REPORT, 201, "application/json", bad))
                    .hasMessageContaining("→ 201");
        }
        refuses(
                        () -> api.check(
                                "POST",
                                "/api/v1/cases/C-1/acknowledgement",
                                null,
                                201,
                                "application/json",
                                """
                        {"caseNumber": "C-1", "stage": "WARNED", "waitingFor": "closing", "until": "tomorrow"}"""))
                .hasMessageContaining("until");
    }

    @Test
    void an_accepted_request_that_the_file_forbids_is_refused() {
        refuses(() -> api.check(
                        "POST",
                        "/api/v1/reports",
                        REPORT.replace("\"text\"", "\"words\""),
                        201,
                        "application/json",
                        RECEIVED))
                .hasMessageContaining("request")
                .hasMessageContaining("text");
        refuses(() -> api.check("POST", "/api/v1/reports", null, 201, "application/json", RECEIVED))
                .hasMessageContaining("requires a body");
        refuses(() -> api.check("GET", "/api/v1/cases/C-2001/timeline?size=1", null, 200, "application/json", "{}"))
                .hasMessageContaining("size");
    }

    @Test
    void an_unknown_call_status_or_content_type_is_refused() {
        refuses(() -> api.check("GET", "/api/v1/reports", null, 200, "application/json", "{}"))
                .hasMessageContaining("no such call");
        refuses(() -> api.check("GET", "/api/v1/nothing", null, 404, PROBLEM, "{}"))
                .hasMessageContaining("no such call");
        refuses(() -> api.check("POST", "/api/v1/reports", REPORT, 418, PROBLEM, "{}"))
                .hasMessageContaining("→ 418")
                .hasMessageContaining("knows only");
        refuses(() -> api.check("POST", "/api/v1/reports", REPORT, 201, "text/html", RECEIVED))
                .hasMessageContaining("text/html");
        refuses(() -> api.check("POST", "/api/v1/reports", REPORT, 201, null, RECEIVED))
                .hasMessageContaining("content type");
    }

    @TestFactory
    List<DynamicTest> every_example_is_as_the_file_says() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(api.root(), tests);

        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    @TestFactory
    List<DynamicTest> every_example_for_a_marketplace_is_as_its_file_says() {
        List<DynamicTest> tests = new ArrayList<>();
        collect(new OpenApi("/openapi/marketplace.yaml", "/").root(), tests);

        assertThat(tests).hasSizeGreaterThan(15);
        return tests;
    }

    private static void collect(OpenApi.Found place, List<DynamicTest> tests) {
        var here = place.node();
        var schema = here.has("schema") ? place.at("/schema") : place;
        for (var example : examples(here)) {
            var text = example.toString();
            tests.add(DynamicTest.dynamicTest(place + " " + text, () -> schema.check(text, "the example")));
        }
        here.fieldNames().forEachRemaining(name -> {
            if (!name.startsWith("example") && !here.path(name).has("$ref")) {
                collect(place.at("/" + name.replace("~", "~0").replace("/", "~1")), tests);
            }
        });
    }

    private static List<JsonNode> examples(JsonNode here) {
        List<JsonNode> examples = new ArrayList<>();
        if (here.has("example")) {
            examples.add(here.get("example"));
        }
        here.path("examples").forEach(one -> examples.add(one.has("value") ? one.get("value") : one));
        return examples;
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refuses(ThrowingCallable check) {
        return assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }
}
