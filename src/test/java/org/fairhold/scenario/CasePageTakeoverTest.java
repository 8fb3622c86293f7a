package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The case page of an account that somebody else has: for its owner, once it is known who that is. */
class CasePageTakeoverTest extends TakeoverScenario {
    private Http.Answer link(String number) {
        return marketplace.post("/api/v1/cases/" + number + "/links", Map.of());
    }

    @Test
    void A_08_the_thief_gets_no_page_and_the_proven_owner_reads_that_the_account_is_frozen_for_them() {
        var number = frozenAgainstTheThief();
        assertThat(CasePageScenario.LINK.matcher(texts(ANNA)).find()).isFalse();
        assertThat(link(number).status()).isEqualTo(409);
        assertThat(marketplace.post("/api/v1/accounts/anna/links", Map.of()).status())
                .isEqualTo(409);
        assertThat(new PlainBrowser(port).open("/case/" + number).text()).doesNotContain("frozen");

        isProven();

        var browser = new PlainBrowser(port);
        var landing = browser.open(link(number).json().get("url").asText());
        var page = browser.press(landing, "enter", Map.of());
        assertThat(page.text())
                .contains("Your account is frozen to protect you, because somebody else may be in it.")
                .contains("Nothing is possible in your account for now.");
        decides("fay", number, "decideChanges", undoAll());
        assertThat(browser.open("/case/" + number).text()).contains("Your account is yours again");
    }
}
