package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reported, or is the other party, hears that a decision was changed: no more than they knew before. */
class AppealToldTest extends FraudScenario {
    private static final String GRANTED = "I compared all fourteen texts, and each of them is another.";
    private static final String CHANGED = "We looked at your report";

    private void answered(String number, String choice) {
        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", choice, "reasonForPerson", GRANTED));
    }

    private long toldOfChange(String account) {
        return subjects(account).stream()
                .filter(subject -> subject.startsWith(CHANGED))
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OVERTURN", "CHANGE_TO_WARNING"})
    void whoever_reported_hears_that_the_decision_was_changed_and_nothing_of_the_other_side(String choice) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        answered(number, choice);

        assertThat(toldOfChange(CARL)).isOne();
        assertThat(lastText(CARL))
                .contains("Somebody else has now looked at our decision", "Nothing changes on your own account")
                .doesNotContainIgnoringCase("anna")
                .doesNotContainIgnoringCase("restriction")
                .doesNotContainIgnoringCase("warning")
                .doesNotContain(number, GRANTED, "identical", "appeal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPHOLD", "ANSWERED"})
    void whoever_was_never_told_of_a_measure_does_not_hear_that_it_stands(String choice) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var before = mails(CARL).size();

        answered(number, choice);

        assertThat(mails(CARL)).hasSize(before);
    }

    @Test
    void in_fraud_nobody_else_hears_of_it() {
        var number = frozen(ANNA);
        var before = mails(CARL).size();

        answered(number, "OVERTURN");

        assertThat(mails(CARL)).hasSize(before);
    }

    @Test
    void a_reporter_from_vienna_reads_it_in_german() {
        germanClient("wim");
        var report = report(ANNA, Map.of("kind", "SPAM_APPLICATIONS", "source", "CLIENT", "reporterId", "wim"));
        settle();
        var number = report.json().get("caseNumber").asText();
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "RESTRICTION");

        answered(number, "OVERTURN");

        assertThat(lastText("wim")).contains("noch einmal geprüft und geändert", "nennen wir keine Einzelheiten");
    }

    private void germanClient(String id) {
        var facts = new HashMap<String, Object>(Map.of(
                "role", "CLIENT",
                "displayName", "Wim",
                "email", id + "@people.example",
                "language", "de",
                "country", "AT",
                "timeZone", "Europe/Vienna",
                "registeredOn", "2024-03-01",
                "business", false,
                "version", 1));
        assertThat(marketplace.put("/api/v1/accounts/" + id, facts).status()).isEqualTo(201);
    }
}
