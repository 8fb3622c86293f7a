package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fairhold.api.OpenApi;
import org.junit.jupiter.api.Test;

/** A key without the scope {@code confidential} cannot tell a case of fraud or takeover from none. */
class ConfidentialApiTest extends Confidential {
    private static final String NO_CASE = "C-999999999999";
    private static final String NO_STATEMENT = "S-999999999999";

    /** What stands in an address beside the case's number. */
    private static final Map<String, String> PARTS = Map.of(
            "{id}",
            "K-1001",
            "{appealId}",
            "A-1001",
            "{representativeId}",
            "REP-1001",
            "{clause}",
            "SPAM_APPLICATIONS");

    private static final List<String> BODIES = List.of(
            "{\"text\": \"It was not me.\"}",
            "{\"state\": \"DONE\"}",
            "{\"answers\": [1]}",
            "{\"amount\": {\"amountMinor\": 100, \"currency\": \"USD\"}, \"consent\": true}",
            "{\"cause\": \"Haste.\", \"fix\": \"Undone.\", \"prevention\": \"I ask first.\"}",
            "{\"body\": \"ODS_EXAMPLE\", \"openedOn\": \"2026-07-01\"}",
            "{\"measureId\": \"M-1001\", \"text\": \"It was not me.\"}",
            "{\"name\": \"Eva\", \"email\": \"eva@law.example\", \"rights\": [\"READ\"], \"until\":"
                    + " \"2030-01-01T00:00:00Z\"}",
            "{}",
            "{");

    /** A restriction that turns out to be about fraud: what holds finding and measure to the case is lifted for that. */
    private String restrictedForFraud() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        asOwner(
                """
                set search_path to fairhold;
                do $$ declare c record; begin
                    for c in select conname, conrelid::regclass as on_table from pg_constraint where contype = 'f'
                        and conrelid in ('measure'::regclass, 'finding'::regclass)
                        and confrelid = 'enforcement_case'::regclass loop
                        execute format('alter table %%s drop constraint %%I', c.on_table, c.conname);
                    end loop;
                end $$;
                update enforcement_case set ground = 'FRAUD' where number = '%1$s';
                update cause set ground = 'FRAUD' where case_number = '%1$s';
                """
                        .formatted(number));
        return number;
    }

    private Http uncleared() {
        return new Http(port).with("Authorization", "Bearer uncleared");
    }

    private static Stream<OpenApi.Call> calls() {
        return new OpenApi()
                .calls().stream()
                        .filter(call -> call.path().startsWith("/api/v1/cases/{number}")
                                || call.path().startsWith("/api/v1/statements/{id}"));
    }

    private static String path(OpenApi.Call call, String number, String statement) {
        var path = call.path().replace("{number}", number).replace("/statements/{id}", "/statements/" + statement);
        for (var part : PARTS.entrySet()) {
            path = path.replace(part.getKey(), part.getValue());
        }
        assertThat(path).as("every part of %s has a value here", call).doesNotContain("{");
        return path;
    }

    private static List<Http.Answer> answers(Http caller, OpenApi.Call call, String path) {
        if (call.path().endsWith("/evidence")) {
            return List.of(caller.upload(path, "chat.txt", "It was not me.".getBytes(UTF_8)));
        }
        return call.method().equals("GET")
                ? List.of(caller.get(path))
                : BODIES.stream().map(body -> caller.post(path, body)).toList();
    }

    @Test
    void without_the_scope_every_call_answers_as_if_there_were_no_such_case() {
        var number = restrictedForFraud();
        var statement = measure(number).get("statement").asText();
        var before = what(number);

        assertThat(calls().toList()).hasSizeGreaterThan(8).allSatisfy(call -> {
            var hidden = answers(uncleared(), call, path(call, number, statement));
            var nothing = answers(uncleared(), call, path(call, NO_CASE, NO_STATEMENT));

            assertThat(hidden).anyMatch(answer -> answer.status() == 404).allMatch(answer -> answer.status() >= 400);
            assertThat(bodies(hidden, number, statement)).isEqualTo(bodies(nothing, NO_CASE, NO_STATEMENT));
        });
        assertThat(what(number)).isEqualTo(before);
    }

    private static List<String> bodies(List<Http.Answer> answers, String number, String statement) {
        return answers.stream()
                .map(answer -> answer.body().replace(number, "#").replace(statement, "#"))
                .toList();
    }

    @Test
    void with_the_scope_every_call_finds_the_case_and_is_written_down() {
        var number = restrictedForFraud();
        var statement = measure(number).get("statement").asText();

        assertThat(calls().toList()).allSatisfy(call -> {
            var seen = looks(number);

            var answers = answers(marketplace, call, path(call, number, statement));

            assertThat(answers).allMatch(answer -> answer.status() != 404);
            assertThat(looks(number)).isEqualTo(seen + answers.size());
        });
        assertThat(sql.sql("select distinct reader || ' ' || door from confidential_read")
                        .query(String.class)
                        .list())
                .containsExactly("demo API");
    }

    private int looks(String number) {
        return sql.sql("select count(*) from confidential_read where case_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    @Test
    void what_blocks_an_account_shows_neither_number_nor_reason_of_a_confidential_case() {
        var number = restrictedForFraud();
        var standing = "/api/v1/accounts/" + ANNA + "/standing";
        var permission = "/api/v1/accounts/" + ANNA + "/permissions/APPLY";

        for (var path : List.of(standing, permission)) {
            var hidden = uncleared().get(path);
            assertThat(hidden.body()).contains("\"since\"").doesNotContain(number, "caseNumber", "reason", "SPAM");
            assertThat(marketplace.get(path).body()).contains(number, "\"reason\":\"SPAM_APPLICATIONS\"");
        }
        assertThat(uncleared().get(permission).json().get("allowed").asBoolean())
                .isFalse();
    }

    @Test
    void a_reporter_without_the_scope_learns_no_number_of_a_confidential_case() {
        var number = restrictedForFraud();
        var again = Map.of(
                "subjectId", ANNA,
                "source", "SYSTEM",
                "kind", "SPAM_APPLICATIONS",
                "externalId", "alert-1",
                "facts", List.of(Map.of("text", "A stolen card.", "occurredAt", now().toString())));
        assertThat(marketplace.post("/api/v1/reports", again).status()).isEqualTo(201);
        asOwner("set search_path to fairhold; update report_outcome set case_number = '%s'".formatted(number));

        var told = uncleared().post("/api/v1/reports", again);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().has("caseNumber")).isFalse();
        assertThat(marketplace
                        .post("/api/v1/reports", again)
                        .json()
                        .get("caseNumber")
                        .asText())
                .isEqualTo(number);
    }
}
