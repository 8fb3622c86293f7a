package org.fairhold.process.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Says all that is wrong with a set of the owners' files: each file by itself, what it expects of the others, and what it
 * expects of the code. The build, the check command and an upload ask the same.
 */
@Component
public class Check {
    private final Code code;

    @Autowired
    public Check() {
        this(Code.ofTheDesk());
    }

    Check(Code code) {
        this.code = code;
    }

    /** Empty for a set that may be deployed. */
    public List<Complaint> complaints(ProcessSet files) {
        return complaints(new SetOfModels(files));
    }

    List<Complaint> complaints(SetOfModels set) {
        var complaints = new ArrayList<>(set.unreadable());
        complaints.addAll(Places.complaints(set.files()));
        set.diagrams().forEach(file -> complaints.addAll(Diagram.complaints(file, set, code)));
        set.tables().forEach(file -> complaints.addAll(TableCheck.of(file, set, code)));
        set.files().deployed(".form").forEach(file -> complaints.addAll(FormCheck.of(file, set, code)));
        set.files().deployed().forEach((file, content) -> complaints.addAll(Allowed.complaints(file, content, code)));
        complaints.addAll(unused(set));
        complaints.addAll(DeadlineCheck.complaints(set));
        complaints.addAll(TableTests.complaints(set));
        complaints.addAll(TextCheck.complaints(set.files()));
        complaints.addAll(NoticeCheck.complaints(set.files()));
        return complaints.stream().distinct().toList();
    }

    /** Tables and forms that no diagram uses, and messages that no diagram catches. */
    private List<Complaint> unused(SetOfModels set) {
        Set<String> used = new HashSet<>();
        Set<String> caught = new HashSet<>();
        for (var file : set.diagrams()) {
            var model = set.diagram(file);
            model.getModelElementsByType(UserTask.class)
                    .forEach(task -> used.add(ProcessSet.folder(file) + "/" + task.getCamundaFormRef() + ".form"));
            model.getModelElementsByType(BusinessRuleTask.class)
                    .forEach(task -> used.add(task.getCamundaDecisionRef()));
            model.getModelElementsByType(CatchEvent.class).stream()
                    .flatMap(event -> event.getEventDefinitions().stream())
                    .filter(MessageEventDefinition.class::isInstance)
                    .map(definition -> ((MessageEventDefinition) definition).getMessage())
                    .filter(Objects::nonNull)
                    .forEach(message -> caught.add(message.getName()));
        }
        List<Complaint> complaints = new ArrayList<>();
        for (var form : set.files().deployed(".form")) {
            if (!used.contains(form)) {
                complaints.add(new Complaint(form, "document", "no user task uses this form"));
            }
        }
        for (var table : set.tables()) {
            if (!used.contains(ProcessSet.id(table)) && !table.equals(DeadlineCheck.FILE)) {
                complaints.add(new Complaint(table, "document", "no diagram uses this table"));
            }
        }
        for (var message : code.sentMessages()) {
            if (!caught.contains(message)) {
                complaints.add(new Complaint("all diagrams", message, "no diagram catches this message"));
            }
        }
        return complaints;
    }
}
