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
    private final List<Complaint> unreadable = new ArrayList<>();

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
        for (var all : List.of(diagrams, tables, markup)) {
            all.keySet().removeIf(name -> files.differsFrom(before.files, name));
        }
        read(name -> files.differsFrom(before.files, name));
    }

    private void read(Predicate<String> wanted) {
        for (var name : files.deployed(".bpmn").stream().filter(wanted).toList()) {
            read(name, () -> {
                diagrams.put(name, Bpmn.readModelFromStream(files.open(name)));
                markup.put(name, Markup.pieces(files.open(name)));
            });
        }
        for (var name : files.deployed(".dmn").stream().filter(wanted).toList()) {
            read(name, () -> {
                tables.put(name, Dmn.readModelFromStream(files.open(name)));
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
        return decisions().anyMatch(decision -> decision.getId().equals(id));
    }

    private Stream<Decision> decisions() {
        return tables.values().stream().flatMap(table -> table.getModelElementsByType(Decision.class).stream());
    }

    /** The columns that a table gives. */
    Set<String> outputs(String table) {
        return decisions()
                .filter(decision -> decision.getId().equals(table))
                .flatMap(decision -> columns(decision.getModelInstance().getModelElementsByType(Output.class).stream()
                        .map(Output.class::cast)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> columns(Stream<Output> outputs) {
        return outputs.map(Output::getName).map(String::valueOf);
    }

    /** How many steps of all diagrams use a bean. */
    long uses(String bean) {
        return diagrams.values().stream()
                .flatMap(Diagram::steps)
                .filter(step -> step.bean().filter(bean::equals).isPresent())
                .count();
    }

    /** Whether the code, a table or a request for work sets a variable. */
    boolean isSet(String variable, Code code) {
        return code.variables().contains(variable)
                || tables.values().stream()
                        .flatMap(table -> columns(table.getModelElementsByType(Output.class).stream()))
                        .anyMatch(variable::equals)
                || isRequested(variable);
    }

    private boolean isRequested(String variable) {
        return diagrams.values().stream()
                .flatMap(Diagram::steps)
                .map(Diagram.Step::id)
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
