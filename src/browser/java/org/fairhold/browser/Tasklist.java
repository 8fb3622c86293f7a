package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Camunda Tasklist, used as an analyst uses it: by what can be read on the screen. */
final class Tasklist {
    private final Page page;

    Tasklist(Page page) {
        this.page = page;
    }

    static Tasklist signIn(Page page, String name) {
        page.navigate("/camunda/app/tasklist/default/");
        var username = page.getByPlaceholder("Username");
        // Tasklist moves the focus there when it has loaded; what is typed elsewhere before that lands there too.
        assertThat(username).isFocused();
        username.fill(name);
        page.getByPlaceholder("Password").fill("demo");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                .click();
        var tasklist = new Tasklist(page);
        assertThat(tasklist.queue("2 My cases")).isVisible();
        // The first queue loads by itself; its answer, coming late, would stand under the name of the next.
        assertThat(page.locator("ol.tasks-list > li.task").first().or(page.getByText("No task matching filters found")))
                .isVisible();
        return tasklist;
    }

    Page page() {
        return page;
    }

    Locator queue(String name) {
        return page.locator("[cam-tasklist-filters]").getByText(name);
    }

    /** Looks at a queue as it is now. */
    Tasklist open(String queue) {
        queue(queue).click();
        assertThat(page.locator(".task-filters .active, [cam-tasklist-filters] .active"))
                .containsText(queue);
        return this;
    }

    /** The cards of one step in the open queue. */
    Locator cards(String step) {
        return page.locator("ol.tasks-list > li.task").filter(new Locator.FilterOptions().setHasText(step));
    }

    Tasklist take(String step) {
        cards(step).first().click();
        return this;
    }

    Tasklist take(String step, String caseNumber) {
        cards(step)
                .filter(new Locator.FilterOptions().setHasText(caseNumber))
                .first()
                .click();
        return this;
    }

    Tasklist claim() {
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("Claim", new Page.GetByTextOptions().setExact(true)))
                .isHidden();
        return this;
    }

    Tasklist tab(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
        return this;
    }

    Tasklist choose(String option) {
        form().getByLabel(option, new Locator.GetByLabelOptions().setExact(true))
                .check();
        return this;
    }

    Tasklist write(String field, String text) {
        form().getByLabel(field).fill(text);
        return this;
    }

    /** To whom a lead can hand the open task. */
    Locator colleagues() {
        return page.getByLabel("Hand over to");
    }

    Tasklist handOver(String colleague) {
        colleagues().selectOption(colleague);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Hand over"))
                .click();
        assertThat(page.locator("[cam-tasklist-task-meta] .assignee")).containsText(colleague);
        return this;
    }

    /** Says that the open task is to be looked at again now, which is what Tasklist's control offers first. */
    Tasklist followUp() {
        page.getByText("Set follow-up date").click();
        page.locator(".btn-group .glyphicon-ok").click();
        assertThat(page.locator("[cam-tasklist-task-meta] .reset-follow-up-date"))
                .isVisible();
        return this;
    }

    /** What the desk says above the buttons of the form. */
    Locator refusal() {
        return page.locator(".form-pane").getByRole(AriaRole.ALERT);
    }

    /** What Tasklist says in passing. */
    Locator messages() {
        return page.locator(".page-notifications .alert");
    }

    Locator form() {
        return page.locator(".fjs-form");
    }

    Tasklist complete() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        return this;
    }
}
