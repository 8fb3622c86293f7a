package org.fairhold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** The browser tests stand in a profile, because their drivers are a large download; a build without them says so. */
class BrowserTestsTest {
    @Test
    void the_browser_tests_are_part_of_this_build() {
        boolean there = ClassUtils.isPresent(
                "com.microsoft.playwright.Playwright", getClass().getClassLoader());

        assumeTrue(
                there || System.getenv("CI") != null,
                "SKIPPED: the browser tests. Run them with: mvn verify -Pbrowser (needs Chromium).");
        assertThat(there).as("CI runs the browser tests").isTrue();
    }
}
