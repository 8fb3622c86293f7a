package org.fairhold.process.deployment;

import static java.util.stream.Collectors.toCollection;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.xml.ModelException;
import org.fairhold.process.check.ProcessSet;

/** What one set changes in another: its files, and the steps, events and gateways of its diagrams. */
record Changes(List<String> added, List<String> changed, List<String> removed, List<InDiagram> diagrams) {
    static final Changes NONE = new Changes(List.of(), List.of(), List.of(), List.of());

    record InDiagram(String process, List<String> added, List<String> removed) {}

    static Changes between(ProcessSet before, ProcessSet after) {
        var had = before.files();
        var has = after.files();
        return new Changes(
                without(has.keySet(), had.keySet()),
                has.keySet().stream()
                        .filter(name -> had.containsKey(name) && !Arrays.equals(had.get(name), has.get(name)))
                        .toList(),
                without(had.keySet(), has.keySet()),
                Stream.concat(before.deployed().keySet().stream(), after.deployed().keySet().stream())
                        .distinct()
                        .filter(name -> name.endsWith(".bpmn"))
                        .map(name -> inDiagram(name, elements(before, name), elements(after, name)))
                        .filter(diagram ->
                                !diagram.added().isEmpty() || !diagram.removed().isEmpty())
                        .toList());
    }

    boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    private static InDiagram inDiagram(String name, Set<String> had, Set<String> has) {
        return new InDiagram(name.substring(0, name.indexOf('/')), without(has, had), without(had, has));
    }

    private static List<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(one -> !some.contains(one)).sorted().toList();
    }

    /** Empty for a diagram that cannot be read: the checker says so. */
    private static Set<String> elements(ProcessSet set, String name) {
        var content = set.files().get(name);
        if (content == null) {
            return Set.of();
        }
        try {
            return Bpmn.readModelFromStream(new ByteArrayInputStream(content))
                    .getModelElementsByType(FlowNode.class)
                    .stream()
                    .map(FlowNode::getId)
                    .collect(toCollection(TreeSet::new));
        } catch (ModelException e) {
            return Set.of();
        }
    }
}
