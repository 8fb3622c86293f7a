package org.fairhold.process.check;

import static org.fairhold.process.DeadlinesByRegime.DAY;
import static org.fairhold.process.DeadlinesByRegime.DAYS;
import static org.fairhold.process.DeadlinesByRegime.DEADLINE;
import static org.fairhold.process.DeadlinesByRegime.FOLDER;
import static org.fairhold.process.DeadlinesByRegime.REGIME;
import static org.fairhold.process.DeadlinesByRegime.SOURCE;
import static org.fairhold.process.DeadlinesByRegime.TABLE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.Regime;
import org.jspecify.annotations.Nullable;

/**
 * Checks the table of deadlines by regime, which no diagram asks but the desk itself. A row of our own that is weaker than what is
 * promised to everybody would never count, so it is refused instead of ignored.
 */
final class DeadlineCheck {
    static final String FILE = "%s/%s.dmn".formatted(FOLDER, TABLE);

    private static final List<String> ASKED = List.of(REGIME, DEADLINE, DAY);
    private static final List<String> GIVEN = List.of(DAYS, SOURCE);
    private static final Pattern ONE = Pattern.compile("\"([A-Z0-9_]+)\"");
    private static final Pattern SOME = Pattern.compile("\"[A-Z0-9_]+\"(\\s*,\\s*\"[A-Z0-9_]+\")*");
    private static final Pattern FROM = Pattern.compile(">=\\s*date and time\\(\"\\d{4}-\\d{2}-\\d{2}T00:00:00\"\\)");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
    private static final Pattern WORDS = Pattern.compile("\"[^\"]+\"");

    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<Deadline> always = EnumSet.noneOf(Deadline.class);

    private DeadlineCheck() {}

    /** Whether the desk asks the table in this file with that. */
    static boolean asks(String file, String variable) {
        return file.equals(FILE) && ASKED.contains(variable);
    }

    static List<Complaint> complaints(SetOfModels set) {
        if (!set.tables().contains(FILE)) {
            return set.has(FILE)
                    ? List.of()
                    : List.of(new Complaint(FILE, "document", "the desk asks this table; it is not there"));
        }
        var check = new DeadlineCheck();
        set.table(FILE).getModelElementsByType(DecisionTable.class).forEach(check::table);
        return check.complaints;
    }

    @CanIgnoreReturnValue
    private boolean require(boolean holds, String element, String rule) {
        if (!holds) {
            complaints.add(new Complaint(FILE, element, rule));
        }
        return holds;
    }

    private void table(DecisionTable table) {
        var inputs = table.getInputs().stream()
                .map(input ->
                        input.getInputExpression().getText().getTextContent().strip())
                .toList();
        var outputs =
                table.getOutputs().stream().map(output -> output.getName()).toList();
        if (require(
                inputs.equals(ASKED) && outputs.equals(GIVEN),
                table.getId(),
                "the columns are %s and %s".formatted(ASKED, GIVEN))) {
            table.getRules().forEach(this::rule);
            for (var deadline : Deadline.values()) {
                require(
                        always.contains(deadline),
                        table.getId(),
                        "a row without regime and day says our own %s".formatted(deadline));
            }
        }
    }

    private void rule(Rule rule) {
        var asked = rule.getInputEntries().stream().map(DeadlineCheck::text).toList();
        var given = rule.getOutputEntries().stream().map(DeadlineCheck::text).toList();
        if (asked.size() < ASKED.size() || given.size() < GIVEN.size()) {
            return;
        }
        var ours = isAny(asked.get(0)) || asked.get(0).contains('"' + Regime.HOUSE.name() + '"');
        require(
                isAny(asked.get(0)) || areRegimes(asked.get(0)),
                rule.getId(),
                "a row is of one of %s, or of none for our own".formatted(Arrays.toString(Regime.values())));
        require(
                isAny(asked.get(2)) || FROM.matcher(asked.get(2)).matches(),
                rule.getId(),
                "a row counts from a day on: >= date and time(\"2026-12-02T00:00:00\")");
        require(WORDS.matcher(given.get(1)).matches(), rule.getId(), "a row names its source");
        var deadline = deadline(asked.get(1));
        if (require(
                        deadline != null,
                        rule.getId(),
                        "a row is of one of %s".formatted(Arrays.toString(Deadline.values())))
                && require(NUMBER.matcher(given.get(0)).matches(), rule.getId(), "days are a whole number from 1 on")
                && deadline != null
                && ours) {
            var floor = deadline.floor().days();
            require(
                    !deadline.isWeaker(Integer.parseInt(given.get(0)), floor),
                    rule.getId(),
                    "nobody gets a weaker %s than %d days".formatted(deadline, floor));
            if (isAny(asked.get(0)) && isAny(asked.get(2))) {
                always.add(deadline);
            }
        }
    }

    private static boolean isAny(String entry) {
        return entry.isEmpty() || entry.equals("-");
    }

    private static boolean areRegimes(String entry) {
        return SOME.matcher(entry).matches()
                && names(Regime.values()).containsAll(TableCheck.literals(entry).toList());
    }

    private static @Nullable Deadline deadline(String entry) {
        var named = ONE.matcher(entry);
        return named.matches() && names(Deadline.values()).contains(named.group(1))
                ? Deadline.valueOf(named.group(1))
                : null;
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
    }

    private static String text(InputEntry entry) {
        return text(entry.getText());
    }

    private static String text(OutputEntry entry) {
        return text(entry.getText());
    }

    private static String text(@Nullable Text text) {
        return text == null ? "" : text.getTextContent().strip();
    }
}
