package org.fairhold.process.form;

import static org.fairhold.process.Variables.SETTLEMENT;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;
import org.fairhold.fraud.Investigation;
import org.springframework.stereotype.Component;

/** How it goes on with a frozen account once the fraud is confirmed. */
@Component
@Fields({"settlement", "reasonForPerson"})
class SettleFraud implements DeskForm {
    private static final int TEXT_MIN = 20;

    private enum Choice {
        KEEP,
        RELEASE_MONEY,
        LIFT
    }

    private final Investigation investigation;

    SettleFraud(Investigation investigation) {
        this.investigation = investigation;
    }

    @Override
    public void submit(Signature by, Answers answers, VariableScope task) {
        var choice = answers.choice("settlement", Choice.class);
        investigation.settle(by, choice.name(), answers.text("reasonForPerson", TEXT_MIN));
        SETTLEMENT.set(task, choice.name());
    }
}
