package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not cleared finds nothing of a real investigation, and whoever looks at it leaves a line. */
class FraudNeedToKnowTest extends FraudScenario {
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private Http uncleared() {
        return new Http(port).with("Authorization", "Bearer uncleared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "ben", "pia"})
    void neither_queues_nor_counts_nor_search_show_it_to_others(String who) {
        var before = lists(who);

        var number = frozen(ANNA, "FACTS");

        assertThat(lists(who)).isEqualTo(before);
        assertThat(as(who).readable(number)).isEmpty();
        assertThat(as(who).http().get("/desk/cases/" + number).status()).isNotEqualTo(200);
        assertThat(as(who).http().get("/desk?find=" + number).body()).doesNotContain("/desk/cases/" + number);
    }

    private List<String> lists(String who) {
        List<String> answers = new ArrayList<>();
        var http = as(who).http();
        answers.add(http.post(ENGINE + "/task", Map.of()).body());
        answers.add(http.post(ENGINE + "/task/count", Map.of()).body());
        for (var filter : http.get(ENGINE + "/filter?resourceType=Task").json()) {
            var queue = ENGINE + "/filter/" + filter.get("id").asText();
            answers.add(http.post(queue + "/list?firstResult=0&maxResults=50", Map.of())
                    .body());
            answers.add(http.post(queue + "/count", Map.of()).body());
        }
        for (var list : List.of("/process-instance", "/history/process-instance", "/history/task", "/job")) {
            answers.add(http.get(ENGINE + list).body());
            answers.add(http.get(ENGINE + list + "/count").body());
        }
        return answers;
    }

    @Test
    void cleared_people_have_it_in_their_queue_and_every_look_is_written_down() {
        var number = suspected(ANNA);

        assertThat(as("fay").has("7 Fraud", as("fay").task(number, "decideFreeze")))
                .isTrue();
        assertThat(as("lee").http().get("/desk/cases/" + number).status()).isEqualTo(200);
        assertThat(marketplace.get("/api/v1/cases/" + number).status()).isEqualTo(200);

        assertThat(sql.sql(
                                "select reader || ' ' || door || ' ' || what from confidential_read where case_number = ? order by id")
                        .param(number)
                        .query(String.class)
                        .list())
                .anyMatch(look -> look.startsWith("lee DESK"))
                .anyMatch(look -> look.startsWith("demo API"));
    }

    @Test
    void a_key_without_the_scope_gets_no_number_no_case_and_a_freeze_without_its_reason() {
        var answer = uncleared()
                .post(
                        "/api/v1/reports",
                        Map.of(
                                "subjectId",
                                ANNA,
                                "source",
                                "SYSTEM",
                                "kind",
                                "FRAUD_SUSPICION",
                                "facts",
                                List.of(Map.of("text", "A stolen card.", "occurredAt", now().toString()))));
        settle();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().has("caseNumber")).isFalse();
        var number = sql.sql("select number from enforcement_case")
                .query(String.class)
                .single();
        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        for (var part : List.of("", "/timeline", "/statements", "/holds")) {
            assertThat(uncleared().get("/api/v1/cases/" + number + part).status())
                    .isEqualTo(404);
        }
        assertThat(uncleared()
                        .get("/api/v1/statements/"
                                + measure(number).get("statement").asText())
                        .status())
                .isEqualTo(404);
        var standing = uncleared().get("/api/v1/accounts/" + ANNA + "/standing");
        assertThat(standing.body()).contains("FROZEN").doesNotContain(number, "FRAUD", "reason");
        assertThat(standing(ANNA).toString()).contains(number, "FRAUD");
    }

    @Test
    void whoever_reported_it_learns_only_that_the_report_came() {
        frozen(ANNA);

        var reporter = texts(CARL);

        assertThat(reporter).isNotEmpty().doesNotContain("C-2", "raud", "frozen", "freeze", "Anna");
    }

    @Test
    void an_analyst_who_reports_a_suspicion_by_hand_learns_no_number() {
        var page = "/desk/new-case";
        var sent = as("ana")
                .does(
                        page,
                        page,
                        Map.of(
                                "subjectId",
                                ANNA,
                                "kind",
                                "FRAUD_SUSPICION",
                                "text1",
                                "Two accounts pay each other all day.",
                                "when1",
                                now().minusSeconds(3600).toString().substring(0, 16)));

        var number = sql.sql("select number from enforcement_case")
                .query(String.class)
                .single();
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.body()).contains("handle it apart").doesNotContain(number);
    }

    @Test
    void a_case_that_turns_out_to_be_fraud_is_not_reclassified_so_that_the_person_would_hear_of_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = as("lee")
                .does(number, "reclassify", "kind", "FRAUD_SUSPICION", "reason", "It looks like stolen cards to me.");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("stay apart");
        assertThat(texts(ANNA)).doesNotContain("raud");
    }

    @Test
    void other_letters_and_cases_of_the_person_do_not_reveal_it() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var number = frozen(ANNA);

        fulfils(spam);
        reinstates(spam);

        assertThat(lastText(ANNA)).contains("freeze").doesNotContain(number);
        assertThat(as("ana").http().get("/desk/cases/" + spam).body()).doesNotContain(number);
    }

    @Test
    void work_that_is_the_analysts_elsewhere_is_the_fraud_teams_here() {
        account("dora", "FREELANCER", "dora@no!where.example");
        var number = frozen("dora");

        assertThat(as("fay").sees(number, "contactPerson")).isTrue();
        assertThat(as("ana").readable(number)).isEmpty();
    }
}
