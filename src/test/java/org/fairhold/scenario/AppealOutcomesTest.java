package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each answer to an appeal against each kind of measure: what the person may, has and is told afterwards. */
class AppealOutcomesTest extends TakeoverScenario {
    private static final String GRANTED = "I compared all of it with the records, and this is what I found.";

    /** A measure of each kind, of Anna's, against which she can appeal. */
    enum Kind {
        WARNING,
        RESTRICTION,
        SUSPENSION,
        FREEZE_IN_FRAUD,
        FREEZE_IN_TAKEOVER,
        CLOSURE_ANNOUNCED,
        CLOSURE_DONE,
        HOLD;

        boolean takesPermissions() {
            return this != WARNING && this != HOLD && this != CLOSURE_ANNOUNCED;
        }

        boolean costsRank() {
            return this != WARNING && this != HOLD;
        }

        boolean confidential() {
            return this == FREEZE_IN_FRAUD || this == FREEZE_IN_TAKEOVER;
        }

        boolean keepsMoney() {
            return confidential() || this == HOLD;
        }

        /** A closure rests on the warning before it, which stays on the record. */
        boolean followsAWarning() {
            return this == CLOSURE_ANNOUNCED || this == CLOSURE_DONE;
        }
    }

    private String imposed(Kind kind) {
        return switch (kind) {
            case WARNING -> withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
            case RESTRICTION -> withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
            case SUSPENSION -> withMeasure(ANNA, "FALSE_IDENTITY", "SUSPENSION");
            case FREEZE_IN_FRAUD -> {
                paid("k-1", 30_000);
                yield frozen(ANNA);
            }
            case FREEZE_IN_TAKEOVER -> {
                paid("k-1", 30_000);
                yield frozenAgainstTheThief();
            }
            case CLOSURE_ANNOUNCED -> closureAnnounced();
            case CLOSURE_DONE -> {
                says("k-2", Map.of());
                var number = closureAnnounced();
                advance("P31D");
                yield number;
            }
            case HOLD -> {
                disputed("k-1", 30_000);
                yield withHold("SPAM_APPLICATIONS");
            }
        };
    }

