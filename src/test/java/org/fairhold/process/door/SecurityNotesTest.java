package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The security notes name a test for each attack. A test that is gone or renamed would make them a promise. */
class SecurityNotesTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    @Test
    void every_test_that_the_security_notes_name_exists() throws Exception {
        var named = NAMED.matcher(Files.readString(Path.of("src/docs/security.md")))
                .results()
                .toList();

        assertThat(named).isNotEmpty();
        for (var test : named) {
            var type = Class.forName(getClass().getPackageName() + "." + test.group(1));
            assertThat(Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()))
                    .as(test.group())
                    .contains(test.group(2));
        }
    }
}
