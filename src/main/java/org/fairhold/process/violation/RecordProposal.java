package org.fairhold.process.violation;

import static org.fairhold.process.Variables.*;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.casework.Review;
import org.fairhold.process.Step;
import org.fairhold.process.Tables;
import org.fairhold.process.step.StepName;
import org.springframework.stereotype.Component;

@Component
@Step(
        does = "Keeps what the table proposed, with the rule and the table's version.",
        reads = {"proposalRule", "proposedMeasure"})
class RecordProposal implements JavaDelegate {
    private final Review review;
    private final Tables tables;

    RecordProposal(Review review, Tables tables) {
        this.review = review;
        this.tables = tables;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var table = StepName.tableBefore(execution);
        review.propose(
                caseOf(execution),
                new Review.Proposal(
                        PROPOSED_MEASURE.in(execution),
                        table,
                        PROPOSAL_RULE.in(execution),
                        tables.version(table),
                        tables.seen(table, execution)));
    }
}
