package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner of a table looks at a row that erred, in time, and without ever reading of a person. */
class ErringRuleTest extends FraudScenario {
    private static final String GRANTED = "I compared all fourteen texts, and each of them is another.";
    private static final String PAGE = "/desk/wrong-measures";
    private static final String CHANGED = "A first report of spam proposes nothing any more.";

    /** A measure that is as the table proposed it, and turns out wrong. */
    private String overturnedAsProposed(String person) {
        var number = opened(person, person.equals(CARL) ? "NON_PAYMENT" : "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, proposedMeasure(number));
        return overturned(number);
    }

    private String overturned(String number) {
        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", GRANTED));
        return number;
    }

    private String proposedMeasure(String number) {
        return sql.sql("select outcome from proposal where case_number = :case")
                .param("case", number)
                .query(String.class)
                .single();
    }

    private Http.Answer records(String who, String changed, String reason) {
        var review = sql.sql("select coalesce(max(id), 0) from rule_review")
                .query(String.class)
                .single();
        return as(who).does("/desk/me", PAGE, Map.of("review", review, "changed", changed, "reason", reason));
    }

    @Test
    void the_owner_is_asked_once_for_a_row_and_says_what_was_changed() {
        var number = overturnedAsProposed(ANNA);

        assertThat(subjects("pia")).last().asString().startsWith("A row of a table erred");
        assertThat(lastText("pia"))
                .contains("measure-proposal", "SPAM_APPLICATIONS")
                .doesNotContain(number, "Anna", GRANTED);
        var page = as("pia").http().get(PAGE).body();
        assertThat(page)
                .contains("This row waits for its owner", "It erred <strong>once</strong>")
                .doesNotContain(number, "Anna", "Canarybird", GRANTED);
        overturnedAsProposed(ANNA);
        assertThat(rows("rule_review"))
                .as("one for a row, not one for each case")
                .isOne();
        assertThat(as("pia").http().get(PAGE).body()).contains("2 times");

        assertThat(records("pia", "YES", CHANGED).status()).isEqualTo(302);

        settle();
        assertThat(as("pia").http().get(PAGE).body()).doesNotContain("waits for its owner");
        assertThat(rows("rule_review_answer")).isOne();
        advance("P30D");
        assertThat(subjects("pia")).noneMatch(subject -> subject.contains("still waits"));
    }

    @Test
    void a_row_that_nobody_looks_at_is_brought_up_every_day_to_the_owners_and_the_leads() {
        overturnedAsProposed(ANNA);

        advance("P16DT1H");

        assertThat(subjects("pia").stream()
                        .filter(one -> one.contains("still waits"))
                        .count())
                .isEqualTo(3);
        assertThat(subjects("lee").stream()
                        .filter(one -> one.contains("still waits"))
                        .count())
                .isEqualTo(3);
        assertThat(records("pia", "NO", "The row is right: the report itself was false.")
                        .status())
                .isEqualTo(302);
        settle();
        var before = subjects("pia").size();
        advance("P3D");
        assertThat(subjects("pia")).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "ana, YES, A first report of spam proposes nothing., 403, Only a process owner",
        "lee, YES, A first report of spam proposes nothing., 403, Only a process owner",
        "pia, '', A first report of spam proposes nothing., 422, Say whether you changed",
        "pia, YES, Short., 422, Write at least 20"
    })
    void only_an_owner_answers_and_says_enough(String who, String changed, String reason, int status, String why) {
        overturnedAsProposed(ANNA);

        var answer = records(who, changed, reason);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
        assertThat(rows("rule_review_answer")).isZero();
    }

    @Test
    void no_row_erred_where_a_human_departed_from_the_table_nor_in_fraud() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, proposedMeasure(number).equals("RESTRICTION") ? "SUSPENSION" : "RESTRICTION");
        overturned(number);
        overturned(frozen(CARL));

        assertThat(rows("rule_review")).isZero();
    }
}
