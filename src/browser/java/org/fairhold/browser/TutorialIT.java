package org.fairhold.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial does what it says. Its {@code sh} blocks run in one shell, its {@code text} blocks are what the block before
 * printed (… stands for anything), and each step of its lists is done in a browser.
 */
@InBrowser
class TutorialIT {
    private static final Path TUTORIAL = Path.of("src", "docs", "tutorial.md");
    private static final Pattern PART = Pattern.compile(
            "^```(?<kind>\\w+)\\n(?<block>.*?)^```$|^(?:-|\\d+\\.) (?<step>[^\\n]+(?:\\n {2,}[^\\n]+)*)",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\s+");

    @Test
    void a_newcomer_can_follow_the_tutorial_from_the_first_line_to_the_last(Desk desk, @TempDir Path folder)
            throws IOException {
        desk.reset("stories");
        var newcomer = new Newcomer(desk);
        int done = 0;
        try (var shell = new Shell(Path.of(".").toAbsolutePath())) {
            var printed = "";
            var parts = PART.matcher(Files.readString(TUTORIAL));
            while (parts.find()) {
                done++;
                if (parts.group("step") != null) {
                    newcomer.follow(STEP.matcher(parts.group("step")).replaceAll(" "));
                } else if (parts.group("kind").equals("sh")) {
                    printed = shell.run(here(parts.group("block"), desk, folder));
                } else {
                    assertThat(printed).matches(printedBy(here(parts.group("block"), desk, folder)));
                }
            }
        }
        assertThat(done).isGreaterThan(20);
    }

    private static String here(String block, Desk desk, Path folder) {
        // Started already; a newcomer does this in a terminal of its own.
        return block.replace("mvn -q spring-boot:test-run", "true")
                .replace("http://localhost:8080", desk.address())
                .replace("/tmp/fairhold-tutorial", folder.toString());
    }

    private static Pattern printedBy(String block) {
        var pattern = new StringBuilder();
        for (var piece : block.strip().split("…", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(piece));
        }
        return Pattern.compile(".*" + pattern + ".*", Pattern.DOTALL);
    }
}
