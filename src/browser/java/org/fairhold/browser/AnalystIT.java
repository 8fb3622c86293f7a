package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@InBrowser
class AnalystIT {
    @Test
    void an_analyst_claims_is_refused_a_wrong_decision_with_the_reason_decides_and_the_mail_is_there(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        desk.answer(number, "I sent one text to all of them.");

        var ana = desk.signIn("ana").open("3 Free for my teams").take("Review report");
        ana.claim().tab("Form");
        ana.choose("Violation").complete();
        assertThat(ana.form()).containsText("Field is required");
        ana.write("Your written finding", "Fourteen applications with the same text within one hour.")
                .complete();

        ana.open("3 Free for my teams").take("Decide measure").claim().tab("Form");
        ana.choose("Restriction: takes named permissions away")
                .write("Reason the person will read", "Fourteen identical applications went out within one hour.")
                .complete();
        assertThat(ana.page().locator("body")).containsText("Say why you depart");
        assertThat(ana.form().getByLabel("Reason the person will read"))
                .hasValue("Fourteen identical applications went out within one hour.");
        ana.write("Why you depart", "The third time within a month.").complete();

        var mailbox = desk.visitor();
        mailbox.navigate("/demo/mailbox");
        assertThat(mailbox.locator("body")).containsText(number);
        assertThat(mailbox.locator("body")).containsText("restriction");
    }
}
