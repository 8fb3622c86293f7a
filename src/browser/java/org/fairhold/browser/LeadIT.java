package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@InBrowser
class LeadIT {
    @Test
    void a_lead_hands_a_free_task_to_an_analyst_and_from_them_to_another(Desk desk) {
        var number = underReview(desk);
        var lee = desk.signIn("lee").open("9 Everything").take("Review report", number);

        lee.handOver("Ana Oliveira");

        assertThat(lee.cards("Review report")).containsText("Ana Oliveira");
        assertThat(desk.signIn("ana").open("2 My cases").cards("Review report")).containsText(number);
        lee.handOver("Ben Achterberg");
        assertThat(lee.cards("Review report")).containsText("Ben Achterberg");
        assertThat(desk.signIn("ben").open("2 My cases").cards("Review report")).containsText(number);
    }

    @Test
    void a_lead_is_offered_the_people_of_the_team_and_an_analyst_hands_over_nothing(Desk desk) {
        var number = underReview(desk);

        var lee = desk.signIn("lee").open("9 Everything").take("Review report", number);
        var ana = desk.signIn("ana").open("3 Free for my teams").take("Review report", number);

        assertThat(lee.colleagues()).containsText("Ana Oliveira");
        assertThat(lee.colleagues()).containsText("Ben Achterberg");
        assertThat(lee.colleagues()).not().containsText("Rio");
        ana.claim();
        assertThat(ana.colleagues()).isHidden();
    }

    @Test
    void a_lead_finds_what_is_overdue_on_top_and_may_take_it(Desk desk) {
        var number = underReview(desk);
        var lee = desk.signIn("lee").open("1 Act now");
        assertThat(lee.cards("Review report")).hasCount(0);

        desk.pass("P4D");

        lee = desk.signInLater("lee", Duration.ofDays(4)).open("1 Act now");
        assertThat(lee.cards("Review report")).containsText(number);
        assertThat(lee.cards("Review report").locator(".due-date.overdue")).isVisible();
        lee.take("Review report", number).claim();
        var ana = desk.signIn("ana");
        assertThat(ana.open("1 Act now").cards("Review report")).containsText("Lee");
        assertThat(ana.open("3 Free for my teams").cards("Review report")).hasCount(0);
    }

    private static String underReview(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        desk.answer(number, "I sent one text to all of them.");
        return number;
    }
}
