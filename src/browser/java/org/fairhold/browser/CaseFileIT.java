package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The case file beside the form, and as a page of its own, in the hands of an analyst. */
@InBrowser
class CaseFileIT {
    private static final String REASON = "Fourteen identical applications went out within one hour.";

    @ParameterizedTest
    @CsvSource({"1400, 1000", "1280, 800"})
    void the_letter_follows_the_typing_and_stays_in_sight(int width, int height, Desk desk) {
        desk.reset("stories");
        var ana = Tasklist.signIn(desk.visitor(width, height), "ana")
                .open("3 Free for my teams")
                .take("Decide measure");
        var letter = ana.page().frameLocator("#fairhold-letter iframe");
        assertThat(letter.locator("#letter")).containsText("Choose in the form");

        ana.claim().tab("Form");
        ana.choose("Warning: takes nothing away, stays on the record for a time")
                .write("Reason the person will read", REASON);

        assertThat(letter.locator("article")).containsText(REASON);
        assertThat(letter.locator("article h3").first()).isVisible();
        var panel = ana.page().locator("#fairhold-letter").boundingBox();
        assertThat(panel.y + panel.height).isLessThanOrEqualTo(height);
        var typed = ana.form().getByLabel("Reason the person will read").boundingBox();
        assertThat(typed.y).isBetween(0.0, (double) height);
    }

    @Test
    void the_case_file_beside_the_form_says_who_has_the_task_and_a_reload_shows_it_again(Desk desk) {
        desk.reset("stories");
        var ana = desk.signIn("ana").open("3 Free for my teams").take("Decide measure");
        var state = ana.page().frameLocator("#fairhold-case-file").locator("#state");
        assertThat(state).containsText("free for");

        ana.claim();

        assertThat(state).containsText("with Ana Oliveira");
        ana.page().reload();
        assertThat(state).containsText("with Ana Oliveira");
        var fold = ana.page().getByText("The letter, as it would be sent");
        fold.click();
        assertThat(ana.page().locator("#fairhold-letter iframe")).isHidden();
        fold.click();
        assertThat(ana.page().locator("#fairhold-letter iframe")).isVisible();
    }

    @Test
    void the_keyboard_leads_through_the_page_and_paper_shows_no_controls(Desk desk) {
        desk.reset("stories");
        var page = desk.signIn("ana").page();
        page.navigate("/desk/cases/C-2001");

        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("#main$"));
        page.keyboard().press("j");
        var first = page.locator("h2:focus").innerText();
        page.keyboard().press("j");
        assertThat(page.locator("h2:focus")).not().hasText(first);
        page.keyboard().press("k");
        assertThat(page.locator("h2:focus")).hasText(first);
        page.keyboard().press("Control+k");
        assertThat(page.locator("#find")).isFocused();

        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("button:visible, input:visible, textarea:visible, select:visible"))
                .hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"700", "1400"})
    void nobody_is_kept_out_of_the_desks_pages_by_how_they_are_built(int width, Desk desk) {
        desk.reset("stories");
        var page = Tasklist.signIn(desk.visitor(width, 1000), "ana").page();
        page.navigate("/desk/cases/C-2001");
        page.getByLabel("New note").fill("Seen with the team.");
        page.getByText("Keep the note").click();
        assertThat(page.locator("body")).containsText("Seen with the team.");

        for (var path : List.of("/desk", "/desk?find=nothing", "/desk/cases/C-2001", "/desk/waiting", letterOf(page))) {
            page.navigate(path);
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");

            var violations = new AxeBuilder(page).analyze().getViolations();

            assertThat(violations)
                    .as(path)
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
        }
    }

    /** The page of the letter of the task that the case file links to. */
    private static String letterOf(Page caseFile) {
        var link = caseFile.getByText("Decide in Tasklist").first().getAttribute("href");
        return "/desk/task/" + link.substring(link.indexOf("task=") + 5) + "/letter";
    }
}
