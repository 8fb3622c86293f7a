package org.fairhold.process.check;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.process.Step;
import org.fairhold.process.Variable;
import org.fairhold.process.Variables;
import org.junit.jupiter.api.Test;

/** What the code declares to the diagrams' owners is what it does. */
class CodeTest {
    private static final Path FORMS = Path.of("src", "main", "java", "org", "fairhold", "process", "form");
    private static final Pattern READ = Pattern.compile("\\banswers\\s*\\.\\s*(?:choice|text|optionalText|days)\\(");
    private static final Pattern FIELD = Pattern.compile(READ + "\\s*\"(\\w+)\"");

    private static final Pattern READS =
            Pattern.compile("\\b([A-Z][A-Z_]+)\\s*\\.\\s*(?:in|find)\\(|\\bdays\\(([A-Z][A-Z_]+),");
    private static final Pattern SETS = Pattern.compile("\\b([A-Z][A-Z_]+)\\s*\\.\\s*set(\\()");

    private final Code code = Code.ofTheDesk();

    @Test
    void a_form_declares_exactly_the_fields_that_it_reads() throws IOException {
        Map<String, Set<String>> read = new TreeMap<>();
        for (var form : new ClassFileImporter().importPackages("org.fairhold.process.form")) {
            if (form.getAllRawInterfaces().stream()
                    .anyMatch(type -> type.getSimpleName().equals("DeskForm"))) {
                var source = Files.readString(FORMS.resolve(form.getSimpleName() + ".java"));
                var fields = FIELD.matcher(source)
                        .results()
                        .map(field -> field.group(1))
                        .collect(toSet());
                assertThat(FIELD.matcher(source).results().count())
                        .as("%s names each field where it reads it", form.getSimpleName())
                        .isEqualTo(READ.matcher(source).results().count());
                read.put(Diagram.uncapitalized(form.getSimpleName()), fields);
            }
        }

        assertThat(read).isNotEmpty();
        assertThat(code.forms()).isEqualTo(read);
    }

    /** A request for work derives its three variables from its own id, which the checks of the diagram know. */
    @Test
    void variables_are_declared_in_one_place() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Variables.class, Variable.class)
                .and()
                .doNotHaveSimpleName("RequestWork")
                .should()
                .callMethod(Variable.class, "text", String.class)
                .orShould()
                .callMethod(Variable.class, "number", String.class)
                .orShould()
                .callMethod(Variable.class, "share", String.class)
                .orShould()
                .callMethod(Variable.class, "truth", String.class)
                .orShould()
                .callMethod(Variable.class, "date", String.class)
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
        assertThat(code.variables()).contains("severity", "answerDue");
    }

    @Test
    void every_step_is_published_under_the_name_of_its_class() {
        var steps = new ClassFileImporter()
                .importPath(Path.of("target", "classes")).stream()
                        .filter(type -> type.isAssignableTo(JavaDelegate.class))
                        .map(type -> Diagram.uncapitalized(type.getSimpleName()))
                        .collect(toSet());

        assertThat(steps).contains("applyMeasure");
        assertThat(code.steps().keySet()).isEqualTo(steps);
    }

    @Test
    void a_step_declares_exactly_the_variables_that_it_reads_and_sets() throws Exception {
        Map<String, String> names = new TreeMap<>();
        for (var constant : Variables.class.getFields()) {
            names.put(constant.getName(), ((Variable<?>) constant.get(null)).name());
        }
        for (var step : code.steps().values()) {
            var source = Files.readString(
                    Path.of("src", "main", "java", step.getName().replace('.', '/') + ".java"));
            var declared = step.getAnnotation(Step.class);

            assertThat(declared).as("%s is a @Step", step).isNotNull();
            assertThat(declared.does()).endsWith(".");
            assertThat(declared.reads())
                    .as("%s reads", step)
                    .containsExactlyInAnyOrderElementsOf(used(READS, source, names));
            assertThat(declared.sets())
                    .as("%s sets", step)
                    .containsExactlyInAnyOrderElementsOf(used(SETS, source, names));
        }
    }

    private static Set<String> used(Pattern how, String source, Map<String, String> names) {
        return how.matcher(source)
                .results()
                .map(result -> result.group(1) == null ? result.group(2) : result.group(1))
                .map(names::get)
                .collect(toSet());
    }
}
