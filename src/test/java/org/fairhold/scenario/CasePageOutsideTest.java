package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The person tells on their page of a body outside, and reads there how far it is. */
class CasePageOutsideTest extends CasePageScenario {
    private String today() {
        return LocalDate.ofInstant(now(), ZoneId.of("Europe/Berlin")).toString();
    }

    @Test
    void the_person_tells_of_a_body_and_reads_its_days_what_it_said_and_what_followed() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = visit(ANNA);

        var after = browser.press(
                page, "mediations", Map.of("body", "ODS_EXAMPLE", "openedOn", today(), "externalReference", "ODS-77"));

        assertThat(after.text())
                .contains(
                        "You get a mail with the days that count now",
                        "At Online Dispute Example",
                        "The body has our answer by",
                        "Central European",
                        "Somebody outside of us looks at it.");
        assertThat(after.offers("mediations")).isFalse();
        settle();
        decides("ana", number, "answerBody", DisputeScenario.answered());
        decides(
                "ana",
                number,
                "recordResult",
                Map.of("mediationResult", "SET_ASIDE", "reasonForPerson", "Fourteen texts alone do not show it."));
        assertThat(page(number).text())
                .contains("It finds that the measure should not have been.", "Somebody who did not decide before");
        assertThat(as("rio").caseFile(number, "decideRemedy"))
                .contains("Online Dispute Example", "ODS-77", "Fourteen texts alone", "Set aside");
    }

    @Test
    void what_is_missing_is_said_and_nothing_that_was_typed_is_lost() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = visit(ANNA);

        var after = browser.press(
                page, "mediations", Map.of("body", "ODS_EXAMPLE", "openedOn", "", "externalReference", "ODS-77"));

        assertThat(after.status()).isEqualTo(422);
        assertThat(after.text()).contains("There is a problem");
        assertThat(after.html()).contains("ODS-77");
        var wrong = browser.press(page, "mediations", Map.of("body", "NOBODY", "openedOn", today()));
        assertThat(wrong.text()).contains("Choose a body and the day");
    }
}
