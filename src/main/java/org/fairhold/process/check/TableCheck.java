package org.fairhold.process.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;

/** Checks one table in its set. */
final class TableCheck {
    /** What the law gives at most, by column; the schema holds the same (DSA Art. 21(4)). */
    private static final Map<String, Integer> DAYS_MAX =
            Map.of("bodyAnswerDays", 20, "resultDays", 90, "mediationDays", 90, "extendedDays", 180);

    private static final String WORDS = "[a-z]+([A-Z][a-z]*)*";

    private final String file;
    private final DmnModelInstance model;
    private final SetOfModels set;
    private final Code code;
    private final List<Complaint> complaints = new ArrayList<>();

    private TableCheck(String file, SetOfModels set, Code code) {
        this.file = file;
        this.model = set.table(file);
        this.set = set;
        this.code = code;
    }

    static List<Complaint> of(String file, SetOfModels set, Code code) {
        var check = new TableCheck(file, set, code);
        check.decision();
        check.model.getModelElementsByType(DecisionTable.class).forEach(check::table);
        return check.complaints;
    }

    private void require(boolean holds, String element, String rule) {
        if (!holds) {
            complaints.add(new Complaint(file, element, rule));
        }
    }

    private void decision() {
        var decisions = model.getModelElementsByType(Decision.class);
        require(decisions.size() == 1, "definitions", "a file holds one table");
        for (var decision : decisions) {
            var id = decision.getId();
            require(id.equals(ProcessSet.id(file)), id, "the table is called like its file");
            require(
                    decision.getCamundaHistoryTimeToLiveString() != null,
                    id,
                    "the table says how long its history lives");
            require(decision.getExpression() instanceof DecisionTable, id, "a decision is a table");
        }
    }

    private void table(DecisionTable table) {
        require(
                Set.of(HitPolicy.UNIQUE, HitPolicy.FIRST).contains(table.getHitPolicy()),
                table.getId(),
                "one rule of a table decides: UNIQUE or FIRST");
        for (var input : table.getInputs()) {
            var read = input.getInputExpression().getText().getTextContent().strip();
            require(
                    set.isSet(read, code) || DeadlineCheck.asks(file, read),
                    input.getId(),
                    "nothing sets the variable " + read);
        }
        for (var output : table.getOutputs()) {
            require(
                    output.getName() != null && output.getName().matches(WORDS),
                    output.getId(),
                    "a column's name is words in camelCase: it becomes a variable");
        }
        for (var rule : table.getRules()) {
            rule(table, rule);
        }
    }

    private void rule(DecisionTable table, Rule rule) {
        require(rule.getId().matches(WORDS), rule.getId(), "a rule's id is words in camelCase");
        require(
                rule.getDescription() != null
                        && rule.getDescription().getTextContent().strip().endsWith("."),
                rule.getId(),
                "a rule says in a sentence what it is for");
        var outputs = List.copyOf(table.getOutputs());
        var entries = List.copyOf(rule.getOutputEntries());
        require(entries.size() == outputs.size(), rule.getId(), "a rule fills every column");
        for (int column = 0; column < Math.min(outputs.size(), entries.size()); column++) {
            var text = entries.get(column).getText();
            var value = text == null ? "" : text.getTextContent().strip();
            require(!value.isEmpty(), rule.getId(), "a rule fills every column");
            var max = DAYS_MAX.get(String.valueOf(outputs.get(column).getName()));
            require(
                    max == null || (value.matches("[1-9][0-9]{0,3}") && Integer.parseInt(value) <= max),
                    rule.getId(),
                    "%s are a whole number of at most %s"
                            .formatted(outputs.get(column).getName(), max));
            if (String.valueOf(outputs.get(column).getName()).endsWith("Rule")) {
                require(
                        value.equals('"' + rule.getId() + '"'),
                        rule.getId(),
                        "a rule gives its own id, so that the decision can name it");
            }
        }
    }

    /** The values that a column can be asked with, as the table itself lists them. */
    static Stream<String> literals(String text) {
        return Pattern.compile("\"([^\"]*)\"").matcher(text).results().map(result -> result.group(1));
    }
}
