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
        assertThat(ana.messages()).hasCount(0);
        ana.write("Your written finding", "Fourteen applications with the same text within one hour.")
                .complete();

        ana.open("3 Free for my teams").take("Decide measure").claim().tab("Form");
        ana.choose("Restriction: takes named permissions away")
                .write("Reason the person will read", "Fourteen identical applications went out within one hour.")
                .complete();
        assertThat(ana.refusal()).hasText("Say why you depart from what the table proposes.");
        assertThat(ana.messages()).hasCount(0);
        assertThat(ana.form().getByLabel("Reason the person will read"))
                .hasValue("Fourteen identical applications went out within one hour.");
        ana.write("Why you depart", "The third time within a month.").complete();
        assertThat(ana.refusal()).hasCount(0);

        desk.pass("PT0S");
        var mailbox = desk.visitor();
        mailbox.navigate("/demo/mailbox");
        assertThat(mailbox.locator("body")).containsText(number);
        assertThat(mailbox.locator("body")).containsText("restriction");
    }

    @Test
    void an_analyst_says_when_to_look_at_a_task_again_and_finds_it_in_its_queue_that_day(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        desk.answer(number, "I sent one text to all of them.");
        var ana = desk.signIn("ana").open("8 Follow-ups today");
        assertThat(ana.cards("Review report")).hasCount(0);
        ana.open("3 Free for my teams").take("Review report", number);
        assertThat(ana.page().getByText("Set follow-up date")).isHidden();

        ana.claim().followUp();

        assertThat(ana.open("8 Follow-ups today").cards("Review report")).containsText(number);
    }

    @Test
    void nothing_of_a_person_stays_in_the_page_of_whoever_signs_out(Desk desk) {
        desk.reset("empty");
        var page = desk.signIn("ana").page();
        page.evaluate("window.ofAna = true");

        page.getByText("Ana Oliveira").click();
        page.getByText("Log out").click();

        assertThat(page.getByPlaceholder("Password")).isVisible();
        page.waitForFunction("window.ofAna === undefined");
    }
}
