package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The case page in a browser, as the person affected has it: on a phone and on a desk, in both languages, by keyboard. */
@InBrowser
class CasePageIT {
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @ParameterizedTest
    @CsvSource({"390, en", "390, de", "1100, en", "1100, de"})
    void nobody_is_kept_out_of_the_page_by_how_it_is_built(int width, String language, Desk desk) {
        desk.reset("stories");
        List<String> seen = new ArrayList<>();
        for (var number : cases(desk)) {
            var page = desk.visitor(width, 900);
            page.navigate(desk.caseLink(number));
            if (page.locator("form[action$='/enter']").count() == 0) {
                continue;
            }
            requireOpen(page, number + " doorstep");
            page.locator("form[action$='/enter'] button").click();
            page.navigate("/case/" + number + "?lang=" + language);
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
            assertThat(page.locator("html")).hasAttribute("lang", language);
            requireOpen(page, number + " " + language);
            var wide = page.evaluate("document.documentElement.scrollWidth");
            assertThat(((Number) wide).intValue()).as(number).isLessThanOrEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "browser", "case-%s-%s-%d.png".formatted(number, language, width))));
            seen.add(page.locator("h1").innerText());
        }
        assertThat(seen.stream().distinct()).hasSizeGreaterThan(11);
    }

    @ParameterizedTest
    @CsvSource({"390, en", "390, de", "1100, en", "1100, de"})
    void nobody_is_kept_out_of_the_rules_or_of_how_they_stand_either(int width, String language, Desk desk) {
        desk.reset("stories");
        var page = desk.visitor(width, 900);
        page.navigate("/policies?lang=" + language);
        requireOpenAndNarrow(page, "rules", width);
        var rules = page.locator("main h2 a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(rules).hasSizeGreaterThan(5);
        for (var rule : rules) {
            page.navigate(rule);
            assertThat(page.locator("html")).hasAttribute("lang", language);
            requireOpenAndNarrow(page, rule, width);
        }
        page.locator("form[action*='/lesson'] button").click();
        requireOpenAndNarrow(page, "lesson", width);
        page.navigate("/representative?lang=" + language);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        requireOpenAndNarrow(page, "representative", width);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "browser", "representative-%s-%d.png".formatted(language, width))));
        for (var account : List.of("mira", "ivo", "bruno")) {
            page.navigate(desk.accountLink(account));
            requireOpenAndNarrow(page, "doorstep", width);
            page.locator("form[action$='/enter'] button").click();
            page.navigate("/account?lang=" + language);
            assertThat(page.locator("html")).hasAttribute("lang", language);
            assertThat(page.locator("script")).hasCount(0);
            requireOpenAndNarrow(page, "standing of " + account, width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(
                            Path.of("target", "browser", "standing-%s-%s-%d.png".formatted(account, language, width))));
        }
    }

    @ParameterizedTest
    @CsvSource({"390, de", "1100, en"})
    void nobody_is_kept_out_of_a_dispute_or_an_appeal_either(int width, String language, Desk desk) {
        var disputed = desk.disputed("anna", "carl");
        var page = entered(desk, disputed, width, language);
        requireOpenAndNarrow(page, "dispute", width);
        desk.answer(disputed, "The sketches were sent on Monday.");
        desk.pass("PT0S");
        page.navigate("/case/" + disputed);
        requireOpenAndNarrow(page, "dispute, heard", width);

        desk.reset("stories");
        var appealable = cases(desk).stream()
                .map(number -> entered(desk, number, width, language))
                .filter(one -> one.locator("#appeals").count() == 1)
                .findFirst()
                .orElseThrow();
        appealable.locator("#appeals textarea").fill("Each text was another.");
        appealable.locator("#appeals button").first().click();
        assertThat(appealable.locator("form[id^='appeal-']")).hasCount(1);
        requireOpenAndNarrow(appealable, "appealed", width);
    }

    static Page entered(Desk desk, String number, int width, String language) {
        var page = desk.visitor(width, 900);
        page.navigate(desk.caseLink(number));
        page.locator("form[action$='/enter'] button").click();
        page.navigate("/case/" + number + "?lang=" + language);
        assertThat(page.locator("html")).hasAttribute("lang", language);
        return page;
    }

    static void requireOpenAndNarrow(Page page, String what, int width) {
        requireOpen(page, what);
        assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                .as(what)
                .isLessThanOrEqualTo(width);
    }

    /** Every case of the stories that its person can know of. */
    private static List<String> cases(Desk desk) {
        List<String> cases = new ArrayList<>();
        for (int number = 2001; number < 2040; number++) {
            if (desk.hasPage("C-" + number)) {
                cases.add("C-" + number);
            }
        }
        return cases;
    }

    private static void requireOpen(Page page, String what) {
        assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
                .as(what)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    @Test
    void a_refused_form_says_where_it_is_wrong_and_is_open_to_everybody_as_well(Desk desk) {
        var page = invited(desk);

        page.locator("#answers button:has-text('Send my answer')").click();

        assertThat(page.locator(".govuk-error-summary")).containsText("Write or choose something");
        assertThat(page.locator("#answers .govuk-error-message")).isVisible();
        requireOpen(page, "refused");
        page.locator(".govuk-error-summary a").click();
        assertThat(page.locator("#answers")).isInViewport();
    }

    @Test
    void the_keyboard_alone_answers_and_going_back_shows_how_it_is_now(Desk desk) {
        var page = invited(desk);
        page.keyboard().press("Tab");
        assertThat(page.locator(".govuk-skip-link")).isFocused();
        page.locator("#answers-text").focus();
        page.keyboard().type("I wrote each text myself.");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator(".govuk-notification-banner")).containsText("We have your answer");
        requireOpen(page, "answered");

        page.goBack();

        assertThat(page.locator("h1")).containsText("Somebody of our team reads your case");
        assertThat(page.locator("#answers")).hasCount(0);
    }

    @Test
    void the_page_works_without_scripts_and_prints_its_text(Desk desk) {
        var page = invited(desk);

        assertThat(page.locator("script")).hasCount(0);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("h1")).isVisible();
        assertThat(page.getByText("Why", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    private static Page invited(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        var page = desk.visitor(390, 844);
        page.navigate(desk.caseLink(number));
        page.locator("form[action$='/enter'] button").click();
        assertThat(page.locator("h1")).containsText("It is your turn");
        return page;
    }
}
