package org.fairhold.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the docs, drawn anew: {@code mvn -q -Pbrowser test-compile failsafe:integration-test -Dit.test=Pictures}.
 * Not part of a build: a picture changes with a font.
 */
@InBrowser
class Pictures {
    private static final Path PICTURES = Path.of("src", "docs", "pictures");

    @Test
    void draw(Desk desk) {
        desk.reset("stories");
        var ana = desk.signIn("ana").open("3 Free for my teams");
        ana.take("Decide measure").claim().tab("Form");
        ana.choose("Restriction: takes named permissions away")
                .write("Reason the person will read", "One text went to many clients within an hour.");
        shoot(ana.page(), "tasklist");
        for (var page : Map.of(
                        "/desk/cases/C-2004", "case-file",
                        "/desk/new-case", "new-case",
                        "/desk/me", "absence",
                        "/desk/waiting", "waiting")
                .entrySet()) {
            ana.page().navigate(page.getKey());
            shoot(ana.page(), page.getValue());
        }
        var mailbox = desk.visitor();
        mailbox.navigate("/demo/mailbox");
        shoot(mailbox, "mailbox");
    }

    private static void shoot(Page page, String name) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
