package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each person reads their own language, whatever the others of the case read. */
class LanguageScenariosTest extends Scenario {
    private static final String RESI = "resi";
    private static final String ZOFIA = "zofia";

    /** A day, an hour and the zone, as they are written in Vienna. */
    private static final String MOMENT =
            "\\d{1,2}\\. \\p{L}+ \\d{4} um \\d\\d:\\d\\d Uhr \\(Mitteleuropäische (Sommer|Normal)zeit\\)";

    @Test
    void a_freelancer_from_vienna_reads_german_throughout_and_the_client_who_reported_her_reads_english()
            throws IOException {
        reads(RESI, "FREELANCER", "de-AT", "AT", "Europe/Vienna");

        var number = withMeasure(RESI, "SPAM_APPLICATIONS", "RESTRICTION");

        assertThat(text(RESI, 0))
                .contains("Guten Tag Resi Canarybird,", "wir haben einen Fall zu Ihrem Konto eröffnet.")
                .contains("Massenbewerbungen (SPAM_APPLICATIONS, Version 2)", "Lesen Sie den ganzen Auftrag")
                .containsPattern("Sie können bis zum " + MOMENT + " antworten");
        assertThat(text(RESI, 1))
                .contains("wir haben Ihr Konto eingeschränkt.", "eine Meldung von Kundenseite")
                .contains("- sich auf Aufträge bewerben", "- sich anmelden")
                .containsPattern("Ziehen Sie die kopierten Bewerbungen zurück, die noch offen sind\\. Frist: " + MOMENT
                        + "\\. \\(Schritt K-1001\\)")
                .contains("Wir antworten innerhalb von 14 Tagen.")
                .containsPattern("Sie können bis zum \\d{1,2}\\. \\p{L}+ \\d{4} Beschwerde einlegen\\.");
        var statement = statement(number);
        assertThat(statement.get("language").asText()).isEqualTo("de");
        assertThat(statement.get("clause").get("title").asText()).isEqualTo("Massenbewerbungen");
        assertThat(statement.get("steps").toString()).contains("Ziehen Sie die kopierten Bewerbungen zurück");

        fulfils(number);
        reinstates(number);

        assertThat(lastText(RESI))
                .contains("wir haben die Maßnahme dieses Falls in Ihrem Konto aufgehoben")
                .contains("Keine andere Maßnahme schränkt Ihr Konto ein.");
        assertThat(subjects(RESI))
                .containsExactly(
                        "[%s] Bitte schildern Sie uns Ihre Sicht".formatted(number),
                        "[%s] Eine Entscheidung zu Ihrem Konto".formatted(number),
                        "[%s] Wir haben die Maßnahme in Ihrem Konto aufgehoben".formatted(number));
        for (var mail : mails(RESI)) {
            assertThat(mail.get("html").asText()).contains("<html lang=\"de\"");
            assertThat(mail.get("headers").toString()).containsPattern("Content-Language\\W+de\\W");
            assertThat(mail.get("text").asText()).doesNotContain(englishSentences());
        }
        assertThat(text(CARL, 0))
                .contains("We received your report", "Central European")
                .doesNotContain("Meldung");
    }

    @Test
    void a_german_appeal_and_our_delay_are_told_in_german() {
        reads(RESI, "FREELANCER", "de", "DE", "Europe/Berlin");
        var number = withMeasure(RESI, "SPAM_APPLICATIONS", "RESTRICTION");

        appeals(number);
        advance("P15D");

        assertThat(texts(RESI))
                .contains("Ihre Beschwerde ist bei uns angekommen.")
                .contains("ruht ab jetzt, weil sich unsere Antwort auf Ihre Beschwerde verspätet");
        assertThat(subjects("lee")).anyMatch(subject -> subject.endsWith("Step overdue"));
    }

    @Test
    void somebody_whose_language_we_do_not_have_reads_english_and_is_told_why() {
        reads(ZOFIA, "FREELANCER", "pl", "PL", "Europe/Warsaw");

        var number = withMeasure(ZOFIA, "SPAM_APPLICATIONS", "RESTRICTION");

        var why = "We do not have your language yet (Polish), so this mail is in English.";
        assertThat(mails(ZOFIA)).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.get("text").asText()).contains(why);
            assertThat(mail.get("html").asText()).contains("<html lang=\"en\"", why);
        });
        assertThat(text(ZOFIA, 1)).contains("(Central European");
        assertThat(statement(number).get("language").asText()).isEqualTo("en");
        assertThat(texts(CARL)).doesNotContain("We do not have your language");
    }

    private void reads(String id, String role, String language, String country, String zone) {
        var facts = Map.of(
                "role",
                role,
                "displayName",
                mailName(id),
                "email",
                id + "@people.example",
                "language",
                language,
                "country",
                country,
                "timeZone",
                zone,
                "registeredOn",
                "2024-03-01",
                "business",
                false,
                "version",
                1);
        assertThat(marketplace.put("/api/v1/accounts/" + id, facts).status()).isEqualTo(201);
    }

    private String text(String account, int position) {
        JsonNode mail = mails(account).get(position);
        return mail.get("text").asText();
    }

    /** The fixed sentences of all English letters. */
    private static List<String> englishSentences() throws IOException {
        try (var files = Files.list(Path.of("processes", "notices", "en"))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .flatMap(LanguageScenariosTest::lines)
                    .flatMap(line -> Pattern.compile("(?<=[.?!:]) ").splitAsStream(line))
                    .filter(sentence -> !sentence.contains("{") && sentence.contains(" "))
                    .collect(Collectors.toList());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
