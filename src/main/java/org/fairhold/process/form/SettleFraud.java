package org.fairhold.process.form;

import static org.fairhold.process.Variables.SETTLEMENT;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Investigation;
import org.fairhold.measure.NoticeWaiver;
import org.springframework.stereotype.Component;

/** How it goes on with a frozen account once the fraud is confirmed. */
@Component
@Fields({"settlement", "closureException", "closureCitation", "reasonForPerson"})
class SettleFraud implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        KEEP,
        RELEASE_MONEY,
        LIFT,
        CLOSE
    }

    private final Investigation investigation;

    SettleFraud(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("settlement", Choice.class);
        var reason = answers.text("reasonForPerson", TEXT_MIN);
        if (choice == Choice.CLOSE) {
            investigation.close(
                    by,
                    reason,
                    answers.choice("closureException", NoticeWaiver.class),
                    answers.text("closureCitation", TEXT_MIN));
        } else {
            investigation.settle(by, choice.name(), reason);
        }
        SETTLEMENT.set(task, choice.name());
    }
}
