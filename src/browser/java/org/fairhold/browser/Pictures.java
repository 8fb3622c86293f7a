package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
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
        assertThat(ana.page().frameLocator("#fairhold-letter iframe").locator("body"))
                .containsText("One text went to many clients");
        shoot(ana.page(), "tasklist");
        ana.page().navigate("/desk/cases/C-2004");
        shoot(ana.page(), "case-file");
        var person = desk.visitor(390, 844);
        person.navigate(desk.caseLink("C-2005"));
        person.locator("form[action$='/enter'] button").click();
        shoot(person, "case-page");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }
}
