package org.fairhold.process.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fairhold.measure.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a step's id says is understood: for every step of every diagram. */
class StepNameTest {
    static List<String> closings() throws IOException {
        return idsOf("closeCase");
    }

    static List<String> liftings() throws IOException {
        return idsOf("liftMeasure");
    }

    @ParameterizedTest
    @MethodSource("closings")
    void a_closing_step_says_how_the_case_closes(String id) {
        assertThatCode(() -> assertThat(StepName.of(id).closing()).isNotNull()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("liftings")
    void a_lifting_step_says_how_the_measure_ends(String id) {
        assertThatCode(() -> assertThat(StepName.of(id).as(Ending.class)).isNotNull())
                .doesNotThrowAnyException();
    }

    @Test
    void an_id_that_says_nothing_is_refused() {
        assertThatThrownBy(() -> StepName.of("close")).hasMessageContaining("a verb without an object");
        assertThatThrownBy(() -> StepName.of("closeWell").closing()).hasMessageContaining("no case closes as Well");
        assertThatThrownBy(() -> StepName.of("liftGently").as(Ending.class))
                .hasMessageContaining("Gently names none of");
    }

    @Test
    void the_object_of_a_step_names_its_variables() {
        assertThat(StepName.of("requestFixCheck").variable("Days")).isEqualTo("fixCheckDays");
    }

    private static List<String> idsOf(String bean) throws IOException {
        var step = Pattern.compile("id=\"(\\w+)\"[^>]*delegateExpression=\"\\$\\{%s}\"".formatted(bean));
        try (Stream<Path> files = Files.walk(Path.of("processes"))) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .flatMap(file -> step.matcher(read(file)).results())
                    .map(result -> result.group(1))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
