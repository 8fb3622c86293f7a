package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody asks the marketplace's front line about their case goes to whoever is responsible for it. */
class TicketTest extends Scenario {
    @Test
    void a_ticket_goes_to_the_case_manager_and_the_front_line_hears_who_that_is_and_by_when_they_answer() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = says(number, "tickets", Map.of("text", "She asks whether she may send the chat."));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("routedTo").asText()).isEqualTo("Ana Oliveira");
        assertThat(Instant.parse(answer.json().get("answerDue").asText()))
                .isEqualTo(due("ana", number, "answerMessage"));
        assertThat(as("ana").caseFile(number, "answerMessage")).contains("She asks whether she may send the chat.");
        assertThat(told(ANNA, "Your message is here"))
                .as("the front line tells her")
                .isZero();
        decides(
                "ana",
                number,
                "answerMessage",
                Map.of("messageOutcome", "ANSWER", "reasonForPerson", "Yes, until Friday, Canarybird."));
        assertThat(lastText(ANNA)).contains("Yes, until Friday, Canarybird.");
    }

    @Test
    void a_ticket_of_somebody_who_is_no_party_is_refused_and_nothing_is_kept() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = says(number, "tickets", Map.of("text", "What did she do?", "accountId", CARL));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(rows("case_message")).isZero();
        assertThat(as("ana").tasks(number)).isEmpty();
    }
}
