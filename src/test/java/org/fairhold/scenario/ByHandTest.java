package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A colleague opens a case by hand. */
class ByHandTest extends VerbsScenario {
    private Map<String, String> seen(String... with) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("subjectId", ANNA);
        fields.put("kind", "SPAM_APPLICATIONS");
        fields.put("text1", "Nine applications with one <text>, says Canarybird.");
        fields.put("value1", "9");
        fields.put(
                "when1",
                LocalDateTime.ofInstant(now(), ZoneOffset.UTC)
                        .minusHours(3)
                        .withSecond(0)
                        .withNano(0)
                        .toString());
        fields.put("evidence", "https://evidence.example/canarybird?a=1&b=2");
        for (int i = 0; i < with.length; i += 2) {
            fields.put(with[i], with[i + 1]);
        }
        return fields;
    }

    private Http.Answer opens(String who, Map<String, String> fields) {
        var answer = as(who).does("/desk/me", "/desk/new-case", fields);
        settle();
        return answer;
    }

    @Test
    void what_a_colleague_saw_opens_a_case_like_any_report_and_later_joins_it() {
        var opened = opens("ana", seen());

        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(opened.body()).contains("opened case", "/desk/cases/C-2001");
        assertThat(what("C-2001")).contains("reportedByHand");
        assertThat(told(ANNA, "A new report in your case")).isZero();
        assertThat(lastText(ANNA)).contains("Nine applications").doesNotContain("evidence.example");
        assertThat(as("ben").http().get("/desk/cases/C-2001").body())
                .contains(
                        "href=\"https://evidence.example/canarybird?a=1&amp;b=2\"",
                        "rel=\"noopener noreferrer\"",
                        "one &lt;text&gt;");
        var joined = opens(
                "lee",
                seen(
                        "text1",
                        "Three more at night.",
                        "text2",
                        "And one in the morning.",
                        "when2",
                        seen().get("when1")));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body()).contains("is part of case", "C-2001");
        assertThat(lastText(ANNA)).contains("Three more at night", "And one in the morning");
    }

    @Test
    void what_is_too_old_opens_no_case_and_the_page_says_so() {
        var answered = opens("ana", seen("when1", "2020-01-01T10:00"));

        assertThat(answered.status()).isEqualTo(201);
        assertThat(answered.body()).contains("No case was opened");
        assertThat(rows("enforcement_case")).isZero();
    }

    @Test
    void what_cannot_be_meant_comes_back_with_the_field_and_what_was_typed() {
        refusedWith(seen("subjectId", ""), "Say which account");
        refusedWith(seen("subjectId", "no one"), "An account id is");
        refusedWith(seen("subjectId", "nobody"), "There is no account nobody");
        refusedWith(seen("kind", ""), "Choose the rule");
        refusedWith(seen("text1", " "), "Say what happened");
        refusedWith(seen("when1", "yesterday"), "Write a day and a time");
        refusedWith(seen("when1", "2090-01-01T10:00"), "cannot lie in the future");
        refusedWith(seen("value1", "9".repeat(65)), "At most 64");
        refusedWith(seen("contract1", "a b"), "A contract id is");
        refusedWith(seen("evidence", "javascript:alert(1)"), "A link begins with https://");
        refusedWith(seen("text2", "Half a fact."), "Say when it happened");
        assertThat(rows("report")).isZero();
    }

    private void refusedWith(Map<String, String> fields, String reason) {
        var answer = opens("ana", fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(reason, "aria-invalid=\"true\"").contains(fields.get("kind"));
    }

    @Test
    void a_complaint_about_work_that_a_colleague_saw_counts_like_that_of_a_client() {
        for (int i = 1; i <= 3; i++) {
            contract("k-" + i, ANNA, CARL);
        }
        account("dora", "FREELANCER");
        contract("k-other", "dora", CARL);
        var found = opens("ana", seen("look", "contracts"));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body())
                .contains("<option value=\"k-2\">Canarybird logo, running</option>", "Work that was not delivered")
                .contains("Nine applications with one &lt;text&gt;")
                .doesNotContain("k-other");
        assertThat(rows("report")).isZero();

        var kind = "POOR_PERFORMANCE";
        refusedWith(seen("kind", kind), "what kind of complaint");
        refusedWith(seen("kind", kind, "code1", "FAILED"), "Choose one of these kinds");
        refusedWith(seen("kind", kind, "code1", "NON_DELIVERY"), "which contract");
        refusedWith(seen("kind", kind, "code1", "NON_DELIVERY", "contract1", "k-other"), "not work of anna");
        refusedWith(seen("kind", kind, "code1", "NON_DELIVERY", "contract1", "nothing"), "not work of anna");
        assertThat(rows("report")).isZero();
        var opened = opens(
                "ana",
                seen(
                        "kind",
                        kind,
                        "code1",
                        "NON_DELIVERY",
                        "contract1",
                        "k-1",
                        "text2",
                        "No answer for weeks.",
                        "when2",
                        seen().get("when1"),
                        "code2",
                        "POOR_COMMUNICATION",
                        "contract2",
                        "k-2",
                        "text3",
                        "It was not what was asked for.",
                        "when3",
                        seen().get("when1"),
                        "code3",
                        "UNACCEPTABLE_WORK",
                        "contract3",
                        "k-3"));

        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(opened.body()).contains("opened case", "C-2001");
        assertThat(lastText(ANNA)).contains("3 of your 3 contracts had a problem", "Contract k-2: poor communication");
    }

    @Test
    void only_people_who_work_on_cases_open_one() {
        for (var who : new String[] {"coco", "pia", "sam", "rio"}) {
            assertThat(opens(who, seen()).status()).isEqualTo(403);
            assertThat(as(who).http().get("/desk/new-case").status()).isEqualTo(403);
        }
        assertThat(rows("report")).isZero();
        assertThat(as("ana").http().get("/desk/new-case").status()).isEqualTo(200);
    }
}
