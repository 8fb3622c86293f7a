package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.BeforeEach;

/** Stories in which the person affected opens the link of a mail. */
abstract class CasePageScenario extends FraudScenario {
    static final Pattern LINK = Pattern.compile("http://[^\\s\"]*/case/C-\\d+\\?t=[A-Za-z0-9_-]{43}");

    PlainBrowser browser;

    @BeforeEach
    void a_browser_that_knows_nothing() {
        browser = new PlainBrowser(port);
    }

    /** The link below the newest mail. */
    final String link(String account) {
        var found = LINK.matcher(lastText(account));
        assertThat(found.find()).as(lastText(account)).isTrue();
        return found.group();
    }

    /** The person opens the link of their newest mail and presses its button. */
    final Page visit(String account) {
        var landing = browser.open(link(account));
        assertThat(landing.status()).isEqualTo(200);
        var page = browser.press(landing, "enter", Map.of());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page;
    }

    final Page page(String number) {
        return browser.open("/case/" + number);
    }
}
