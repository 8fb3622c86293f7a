package org.fairhold.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody who follows the tutorial: does with the browser what each of its sentences says, and nothing else. */
final class Newcomer {
    private static final String NAMED = "\\*\\*(.+?)\\*\\*";
    private static final String TYPED = "`(.+?)`";

    private final Desk desk;
    private final Map<Pattern, Consumer<MatchResult>> sentences = new LinkedHashMap<>();
    private @Nullable Page page;
    private @Nullable Tasklist tasklist;

    Newcomer(Desk desk) {
        this.desk = desk;
        when("Open <(.+?)>\\.", said -> open(said.group(1)));
        when("Sign in as " + TYPED + " with the password " + TYPED + "\\.", said -> signIn(said.group(1)));
        when("Choose the queue " + NAMED + "\\.", said -> tasklist().open(said.group(1)));
        when("Take the task " + NAMED + " of " + TYPED + "\\.", said -> tasklist()
                .take(said.group(1), said.group(2)));
        when("Press " + NAMED + "\\.", said -> press(said.group(1)));
        when("Open the tab " + NAMED + "\\.", said -> tasklist().tab(said.group(1)));
        when("Choose " + NAMED + "\\.", said -> tasklist().choose(said.group(1)));
        when("Under " + NAMED + " write “(.+?)”\\.", said -> tasklist().write(said.group(1), said.group(2)));
        when("You see “(.+?)”\\.", said -> see(said.group(1)));
    }

    private void when(String sentence, Consumer<MatchResult> does) {
        sentences.put(Pattern.compile(sentence), does);
    }

    /** Does the first sentence of a step; what follows it explains. */
    void follow(String step) {
        for (var sentence : sentences.entrySet()) {
            var said = sentence.getKey().matcher(step);
            if (said.lookingAt()) {
                sentence.getValue().accept(said.toMatchResult());
                return;
            }
        }
        throw new AssertionError("nobody could follow this step of the tutorial: " + step);
    }

    /** In a tab of its own, beside Tasklist. */
    private void open(String address) {
        page = desk.visitor();
        page.navigate(address.replace("http://localhost:8080", desk.address()));
    }

    private void signIn(String name) {
        page = desk.visitor();
        tasklist = Tasklist.signIn(page, name);
    }

    private Tasklist tasklist() {
        var back = Objects.requireNonNull(tasklist, "the tutorial has not signed in yet");
        page = back.page();
        return back;
    }

    private Page here() {
        return Objects.requireNonNull(page, "the tutorial has not opened a page yet");
    }

    private void press(String label) {
        if (label.equals("Claim")) {
            tasklist().claim();
        } else if (label.equals("Complete")) {
            tasklist().complete();
        } else {
            here().getByText(label, new Page.GetByTextOptions().setExact(true)).click();
        }
    }

    /** On the page or in the case file beside a form; a page that is older than the sentence is loaded again. */
    private void see(String text) {
        // A browser is driven from one thread.
        await().pollInSameThread().untilAsserted(() -> {
            if (tasklist == null || here() != tasklist.page()) {
                here().reload();
            }
            assertThat(here().frames())
                    .anySatisfy(frame ->
                            assertThat(frame.locator("body").innerText()).contains(text));
        });
    }
}
