package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The one thing that may happen before the finding: disputed money is held, by a human, with its statement (never-rule 4). */
class InterimHoldTest extends HoldScenario {
    /** The hold there is once more, but for its kind, its finding, and the record that it rests on. */
    private static final String COPY =
            """
            insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                finding_result, performance_record, statement_number, effective_at, review_at, ends_at)
            select 'M-666', case_number, %s, subject_id, %s, clause, clause_version, decision_id, null::uuid,
                null, %s, statement_number, effective_at, review_at, ends_at from measure where kind = 'HOLD'""";

    private String aboutPerformance() {
        good(9);
        bad(3);
        disputed("k-1", 50_000);
        contract("k-2", ANNA, CARL);
        return complained("NON_DELIVERY", "bad-1");
    }

    @Test
    void
            disputed_money_of_somebody_whose_work_is_looked_at_is_held_before_the_finding_and_released_when_the_work_is_done() {
        var number = aboutPerformance();
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("answer");
        assertThat(as("ana").sees(number, "decideMeasure")).isFalse();
        assertThat(as("ana").caseFile(number, "decideHold")).contains("USD 500.00");

        holds(number, "PROPOSED", null);

        assertThat(balance(ANNA, "held")).isEqualTo(50_000);
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("answer");
        var statement = marketplace
                .get("/api/v1/statements/" + theHold(number).get("statement").asText())
                .json();
        assertThat(statement.at("/clause/code").asText()).isEqualTo("RELIABLE_WORK");
        assertThat(statement.at("/decided/by").asText()).isEqualTo("ana");
        assertThat(statement.get("decided").has("finding")).isFalse();
        assertThat(statement.at("/performance/affected").asInt()).isEqualTo(3);
        assertThat(lastText(ANNA))
                .contains("500.00", "Nobody has decided that you did something wrong", "All your other money is free");
        assertThat(may(ANNA, "WITHDRAW")).isTrue();
        assertThat(may(ANNA, "APPLY")).isTrue();

        completes("k-1");
        advance("PT1M");

        assertThat(balance(ANNA, "held")).isZero();
        assertThat(releases(number)).containsExactly("k-1 50000 CONTRACT_COMPLETED");
        answers(number);
        determines("ana", number, "HARM");
        assertThat(as("ana").sees(number, "decideHold"))
                .as("nothing is at stake any more")
                .isFalse();
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
    }

    @Test
    void it_can_be_decided_while_somebody_reviews_and_nobody_is_asked_twice() {
        var number = aboutPerformance();
        answers(number);
        assertThat(as("ana").sees(number, "reviewPerformance")).isTrue();

        holds(number, "PROPOSED", null);
        determines("ana", number, "HARM");

        assertThat(held(number)).containsExactly("k-1 50000 USD");
        assertThat(as("ana").sees(number, "decideHold")).isFalse();
        decides("ana", number, "WARNING");
        assertThat(held(number)).containsExactly("k-1 50000 USD");
    }

    @Test
    void
            a_question_that_nobody_answered_before_the_finding_stays_one_question_and_the_hold_then_rests_on_the_finding() {
        var number = aboutPerformance();
        answers(number);
        determines("ana", number, "HARM");
        assertThat(as("ana").readable(number).findValuesAsText("taskDefinitionKey"))
                .containsOnlyOnce("decideHold");

        holds(number, "PROPOSED", null);

        var statement = marketplace
                .get("/api/v1/statements/" + theHold(number).get("statement").asText())
                .json();
        assertThat(statement.at("/decided/finding").asText()).isEqualTo("HARM");
        assertThat(lastText(ANNA)).contains("The review of your case found harm to clients");
    }

    @Test
    void whoever_holds_nothing_at_first_is_asked_again_after_the_finding() {
        var number = aboutPerformance();
        holds(number, "NONE", null);
        assertThat(rows("measure")).isZero();
        assertThat(as("ana").sees(number, "decideHold")).isFalse();

        answers(number);
        determines("ana", number, "HARM");

        assertThat(as("ana").sees(number, "decideHold")).isTrue();
    }

    @Test
    void when_no_harm_is_found_what_was_held_goes_back_and_what_was_decided_is_not_held() {
        var number = aboutPerformance();
        holds(number, "PROPOSED", null);
        answers(number);

        determines("ana", number, "NO_HARM");

        assertThat(closedAs(number)).isEqualTo("NO_HARM");
        assertThat(releases(number)).containsExactly("k-1 50000 CASE_DECIDED");
        assertThat(balance(ANNA, "held")).isZero();
    }

    @Test
    void a_hold_that_was_decided_a_moment_before_no_harm_is_found_holds_nothing() {
        var number = aboutPerformance();
        answers(number);
        as("ana").decides(number, "decideHold", hold("PROPOSED", null));
        as("ana").decides(number, "reviewPerformance", Map.of("determination", "NO_HARM", "determinationText", HARM));

        settle();

        assertThat(closedAs(number)).isEqualTo("NO_HARM");
        assertThat(rows("measure")).isZero();
        assertThat(balance(ANNA, "held")).isZero();
    }

    @Test
    void a_history_that_the_contracts_show_no_longer_holds_no_money() {
        var number = aboutPerformance();
        ended("bad-2", 5);

        refuses(409, "ana", number, "decideHold", hold("PROPOSED", null), "needs a consistent history");

        holds(number, "NONE", null);
        assertThat(rows("measure")).isZero();
    }

    @Test
    void feedback_that_got_better_while_money_is_held_ends_the_case_and_gives_it_back() {
        var number = aboutPerformance();
        holds(number, "PROPOSED", null);
        answers(number);
        ended("bad-2", 5);

        determines("ana", number, "HARM");

        assertThat(closedAs(number)).isEqualTo("NO_CONSISTENT_HISTORY");
        assertThat(releases(number)).containsExactly("k-1 50000 CASE_DECIDED");
        assertThat(balance(ANNA, "held")).isZero();
    }

    @Test
    void without_anything_in_dispute_nobody_is_asked_about_money() {
        good(9);
        bad(3);
        contract("k-1", ANNA, CARL);

        var number = complained("NON_DELIVERY", "bad-1");

        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(theCase(number).at("/waitingFor/step").asText()).isEqualTo("answer");
    }

    @Test
    void rule_4_before_the_finding_nothing_but_an_interim_hold_is_written_and_rule_5_never_without_a_record() {
        var number = aboutPerformance();
        holds(number, "PROPOSED", null);

        refusedByTheSchema(COPY.formatted("ground", "'WARNING'", "performance_record"), "measure_after_the_finding");
        refusedByTheSchema(
                COPY.formatted("ground", "'RESTRICTION'", "performance_record"), "measure_after_the_finding");
        refusedByTheSchema(
                COPY.formatted("'POLICY_VIOLATION'", "kind", "performance_record"), "measure_after_the_finding");
        refusedByTheSchema(COPY.formatted("ground", "kind", "null"), "performance_needs_record");
        answers(number);
        determines("ana", number, "HARM");
        refusedByTheSchema(
                COPY.formatted("ground", "kind", "performance_record"), "an interim hold comes before the finding");
    }
}
