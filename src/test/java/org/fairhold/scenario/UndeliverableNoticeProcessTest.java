package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A notice that no mail server takes: somebody reaches the person another way. */
class UndeliverableNoticeProcessTest extends Scenario {
    private static final String DORA = "dora";
    private static final Map<String, String> REACHED =
            Map.of("contactOutcome", "REACHED", "note", "By phone, she gave a new address.");

    @Test
    void a_notice_that_reaches_nobody_becomes_a_task_and_the_case_goes_on() {
        var number = unreachable();

        assertThat(mails(DORA)).isEmpty();
        assertThat(as("ana").caseFile(number, "contactPerson")).contains("could not be delivered");
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("answer");
        decides("ana", number, "contactPerson", REACHED);
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(what(number)).contains("contactPerson:REACHED");
        answers(number);
        assertThat(as("ana").sees(number, "reviewReport")).isTrue();
    }

    @Test
    void a_measure_whose_statement_cannot_be_delivered_is_in_force_and_can_be_read_at_once() {
        var number = unreachable();
        decides("ana", number, "contactPerson", Map.of("contactOutcome", "NOT_REACHABLE", "note", "No phone number."));
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "RESTRICTION");

        assertThat(may(DORA, "APPLY")).isFalse();
        assertThat(statement(number).get("issuedAt").asText())
                .isEqualTo(measure(number).get("effectiveAt").asText());
        assertThat(as("ana").sees(number, "contactPerson")).isTrue();
    }

    @Test
    void a_late_contact_goes_to_the_leads_and_makes_no_more_work_than_there_is() {
        var number = unreachable();
        assertThat(as("ben").claim(number, "contactPerson").status()).isEqualTo(204);
        advanceTo(due("ben", number, "contactPerson"));

        assertThat(as("lee").sees(number, "contactPerson")).isTrue();
        assertThat(told("lee", "Step overdue")).isEqualTo(1);
        advance("P3D");
        assertThat(told("lee", "Step overdue")).isEqualTo(4);
        assertThat(as("lee").tasks(number))
                .as("a mail that says we are late reaches nobody either, and must not ask for more contacts")
                .hasSize(1);
        decides("ben", number, "contactPerson", REACHED);
        assertThat(as("lee").tasks(number)).isEmpty();
    }

    @Test
    void a_reminder_that_reaches_no_colleague_sends_nobody_after_the_person() {
        asOwner("update engine.act_id_user set email_ = 'lee@no!where.example' where id_ = 'lee'");
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);

        advance("P5D");

        assertThat(told(ANNA, "We are late")).isEqualTo(1);
        assertThat(told("lee", "Step overdue")).isZero();
        assertThat(as("lee").sees(number, "reviewReport")).isTrue();
        assertThat(as("ana").tasks(number)).hasSize(1);
    }

    @Test
    void a_contact_without_an_outcome_or_a_note_is_refused_and_stays_in_the_form() {
        var number = unreachable();

        refuses(400, "ana", number, "contactPerson", Map.of("note", "I called her twice."), "Choose one of");
        refuses(
                400,
                "ana",
                number,
                "contactPerson",
                Map.of("contactOutcome", "MAYBE", "note", "I called her twice."),
                "Choose one of");
        refuses(
                400,
                "ana",
                number,
                "contactPerson",
                Map.of("contactOutcome", "REACHED", "note", "Done."),
                "at least 10");
        decides("ana", number, "contactPerson", REACHED);
    }

    @Test
    void when_the_desk_dies_while_a_notice_dies_the_task_comes_later_and_once() {
        account(DORA, "FREELANCER", "dora@no!where.example");
        report(DORA, "SPAM_APPLICATIONS", "CLIENT");
        crashingAt("act_ru_task", "new.task_def_key_ = 'contactPerson'", this::settle);
        assertThat(rows("act_ru_task")).isZero();
        assertThat(rows("outbox where dead_at is not null")).isZero();

        advance("PT1M");

        assertThat(rows("act_ru_task")).isEqualTo(1);
        assertThat(rows("outbox where dead_at is not null")).isEqualTo(1);
    }

    @Test
    void a_notice_that_dies_after_the_case_was_closed_still_finds_somebody() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        moves(ANNA, "anna@no!where.example");
        finds("ana", number, "NONE");

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("NO_VIOLATION");
        decides("ana", number, "contactPerson", REACHED);
        assertThat(as("ana").tasks(number)).isEmpty();
    }

    private String unreachable() {
        account(DORA, "FREELANCER", "dora@no!where.example");
        var number = opened(DORA, "SPAM_APPLICATIONS");
        assertThat(as("ana").tasks(number)).hasSize(1);
        return number;
    }
}
