package org.fairhold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** The browser tests stand in a profile, because their drivers are a large download; a build without them says so. */
class BrowserTestsTest {
    @Test
    void the_browser_tests_are_part_of_this_build() {
        assumeTrue(
                ClassUtils.isPresent(
                        "com.microsoft.playwright.Playwright", getClass().getClassLoader()),
                "SKIPPED: the browser tests. Run them with: mvn verify -Pbrowser (needs Chromium).");

        assertThat(Path.of("src/browser/java/org/fairhold/browser")).isDirectoryContaining("glob:**IT.java");
    }
}
