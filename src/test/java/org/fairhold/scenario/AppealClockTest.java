package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clocks of an appeal: two working days, the tenth day, and the last day, after which being late is our burden (never-rule 11). */
class AppealClockTest extends AppealScenario {
    private static final String READ = "I read all fourteen texts and compared them.";
    private static final Map<String, String> UPHOLD = Map.of("appealDecision", "UPHOLD", "reasonForPerson", READ);
    private static final Map<String, String> OVERTURN = Map.of("appealDecision", "OVERTURN", "reasonForPerson", READ);

    @Test
    void an_appeal_is_due_in_two_working_days_and_with_the_leads_on_the_tenth_day_and_every_day_after() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var lodgedAt = now();
        appeals(number);
        assertThat(workingDaysBetween(lodgedAt, due("rio", number, "decideAppeal")))
                .isEqualTo(2);
        assertThat(as("rio").claim(number, "decideAppeal").status()).isEqualTo(204);
        var reminded = told("lee", "Step overdue");
        advanceTo(lodgedAt.plus(Duration.ofDays(10)).minusSeconds(300));
        assertThat(as("lee").sees(number, "decideAppeal")).isFalse();

        advance("PT10M");

        assertThat(as("lee").sees(number, "decideAppeal")).isTrue();
        assertThat(as("rio").task(number, "decideAppeal").get("assignee").asText())
                .isEqualTo("rio");
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded + 1);
        assertThat(told(ANNA, "late")).isZero();
        advance("P2D");
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESTRICTION", "SUSPENSION"})
    void from_the_fourteenth_day_on_the_measure_is_paused_until_the_answer_and_the_person_knows(String kind) {
        var number = withMeasure(ANNA, "FALSE_IDENTITY", kind);
        var lodged = appeals(number, measure(number).get("id").asText());
        var answerDue = Instant.parse(lodged.json().get("answerDue").asText());
        advanceTo(answerDue.minusSeconds(60));
        assertThat(may(ANNA, "APPLY")).isFalse();

        advance("PT2M");

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(lastText(ANNA)).contains("is paused from now on", "and we are sorry");
        assertThat(as("lee").caseFile(number, "decideAppeal")).contains("the measure is paused since");

        decides("rio", number, "decideAppeal", UPHOLD);

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(lastText(ANNA)).contains("goes on from now", READ);
    }

    @Test
    void what_was_paused_cost_nothing_when_the_measure_is_overturned() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        advance("P20D");

        decides("rio", number, "decideAppeal", OVERTURN);

        assertThat(lastText(ANNA)).contains("You lost 15 days to this measure");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(sql.sql("select lost_days from compensation")
                        .query(Integer.class)
                        .single())
                .as("fourteen days, and the one that had begun")
                .isEqualTo(15);
    }

    @Test
    void a_measure_that_ends_while_it_is_paused_stays_ended_and_the_other_measure_stays_in_force() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        advance("P15D");
        var other = withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        assertThat(may(ANNA, "APPLY")).isFalse();
        fulfils(number);
        reinstates(number);

        decides("rio", number, "decideAppeal", UPHOLD);

        assertThat(lastText(ANNA)).contains("has ended already");
        assertThat(standing(ANNA).findValuesAsText("caseNumber")).containsOnly(other);
    }

    @Test
    void a_question_does_not_stop_the_clock_and_cannot_be_answered_past_it() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        advance("P13D");
        var question = Map.of("appealDecision", "ASK", "reasonForPerson", "Which of the texts did you write yourself?");
        decides("rio", number, "decideAppeal", question);

        advance("P1DT5M");

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(as("rio").sees(number, "decideAppeal")).isTrue();
        assertThat(as("lee").sees(number, "decideAppeal")).isTrue();
    }

    @Test
    void a_warning_takes_nothing_so_that_only_our_being_late_is_told() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        appeals(number);

        advance("P14DT1M");

        assertThat(lastText(ANNA)).contains("That is our fault, and we are sorry");
        assertThat(rows("cause_pause")).isZero();
        decides("rio", number, "decideAppeal", OVERTURN);
        assertThat(lastText(ANNA)).contains("By our records this measure kept you from nothing");
    }

    @Test
    void money_that_is_held_goes_back_for_good_when_the_answer_is_late() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        assertThat(appeals(number, theHold(number).get("measureId").asText()).status())
                .isEqualTo(201);

        advance("P14DT1M");

        assertThat(releases(number)).containsExactly("k-1 30000 UNANSWERED");
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(texts(ANNA)).contains("this money stays free");
        decides("rio", number, "decideAppeal", UPHOLD);
        assertThat(lastText(ANNA)).contains("has ended already");
        assertThat(held(number)).isEmpty();
    }

    @Test
    void a_pause_before_the_last_day_or_longer_than_the_appeal_is_refused_by_the_schema() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        refusedByTheSchema(
                """
                insert into cause_pause (appeal_number, measure_id, ground, answer_due, paused_at)
                select a.number, a.measure_id, 'POLICY_VIOLATION', a.answer_due, a.lodged_at from appeal a""",
                "cause_pause_check");
        refusedByTheSchema(
                """
                insert into cause_pause (appeal_number, measure_id, ground, answer_due, paused_at)
                select a.number, a.measure_id, 'POLICY_VIOLATION', a.lodged_at, a.lodged_at from appeal a""",
                "cause_pause_appeal_number_measure_id_answer_due_fkey");
        refusedByTheSchema(
                """
                insert into appeal (number, case_number, measure_id, text_id, text_sha256, lodged_at, answer_due)
                select 'A-9', case_number, measure_id, text_id, text_sha256, lodged_at, lodged_at + interval '15 days' from appeal""",
                "answered_within_two_weeks");
        advance("P14DT1M");
        refusedByTheSchema(
                "insert into cause_pause_end (appeal_number, ended_at) select appeal_number, paused_at from cause_pause",
                "cause_pause_end_appeal_number_fkey");
    }

    private static long workingDaysBetween(Instant from, Instant until) {
        var zone = ZoneId.of("UTC");
        return from.atZone(zone)
                .toLocalDate()
                .datesUntil(until.atZone(zone).toLocalDate())
                .map(day -> day.plusDays(1))
                .filter(day -> day.getDayOfWeek().getValue() < 6)
                .count();
    }
}
