package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stories from which the direct line was made. */
class LineScenariosTest extends Scenario {
    private static final String RESI = "resi";
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private String address(String account) {
        var mails = mails(account);
        return mails.get(mails.size() - 1).get("replyTo").asText();
    }

    private void writes(String from, String to, String text) {
        assertThat(marketplace
                        .post("/demo/mailbox", Map.of("from", from, "to", to, "subject", "Mein Fall", "text", text))
                        .status())
                .isEqualTo(201);
        settle();
    }

    @Test
    void
            A_15_a_sister_who_writes_for_the_person_learns_nothing_of_the_case_and_where_she_can_say_that_she_acts_for_her() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        writes("sister@elsewhere.example", address(ANNA), "What did my sister do? I take care of her things.");

        assertThat(subjects("sister")).containsExactly("Your mail to Gigfair");
        assertThat(lastText("sister"))
                .contains("If you write for somebody else", "/representative")
                .doesNotContain(number, "Anna", "Ana", "SPAM", "Fourteen", "case manager");
        assertThat(as("ana").caseFile(number, "answerMessage")).contains("Unverified sender");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
    }

    @Test
    void A_20_who_writes_in_german_on_a_sunday_night_hears_at_once_in_german_who_reads_it_and_is_answered_in_german() {
        var facts = new LinkedHashMap<String, Object>(Map.of(
                "role", "FREELANCER",
                "displayName", mailName(RESI),
                "email", "resi@people.example",
                "language", "de",
                "country", "DE",
                "timeZone", "Europe/Berlin",
                "registeredOn", "2024-03-01",
                "business", false,
                "version", 1));
        assertThat(marketplace.put("/api/v1/accounts/" + RESI, facts).status()).isEqualTo(201);
        var number = withMeasure(RESI, "SPAM_APPLICATIONS", "RESTRICTION");
        var night = now().atZone(BERLIN)
                .with(TemporalAdjusters.next(DayOfWeek.SUNDAY))
                .with(LocalTime.of(3, 0))
                .toInstant();
        advance(Duration.between(now(), night).toString());
        var before = mails(RESI).size();

        writes("resi@people.example", address(RESI), "Darf ich die alten Bewerbungen behalten?");

        assertThat(mails(RESI)).hasSize(before + 1);
        assertThat(subjects(RESI)).last().isEqualTo("[" + number + "] Ihre Nachricht ist angekommen");
        assertThat(lastText(RESI))
                .containsPattern("(Ana Oliveira|Ben Achterberg) liest sie")
                .contains("Uhr (Mitteleuropäische");
        var reads = as("ana").sees(number, "answerMessage") ? "ana" : "ben";
        assertThat(due(reads, number, "answerMessage")).isAfter(night);
        decides(
                reads,
                number,
                "answerMessage",
                Map.of("messageOutcome", "ANSWER", "reasonForPerson", "Ja, aber nur je eine für jeden Auftrag."));
        assertThat(subjects(RESI)).last().asString().contains("Unsere Antwort auf Ihre Nachricht");
        assertThat(lastText(RESI))
                .contains("Guten Tag Resi", "Ja, aber nur je eine")
                .doesNotContain("Here is our answer");
    }
}
