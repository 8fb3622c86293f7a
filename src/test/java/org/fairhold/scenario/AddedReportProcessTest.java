package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A report that joins a case which is open already. */
class AddedReportProcessTest extends Scenario {
    private static final Map<String, String> READ = Map.of("note", "The same day, the same text: nothing new.");

    @Test
    void somebody_who_can_still_answer_is_told_what_was_added_and_the_review_reads_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        joined(number);

        assertThat(told(ANNA, "A new report in your case")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("Three more of them, at night.");
        assertThat(as("ana").tasks(number)).isEmpty();
        answers(number);
        assertThat(as("ana").sees(number, "readAddedReport")).isFalse();
        assertThat(as("ana").caseFile(number, "reviewReport")).contains("Three more of them, at night.");
    }

    @Test
    void a_report_that_comes_after_the_review_is_read_by_somebody_and_the_person_is_told() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");

        joined(number);

        assertThat(told(ANNA, "A new report in your case")).isEqualTo(1);
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("decideMeasure");
        decides("ben", number, "readAddedReport", READ);
        assertThat(as("ana").sees(number, "readAddedReport")).isFalse();
        assertThat(as("ana").caseFile(number, "decideMeasure")).contains("nothing new");
        decides("ana", number, "RESTRICTION");
        joined(number);
        joined(number);
        assertThat(as("ana").tasks(number)).as("each report is read").hasSize(2);
    }

    @Test
    void to_a_report_that_comes_after_the_answer_the_person_can_answer_once_more() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        assertThat(says(number, "answers", Map.of("text", "One more thing.")).status())
                .isEqualTo(409);

        advance("PT1M");
        assertThat(report(ANNA, "SPAM_APPLICATIONS", "CLIENT")
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("JOINED");
        settle();

        assertThat(says(number, "answers", Map.of("text", "This one was not me."))
                        .status())
                .isEqualTo(201);
        assertThat(says(number, "answers", Map.of("text", "And again.")).status())
                .isEqualTo(409);
        assertThat(as("ana").caseFile(number, "reviewReport")).contains("This one was not me.");
    }

    @Test
    void a_late_reading_goes_to_the_leads_and_can_be_done_when_the_case_is_over() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        joined(number);

        goesToTheLeadsWhenLate("ben", number, "readAddedReport", ANNA);

        fulfils(number);
        reinstates(number);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        decides("ben", number, "readAddedReport", READ);
        assertThat(as("lee").tasks(number)).isEmpty();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("nothing");
    }

    @Test
    void a_reading_without_a_note_is_refused_and_stays_in_the_form() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        joined(number);

        refuses(400, "ana", number, "readAddedReport", Map.of(), "note: Write at least 10");
        refuses(400, "ana", number, "readAddedReport", Map.of("note", "Read it."), "Write at least 10");
        assertThat(as("ben").claim(number, "readAddedReport").status()).isEqualTo(204);
        refuses(409, "ana", number, "readAddedReport", READ, "ben has claimed");
        decides("ben", number, "readAddedReport", READ);
        assertThat(as("ana").tasks(number)).isEmpty();
    }

    @Test
    void when_the_desk_dies_while_a_report_joins_the_sender_can_send_it_again_and_it_is_read_once() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var mails = mails(ANNA).size();

        crashingAt("act_ru_task", "new.task_def_key_ = 'readAddedReport'", () -> assertThat(
                        report(ANNA, Map.of("externalId", "their-9")).status())
                .isEqualTo(500));

        settle();
        assertThat(rows("report")).isEqualTo(1);
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(mails(ANNA)).hasSize(mails);

        var again = report(ANNA, Map.of("externalId", "their-9"));
        settle();
        assertThat(again.json().get("outcome").asText()).isEqualTo("JOINED");
        assertThat(as("ana").tasks(number)).hasSize(1);
        assertThat(mails(ANNA)).hasSize(mails + 1);
    }

    private void joined(String number) {
        var answer = report(
                ANNA,
                Map.of(
                        "facts",
                        List.of(Map.of(
                                "text",
                                "Three more of them, at night.",
                                "occurredAt",
                                now().minusSeconds(60).toString()))));
        settle();
        assertThat(answer.json().get("outcome").asText()).isEqualTo("JOINED");
        assertThat(answer.json().get("caseNumber").asText()).isEqualTo(number);
    }
}
