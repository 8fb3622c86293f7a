package org.fairhold.process.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Output;

/** A set as the engine's model API reads it, with what one file asks about the others. */
final class SetOfModels {
    private final ProcessSet files;
    private final Map<String, BpmnModelInstance> diagrams = new TreeMap<>();
    private final Map<String, DmnModelInstance> tables = new TreeMap<>();
    private final Map<String, List<Markup.Piece>> markup = new TreeMap<>();
    private final Map<String, List<Diagram.Step>> steps = new TreeMap<>();
    private final Map<String, List<Column>> columns = new TreeMap<>();
    private final List<Complaint> unreadable = new ArrayList<>();

    /** What a table's decision gives. */
    private record Column(String decision, String variable) {}

    SetOfModels(ProcessSet files) {
        this.files = files;
        read(name -> true);
    }

    /** The same set after a few files changed: only these are read again. */
    SetOfModels(ProcessSet files, SetOfModels before) {
        this.files = files;
        diagrams.putAll(before.diagrams);
        tables.putAll(before.tables);
        markup.putAll(before.markup);
        steps.putAll(before.steps);
        columns.putAll(before.columns);
        for (var all : List.of(diagrams, tables, markup, steps, columns)) {
            all.keySet().removeIf(name -> files.differsFrom(before.files, name));
        }
        read(name -> files.differsFrom(before.files, name));
    }

    private void read(Predicate<String> wanted) {
        for (var name : files.deployed(".bpmn").stream().filter(wanted).toList()) {
            read(name, () -> {
                var model = Bpmn.readModelFromStream(files.open(name));
                diagrams.put(name, model);
                steps.put(name, Diagram.steps(model).toList());
                markup.put(name, Markup.pieces(files.open(name)));
            });
        }
        for (var name : files.deployed(".dmn").stream().filter(wanted).toList()) {
            read(name, () -> {
                var model = Dmn.readModelFromStream(files.open(name));
                tables.put(name, model);
                columns.put(name, columns(model));
                markup.put(name, Markup.pieces(files.open(name)));
            });
        }
    }

    private interface Reading {
        void read() throws Exception;
    }

    private void read(String name, Reading reading) {
        try {
            reading.read();
        } catch (Exception e) {
            unreadable.add(Allowed.unreadable(name, e));
        }
    }

    List<Complaint> unreadable() {
        return unreadable;
    }

    Set<String> diagrams() {
        return diagrams.keySet();
    }

    Set<String> tables() {
        return tables.keySet();
    }

    ProcessSet files() {
        return files;
    }

    BpmnModelInstance diagram(String name) {
        return found(diagrams, name);
    }

    DmnModelInstance table(String name) {
        return found(tables, name);
    }

    List<Diagram.Step> steps(String name) {
        return found(steps, name);
    }

    List<Markup.Piece> markup(String name) {
        return found(markup, name);
    }

    private static <T> T found(Map<String, T> models, String name) {
        var model = models.get(name);
        if (model == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return model;
    }

    boolean has(String name) {
        return files.has(name);
    }

    boolean hasProcess(String id) {
        return has("%s/%s.bpmn".formatted(id, id));
    }

    boolean hasTable(String id) {
        return columns().anyMatch(column -> column.decision.equals(id));
    }

    /** The columns that a table gives. */
    Set<String> outputs(String table) {
        return columns()
                .filter(column -> column.decision.equals(table))
                .map(Column::variable)
                .collect(Collectors.toSet());
    }

    private Stream<Column> columns() {
        return columns.values().stream().flatMap(List::stream);
    }

    private Stream<Diagram.Step> steps() {
        return steps.values().stream().flatMap(List::stream);
    }

    private static List<Column> columns(DmnModelInstance table) {
        return table.getModelElementsByType(Decision.class).stream()
                .flatMap(decision -> table.getModelElementsByType(Output.class).stream()
                        .map(output -> new Column(decision.getId(), String.valueOf(output.getName()))))
                .toList();
    }

    /** How many steps of all diagrams use a bean. */
    long uses(String bean) {
        return steps().filter(step -> step.bean().filter(bean::equals).isPresent())
                .count();
    }

    /** Whether the code, a table or a request for work sets a variable. */
    boolean isSet(String variable, Code code) {
        return code.variables().contains(variable)
                || columns().anyMatch(column -> column.variable.equals(variable))
                || isRequested(variable);
    }

    private boolean isRequested(String variable) {
        return steps().map(Diagram.Step::id)
                .filter(id -> id.matches("request[A-Z].*"))
                .map(id -> id.substring("request".length()))
                .anyMatch(object ->
                        variable.equalsIgnoreCase(object + "Due") || variable.equalsIgnoreCase(object + "Reminder"));
    }

    List<FlowNode> callersOf(String process) {
        return diagrams.values().stream()
                .flatMap(model -> model.getModelElementsByType(CallActivity.class).stream())
                .filter(call -> process.equals(call.getCalledElement()))
                .map(FlowNode.class::cast)
                .toList();
    }
}
