package org.fairhold.process.check;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What an owner writes beside a table, {@code <table>.tests.csv}, and what the table says to it. The first column
 * {@code says} is the sentence that a row proves, then come the inputs, then each output after an arrow, {@code -> days}.
 */
final class TableTests {
    private static final String SAYS = "says";
    private static final String ARROW = "-> ";
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final Set<String> decided = new HashSet<>();
    private final DmnEngine engine = engine();
    private final SetOfModels set;
    private final List<Complaint> complaints = new ArrayList<>();

    private TableTests(SetOfModels set) {
        this.set = set;
    }

    /** Every row that fails, every rule that no row reaches, and every table without tests. */
    static List<Complaint> complaints(SetOfModels set) {
        var tests = new TableTests(set);
        set.tables().forEach(tests::prove);
        for (var file : set.files().names(".tests.csv")) {
            if (!set.tables().contains(file.replaceFirst("\\.tests\\.csv$", ".dmn"))) {
                tests.complaints.add(new Complaint(file, "document", "there is no table beside it"));
            }
        }
        return tests.complaints;
    }

    private DmnEngine engine() {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration
                .getCustomPostDecisionTableEvaluationListeners()
                .add(evaluation -> evaluation.getMatchingRules().forEach(rule -> decided.add(rule.getId())));
        return configuration.buildEngine();
    }

    private void prove(String table) {
        var file = table.replaceFirst("\\.dmn$", ".tests.csv");
        if (!set.files().has(file)) {
            complaints.add(new Complaint(table, "document", "no tests stand beside this table in " + file));
            return;
        }
        var tables = set.table(table).getModelElementsByType(DecisionTable.class);
        if (tables.size() != 1) {
            return;
        }
        decided.clear();
        try (var rows = CSV.readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .<Map<String, String>>readValues(set.files().open(file))) {
            var decision = engine.parseDecision(ProcessSet.id(table), set.table(table));
            var columns = new Columns(tables.iterator().next());
            int number = 1;
            while (rows.hasNextValue()) {
                number++;
                prove(file, "row " + number, decision, columns, rows.nextValue());
            }
            unproved(file, tables.iterator().next());
        } catch (IOException | DmnEngineException e) {
            complaints.add(Allowed.unreadable(file, e));
        }
    }

    private void unproved(String file, DecisionTable table) {
        for (Rule rule : table.getRules()) {
            if (!decided.contains(rule.getId())) {
                complaints.add(new Complaint(file, rule.getId(), "no row reaches this rule"));
            }
        }
    }

    /** The rows of a table's tests as the table's own columns: what each is called and of which type it is. */
    private record Columns(Map<String, String> inputs, Set<String> outputs) {
        Columns(DecisionTable table) {
            this(new LinkedHashMap<>(), new HashSet<>());
            for (Input input : table.getInputs()) {
                inputs.put(
                        input.getInputExpression().getText().getTextContent().strip(),
                        input.getInputExpression().getTypeRef());
            }
            for (Output output : table.getOutputs()) {
                outputs.add(String.valueOf(output.getName()));
            }
        }

        Set<String> header() {
            var header = new HashSet<>(inputs.keySet());
            header.add(SAYS);
            outputs.forEach(output -> header.add(ARROW + output));
            return header;
        }
    }

    private void prove(String file, String place, DmnDecision decision, Columns columns, Map<String, String> row) {
        if (!row.keySet().equals(columns.header())) {
            complaints.add(
                    new Complaint(file, place, "the columns are %s, not %s".formatted(columns.header(), row.keySet())));
            return;
        }
        var says = row.getOrDefault(SAYS, "");
        if (!says.endsWith(".")) {
            complaints.add(new Complaint(file, place, "a row says in a sentence what it proves"));
        }
        try {
            Map<String, Object> question = new HashMap<>();
            columns.inputs().forEach((name, type) -> question.put(name, typed(type, row.getOrDefault(name, ""))));
            var answer = engine.evaluateDecision(decision, question);
            for (var output : columns.outputs()) {
                var expected = row.getOrDefault(ARROW + output, "");
                var actual = answer.isEmpty() ? null : answer.getSingleResult().get(output);
                if (answer.isEmpty() || !same(expected, actual)) {
                    complaints.add(new Complaint(
                            file,
                            place,
                            "%s Expected %s %s, but the table says %s."
                                    .formatted(says, output, expected, answer.isEmpty() ? "nothing" : actual)));
                }
            }
        } catch (DmnEngineException | NumberFormatException | DateTimeParseException e) {
            complaints.add(
                    new Complaint(file, place, "%s The table cannot answer: %s".formatted(says, e.getMessage())));
        }
    }

    private static Object typed(String type, String value) {
        return switch (type) {
            case "boolean" -> Boolean.valueOf(value);
            case "date" -> LocalDate.parse(value).atStartOfDay();
            case "integer", "long" -> Integer.valueOf(value);
            case "double", "number" -> Double.valueOf(value);
            default -> value;
        };
    }

    private static boolean same(String expected, @Nullable Object actual) {
        if (actual instanceof Number number) {
            return expected.matches("-?\\d+(\\.\\d+)?")
                    && new BigDecimal(expected).compareTo(new BigDecimal(number.toString())) == 0;
        }
        return expected.equals(actual == null ? "" : actual.toString());
    }
}
