package org.fairhold.process.inquiry;

import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.fairhold.casework.Cases;
import org.fairhold.desk.Roster;
import org.fairhold.line.CaseMessages;
import org.fairhold.line.LineEvent;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.fairhold.process.Variables;
import org.fairhold.process.desk.Staff;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Each message starts an inquiry, and its task is in the hands of whoever answers it, in the transaction that keeps it. */
@Component
class InquiryProcesses {
    private final Correlation correlation;
    private final TaskService tasks;
    private final CaseMessages messages;
    private final Cases cases;
    private final Roster roster;

    InquiryProcesses(
            Correlation correlation, @Lazy TaskService tasks, CaseMessages messages, Cases cases, Roster roster) {
        this.correlation = correlation;
        this.tasks = tasks;
        this.messages = messages;
        this.cases = cases;
        this.roster = roster;
    }

    @EventListener
    void on(LineEvent.Received received) {
        var number = received.message().number();
        var about = received.message().caseNumber();
        correlation.start(Message.PERSON_WROTE, about, Map.of(Variables.MESSAGE.name(), number));
        var answerer = messages.get(number).answerer();
        if (answerer == null) {
            return;
        }
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(about.value())
                .processVariableValueEquals(Variables.MESSAGE.name(), number)
                .singleResult();
        if (!roster.get(answerer).handles(cases.get(about).ground())) {
            tasks.addCandidateGroup(task.getId(), Staff.LEADS);
        }
        tasks.setAssignee(task.getId(), answerer);
    }
}
