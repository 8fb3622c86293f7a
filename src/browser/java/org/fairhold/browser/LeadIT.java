package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@InBrowser
class LeadIT {
    @Test
    void a_lead_finds_what_is_overdue_on_top_and_may_take_it(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        desk.answer(number, "I sent one text to all of them.");
        var lee = desk.signIn("lee").open("1 Act now");
        assertThat(lee.cards("Review report")).hasCount(0);

        desk.pass("P4D");

        lee.open("9 Everything").open("1 Act now");
        assertThat(lee.cards("Review report")).containsText(number);
        assertThat(lee.cards("Review report")).containsText("Late.");
        lee.take("Review report", number).claim();
        assertThat(desk.signIn("ana").open("1 Act now").cards("Review report")).hasCount(0);
    }
}