    private String closureAnnounced() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var number = found(ANNA, "OTHERS_WORK");
        decides("ana", number, "CLOSURE");
        return number;
    }

    private static Map<String, Object> answer(String choice) {
        return new HashMap<>(Map.of("appealDecision", choice, "reasonForPerson", GRANTED));
    }

    private List<String> blocked() {
        List<String> blocked = new ArrayList<>();
        standing(ANNA)
                .get("blocked")
                .forEach(one -> blocked.add(one.get("permission").asText()));
        return blocked;
    }

    private JsonNode measureOf(String number, String measure) {
        for (var one : theCase(number).get("measures")) {
            if (one.get("id").asText().equals(measure)) {
                return one;
            }
        }
        throw new AssertionError(measure);
    }

    private String appealed(String number) {
        return sql.sql("select id from measure where case_number = :case order by length(id) desc, id desc limit 1")
                .param("case", number)
                .query(String.class)
                .single();
    }

    private int strikes() {
        return sql.sql("select count(*) from infringement where subject_id = 'anna'")
                .query(Integer.class)
                .single();
    }

    private void isPutOffWhileWeAreLate(Kind kind) {
        advance("P14DT1M");
        if (kind.takesPermissions() && !kind.confidential()) {
            assertThat(blocked()).as("what is late is paused").isEmpty();
        }
    }

    private int openPauses() {
        return sql.sql(
                        """
                        select count(*) from cause_pause p where not exists (
                            select 1 from cause_pause_end e where e.appeal_number = p.appeal_number)""")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource
    void an_appeal_that_is_granted_gives_back_all_that_the_measure_took(Kind kind) {
        var before = kind.keepsMoney() ? 30_000 : 0;
        var number = imposed(kind);
        var measure = appealed(number);
        assertThat(appeals(number, measure).status()).isEqualTo(201);

        decides("rio", number, "decideAppeal", answer("OVERTURN"));

        assertThat(blocked()).isEmpty();
        assertThat(standingLevel(ANNA).asText()).isEqualTo(kind.followsAWarning() ? "WARNED" : "GOOD");
        assertThat(strikes()).isEqualTo(kind.followsAWarning() ? 1 : 0);
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(balance(ANNA, "available")).isEqualTo(before);
        assertThat(balance(ANNA, "pending")).isEqualTo(before);
        assertThat(commanded(number, "RESTORE_RANK")).hasSize(kind.costsRank() ? 1 : 0);
        assertThat(measureOf(number, measure).get("endedAs").asText()).isEqualTo("OVERTURNED");
        assertThat(statementOf(number, measure).has("reversedAt")).isTrue();
        assertThat(lastAnswer()).contains("we apologise", GRANTED);
        assertThat(theCase(number).get("stage").asText()).isEqualTo(kind == Kind.HOLD ? "AWAITING_DECISION" : "CLOSED");
        assertThat(as("rio").tasks(number)).isEmpty();
        assertThat(as("fay").tasks(number)).isEmpty();
        assertThat(as("ana").tasks(number)).hasSize(kind == Kind.HOLD ? 1 : 0);
        if (kind == Kind.RESTRICTION || kind == Kind.SUSPENSION) {
            assertThat(assures(number).status()).as("nothing is asked any more").isEqualTo(409);
        }
        advance("P40D");
        assertThat(blocked()).as("and that stays so").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING, UPHOLD", "RESTRICTION, UPHOLD", "SUSPENSION, UPHOLD", "FREEZE_IN_FRAUD, UPHOLD",
        "FREEZE_IN_TAKEOVER, UPHOLD", "CLOSURE_ANNOUNCED, UPHOLD", "CLOSURE_DONE, UPHOLD", "HOLD, UPHOLD",
        "WARNING, ANSWERED", "RESTRICTION, ANSWERED", "SUSPENSION, ANSWERED", "FREEZE_IN_FRAUD, ANSWERED",
        "FREEZE_IN_TAKEOVER, ANSWERED", "CLOSURE_ANNOUNCED, ANSWERED", "CLOSURE_DONE, ANSWERED", "HOLD, ANSWERED"
    })
    void an_appeal_that_fails_or_asks_for_something_else_changes_nothing(Kind kind, String choice) {
        var number = imposed(kind);
        var measure = appealed(number);
        var before = List.of(
                blocked(), standingLevel(ANNA).asText(), strikes(), balance(ANNA, "held"), balance(ANNA, "available"));
        var stage = theCase(number).get("stage").asText();
        assertThat(appeals(number, measure).status()).isEqualTo(201);

        decides("rio", number, "decideAppeal", answer(choice));

        assertThat(List.of(
                        blocked(),
                        standingLevel(ANNA).asText(),
                        strikes(),
                        balance(ANNA, "held"),
                        balance(ANNA, "available")))
                .isEqualTo(before);
        assertThat(theCase(number).get("stage").asText()).isEqualTo(stage);
        assertThat(measureOf(number, measure).has("endedAs")).isFalse();
        assertThat(statementOf(number, measure).has("reversedAt")).isFalse();
        assertThat(commanded(number, "RESTORE_RANK")).isEmpty();
        assertThat(commanded(number, "WAIVE_FEES")).isEmpty();
        assertThat(lastAnswer()).contains(GRANTED).doesNotContain("apologise");
        assertThat(as("rio").tasks(number)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RESTRICTION, OVERTURN",
        "RESTRICTION, UPHOLD",
        "RESTRICTION, ANSWERED",
        "RESTRICTION, CHANGE_TO_WARNING",
        "SUSPENSION, OVERTURN",
        "SUSPENSION, UPHOLD",
        "SUSPENSION, CHANGE_TO_RESTRICTION",
        "CLOSURE_DONE, OVERTURN",
        "CLOSURE_DONE, UPHOLD"
    })
    void whatever_is_answered_late_ends_the_pause(Kind kind, String choice) {
        var number = imposed(kind);
        var taken = blocked();
        assertThat(appeals(number, appealed(number)).status()).isEqualTo(201);
        isPutOffWhileWeAreLate(kind);
        assertThat(openPauses()).isOne();

        decides("rio", number, "decideAppeal", answer(choice));

        assertThat(openPauses()).isZero();
        if (choice.equals("UPHOLD") || choice.equals("ANSWERED")) {
            assertThat(blocked()).isEqualTo(taken);
        } else {
            assertThat(blocked()).hasSizeLessThan(taken.size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESTRICTION, WARNING", "SUSPENSION, WARNING", "SUSPENSION, RESTRICTION",
        "CLOSURE_ANNOUNCED, WARNING", "CLOSURE_ANNOUNCED, RESTRICTION", "CLOSURE_ANNOUNCED, SUSPENSION",
        "CLOSURE_DONE, SUSPENSION", "CLOSURE_DONE, WARNING"
    })
    void a_measure_that_was_too_hard_becomes_a_milder_one_that_counts_once(Kind kind, String milder) {
        var number = imposed(kind);
        var measure = appealed(number);
        assertThat(appeals(number, measure).status()).isEqualTo(201);

        decides("rio", number, "decideAppeal", answer("CHANGE_TO_" + milder));

        var next = appealed(number);
        assertThat(next).isNotEqualTo(measure);
        assertThat(measureOf(number, measure).get("endedAs").asText()).isEqualTo("CHANGED");
        assertThat(measureOf(number, next).get("kind").asText()).isEqualTo(milder);
        assertThat(strikes()).isEqualTo(kind.followsAWarning() ? 2 : 1);
        assertThat(may(ANNA, "APPLY")).isEqualTo(milder.equals("WARNING"));
        assertThat(may(ANNA, "POST_JOB")).isNotEqualTo(milder.equals("SUSPENSION"));
        assertThat(texts(ANNA)).contains("You were right in part", GRANTED);
        assertThat(theCase(number).get("stage").asText())
                .isEqualTo(milder.equals("WARNING") ? "WARNED" : "MEASURE_IN_FORCE");
        advance("P35D");
        assertThat(standingLevel(ANNA).asText()).as("no account is closed").isNotEqualTo("CLOSED");
        assertThat(appeals(number, next).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "WARNING, CHANGE_TO_WARNING, 400, There is nothing milder than a warning",
        "RESTRICTION, CHANGE_TO_RESTRICTION, 400, this is none",
        "RESTRICTION, CHANGE_TO_SUSPENSION, 400, this is none",
        "SUSPENSION, CHANGE_TO_SUSPENSION, 400, this is none",
        "FREEZE_IN_FRAUD, CHANGE_TO_RESTRICTION, 400, A freeze is there or not",
        "FREEZE_IN_TAKEOVER, CHANGE_TO_WARNING, 400, A freeze is there or not",
        "HOLD, CHANGE_TO_WARNING, 400, A hold becomes no other measure"
    })
    void where_nothing_is_milder_the_form_says_why(Kind kind, String choice, int status, String why) {
        var number = imposed(kind);
        assertThat(appeals(number, appealed(number)).status()).isEqualTo(201);
        var taken = blocked();

        refuses(status, "rio", number, "decideAppeal", answer(choice), why);

        assertThat(blocked()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"P3D, 30", "P9D, 90"})
    void what_the_letter_promises_for_the_lost_days_the_marketplace_does_once(String time, int days) {
        var number = imposed(Kind.RESTRICTION);
        advance(time);
        assertThat(appeals(number, appealed(number)).status()).isEqualTo(201);

        decides("rio", number, "decideAppeal", answer("OVERTURN"));

        assertThat(lastText(ANNA)).contains("we waive our fee on your account for " + days + " days");
        assertThat(commanded(number, "WAIVE_FEES")).hasSize(1);
        var until = atTheMarketplace().get("feeFreeUntil").asText();
        assertThat(Instant.parse(until))
                .isBetween(now().plus(Duration.ofDays(days)).minusSeconds(120), now().plus(Duration.ofDays(days)));
    }

    private JsonNode statementOf(String number, String measure) {
        return marketplace
                .get("/api/v1/statements/"
                        + measureOf(number, measure).get("statement").asText())
                .json();
    }

    private String lastAnswer() {
        return texts(ANNA);
    }
}
