package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.Test;

/** A dispute on the pages of its two parties: each reads what belongs to both and to them, and nothing of the other. */
class CasePageDisputeTest extends DisputeScenario {
    private static final String OF_ANNA = "The sketches were sent on Monday, says Anna Canarybird.";

    private PlainBrowser visits(String account) {
        var link = CasePageScenario.LINK.matcher(lastText(account));
        assertThat(link.find()).as(lastText(account)).isTrue();
        var browser = new PlainBrowser(port);
        browser.press(browser.open(link.group()), "enter", Map.of());
        return browser;
    }

    private static Page page(PlainBrowser browser, String number) {
        return browser.open("/case/" + number);
    }

    @Test
    void each_party_is_heard_on_a_page_of_their_own() {
        disputed("k-1", 30_000);
        var number = inDispute("k-1");
        var anna = visits(ANNA);
        var carl = visits(CARL);
        assertThat(page(carl, number).text())
                .contains("It is your turn", "It is about contract k-1", "The third sketch never came");

        var answered = anna.press(page(anna, number), "answers", Map.of("text", OF_ANNA));

        assertThat(answered.text()).contains("We have your answer and wait for the other side.");
        assertThat(page(carl, number).text())
                .contains("It is your turn")
                .doesNotContain(OF_ANNA, "You answered.", "Disputed: USD", "Held now");
    }

    @Test
    void on_a_shared_computer_each_partys_link_opens_their_own_page() {
        disputed("k-1", 30_000);
        var number = inDispute("k-1");
        var shared = visits(ANNA);
        var link = CasePageScenario.LINK.matcher(lastText(CARL));
        assertThat(link.find()).isTrue();

        var landing = shared.open(link.group());

        assertThat(landing.text()).doesNotContain("It is your turn");
        assertThat(page(shared, number).text()).contains("It is your turn");
        var carls = shared.press(landing, "enter", Map.of());
        assertThat(shared.press(carls, "answers", Map.of("text", "It never came."))
                        .text())
                .contains("We have your answer");
        assertThat(sql.sql("select account_id from answer").query(String.class).list())
                .containsExactly(CARL);
    }

    @Test
    void the_freelancer_consents_on_the_page_and_the_client_reads_only_their_own_words() {
        var number = withHeld("k-1", 30_000);
        var anna = visits(ANNA);
        var carl = visits(CARL);
        bothTell(number);
        comesOut(number, "FOUND_FOR_CLIENT", "USD 200.00");

        assertThat(page(carl, number).text())
                .contains("We asked the freelancer about a refund", FOR_CARL)
                .doesNotContain(FOR_ANNA, "Held now", "Disputed: USD");
        assertThat(page(carl, number).offers("consent")).isFalse();
        assertThat(page(carl, number).offers("appeals")).isFalse();
        var asked = page(anna, number);
        assertThat(asked.text())
                .contains("we asked you about a refund", FOR_ANNA)
                .doesNotContain(FOR_CARL);
        assertThat(anna.press(asked, "consent", Map.of()).text()).contains("There is a problem");
        assertThat(rows("refund_consent")).isZero();
        var consented = anna.press(asked, "consent", Map.of("choice", "yes"));

        assertThat(consented.text()).contains("We have your decision about the refund", "You agreed to refund");
        assertThat(anna.press(asked, "consent", Map.of("choice", "no")).text()).contains("We had this already");
        settle();
        assertThat(page(carl, number).text()).contains("The freelancer agreed to refund");
    }
}
