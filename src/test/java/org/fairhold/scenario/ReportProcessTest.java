package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A report: joined to its case, made one, or answered; and the reporter told. */
class ReportProcessTest extends Scenario {
    @Test
    void the_reporter_cannot_tell_whether_the_report_was_the_first_one() {
        var first = report(ANNA, "SPAM_APPLICATIONS", "CLIENT").json();
        var second = report(ANNA, "SPAM_APPLICATIONS", "CLIENT").json();
        settle();

        assertThat(first.get("outcome").asText()).isEqualTo("OPENED");
        assertThat(second.get("outcome").asText()).isEqualTo("JOINED");
        assertThat(second.get("caseNumber")).isEqualTo(first.get("caseNumber"));
        assertThat(mails(CARL)).hasSize(2);
        UnaryOperator<String> same =
                text -> text.replaceAll("R-[0-9]+", "R").replaceAll("report on .*?, and", "report on D, and");
        assertThat(same.apply(mails(CARL).get(0).get("text").asText()))
                .isEqualTo(same.apply(mails(CARL).get(1).get("text").asText()));
        assertThat(texts(CARL)).doesNotContain(first.get("caseNumber").asText(), "Anna");
    }

    @Test
    void a_report_that_needs_no_case_is_answered_with_the_reason() {
        var wrongRule = report(ANNA, "SPAM_JOB_POST", "CLIENT").json();
        settle();
        assertThat(wrongRule.get("outcome").asText()).isEqualTo("ANSWERED");
        assertThat(wrongRule.get("caseNumber")).isNull();
        assertThat(lastText(CARL)).contains("does not apply to this kind of account");

        var old = report(
                        ANNA,
                        Map.of(
                                "facts",
                                List.of(Map.of(
                                        "text",
                                        "Two years ago.",
                                        "occurredAt",
                                        now().minus(Duration.ofDays(400)).toString()))))
                .json();
        settle();
        assertThat(old.get("outcome").asText()).isEqualTo("ANSWERED");
        assertThat(lastText(CARL)).contains("too long ago");
        assertThat(mails(ANNA)).isEmpty();
        assertThat(rows("enforcement_case")).isZero();
    }

    @Test
    void cases_are_shared_out_evenly_among_the_analysts_who_are_there() {
        for (var one : List.of("dora", "emil", "finn")) {
            account(one, "FREELANCER");
        }
        var managers = List.of(ANNA, "dora", "emil", "finn").stream()
                .map(one ->
                        theCase(opened(one, "SPAM_APPLICATIONS")).get("manager").asText())
                .toList();
        assertThat(managers)
                .containsExactlyInAnyOrder("Ana Oliveira", "Ana Oliveira", "Ben Achterberg", "Ben Achterberg");
        assertThat(lastText(ANNA)).contains("Your case manager is " + managers.get(0));

        asOwner(
                "insert into fairhold.staff_absence values ('ana', now() - interval '1 day', now() + interval '9 days', 'ana')");
        assertThat(theCase(opened(ANNA, "OTHERS_WORK")).get("manager").asText()).isEqualTo("Ben Achterberg");
        assertThat(theCase(opened("dora", "OTHERS_WORK")).get("manager").asText())
                .isEqualTo("Ben Achterberg");
    }

    @Test
    void a_report_that_nobody_can_handle_is_refused_and_leaves_nothing_behind() {
        refused(Map.of("subjectId", "nobody"), "subjectId");
        refused(Map.of("kind", "NO_SUCH_RULE"), "kind");
        refused(Map.of("kind", "DISPUTE"), "facts[0].contractId");
        refused(Map.of("facts", List.of()), "facts");
        refused(
                Map.of(
                        "facts",
                        List.of(Map.of(
                                "text",
                                "Tomorrow.",
                                "occurredAt",
                                now().plus(Duration.ofDays(1)).toString()))),
                "facts[0].occurredAt");

        assertThat(rows("report") + rows("report_fact") + rows("enforcement_case") + rows("outbox"))
                .isZero();
    }

    private void refused(Map<String, ?> with, String field) {
        var answer = report(ANNA, with);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().get("errors").get(0).get("field").asText()).isEqualTo(field);
    }

    @Test
    void the_same_report_again_is_known_whenever_it_comes_and_a_new_one_after_the_end_opens_a_new_case() {
        var first = report(ANNA, Map.of("externalId", "their-7"));
        assertThat(first.status()).isEqualTo(201);
        var number = first.json().get("caseNumber").asText();
        settle();
        duplicate(number);
        answers(number);
        finds("ana", number, "NONE");
        duplicate(number);
        assertThat(mails(CARL)).hasSize(1);
        assertThat(rows("report")).isEqualTo(1);

        assertThat(opened(ANNA, "SPAM_APPLICATIONS")).isNotEqualTo(number);
    }

    private void duplicate(String number) {
        var again = report(ANNA, Map.of("externalId", "their-7"));
        settle();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("outcome").asText()).isEqualTo("DUPLICATE");
        assertThat(again.json().get("caseNumber").asText()).isEqualTo(number);
    }

    @Test
    void when_the_desk_dies_while_a_report_comes_in_the_sender_can_send_it_again() {
        crashingAt("case_event", "new.what = 'managerAssigned'", () -> assertThat(
                        report(ANNA, Map.of("externalId", "their-8")).status())
                .isEqualTo(500));

        assertThat(rows("report") + rows("enforcement_case") + rows("outbox") + rows("act_ru_execution"))
                .isZero();

        assertThat(report(ANNA, Map.of("externalId", "their-8")).status()).isEqualTo(201);
        settle();
        assertThat(List.of(rows("report"), rows("enforcement_case"))).containsOnly(1);
        assertThat(mails(ANNA)).hasSize(1);
        assertThat(mails(CARL)).hasSize(1);
    }
}
