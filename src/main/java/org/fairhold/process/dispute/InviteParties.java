package org.fairhold.process.dispute;

import static org.fairhold.process.Variables.*;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.account.Role;
import org.fairhold.dispute.Disputes;
import org.fairhold.process.Step;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Invites both parties to tell their side, each with a window of their own.",
        reads = {"clientAnswerDays", "freelancerAnswerDays"},
        sets = {"clientAnswerDue", "freelancerAnswerDue"})
class InviteParties implements JavaDelegate {
    private final Disputes disputes;

    InviteParties(Disputes disputes) {
        this.disputes = disputes;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var dues = disputes.invite(
                caseOf(execution), days(FREELANCER_ANSWER_DAYS, execution), days(CLIENT_ANSWER_DAYS, execution));
        FREELANCER_ANSWER_DUE.set(execution, Objects.requireNonNull(dues.get(Role.FREELANCER)));
        CLIENT_ANSWER_DUE.set(execution, Objects.requireNonNull(dues.get(Role.CLIENT)));
    }
}
