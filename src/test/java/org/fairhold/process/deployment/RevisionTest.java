package org.fairhold.process.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever changes {@code processes/} raises its revision, or a desk that has deployed it ignores the change. What was last
 * raised is recorded beside the tests, so that this needs no history. With {@code -Draise} it is raised.
 */
class RevisionTest {
    private static final Path PROCESSES = Path.of("processes");
    private static final Path RECORDED = Path.of("src", "test", "resources", "processes.sha256");
    private static final String COMMAND = "mvn -q test -Dtest=RevisionTest -Draise";

    @BeforeAll
    static void raise_if_told_to() throws IOException {
        if (System.getProperty("raise") != null) {
            raise(PROCESSES, RECORDED);
        }
    }

    @Test
    void the_processes_are_those_of_their_revision() throws IOException {
        requireRaised(PROCESSES, RECORDED);
    }

    @Test
    void a_change_without_a_higher_number_is_refused_with_the_command_that_raises_it(@TempDir Path folder)
            throws IOException {
        var processes = Files.createDirectories(folder.resolve("processes"));
        var recorded = folder.resolve("processes.sha256");
        Files.writeString(processes.resolve("revision"), "7\n");
        Files.writeString(processes.resolve("a.txt"), "one");
        raise(processes, recorded);
        requireRaised(processes, recorded);
        assertThat(Files.readString(processes.resolve("revision"))).isEqualTo("7\n");

        Files.writeString(processes.resolve("a.txt"), "two");

        assertThatThrownBy(() -> requireRaised(processes, recorded)).hasMessageContaining(COMMAND);
        Files.writeString(processes.resolve("revision"), "6\n");
        assertThatThrownBy(() -> requireRaised(processes, recorded)).hasMessageContaining("below 7");
        Files.writeString(processes.resolve("revision"), "7\n");
        raise(processes, recorded);
        requireRaised(processes, recorded);
        assertThat(Files.readString(processes.resolve("revision"))).isEqualTo("8\n");
    }

    private static void requireRaised(Path processes, Path recorded) throws IOException {
        var set = ProcessSet.in(processes);
        var number = set.revision().orElseThrow(() -> new AssertionError("processes/revision holds a whole number"));
        var last = Files.readString(recorded).strip().split(" ");
        assertThat(number)
                .as("the revision never falls below %s", last[0])
                .isGreaterThanOrEqualTo(Integer.parseInt(last[0]));
        assertThat(number + " " + set.sha256())
                .as("processes/ has changed since revision %s was recorded. Raise and record it: %s", last[0], COMMAND)
                .isEqualTo(String.join(" ", last));
    }

    /** One above what is recorded, unless the number is higher already or nothing has changed. */
    private static void raise(Path processes, Path recorded) throws IOException {
        var set = ProcessSet.in(processes);
        var last = Files.exists(recorded) ? Files.readString(recorded).strip().split(" ") : new String[] {"0", ""};
        var number = set.revision().orElse(0);
        if (!set.sha256().equals(last[1])) {
            number = Math.max(number, Integer.parseInt(last[0]) + 1);
        }
        Files.writeString(processes.resolve(ProcessSet.REVISION), number + "\n");
        Files.writeString(recorded, number + " " + set.sha256() + "\n");
    }
}
