package org.fairhold.process.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which diagrams may take money away from its holder (never-rule 7). */
class ReversalModelTest {
    private static final List<String> OF_FRAUD = List.of("fraud-investigation.bpmn", "account-takeover.bpmn");

    @Test
    void no_diagram_but_those_of_fraud_has_a_step_that_reverses_money() throws IOException {
        try (var files = Files.walk(Path.of("processes"))) {
            var diagrams =
                    files.filter(file -> file.toString().endsWith(".bpmn")).toList();

            assertThat(diagrams).hasSizeGreaterThan(5);
            for (var diagram : diagrams) {
                if (!OF_FRAUD.contains(diagram.getFileName().toString())) {
                    assertThat(Files.readString(diagram)).as("%s", diagram).doesNotContainPattern("\\$\\{reverse");
                }
            }
        }
    }
}
