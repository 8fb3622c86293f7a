package org.fairhold.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.AppealLodged;
import org.fairhold.appeal.AppealMessage;
import org.fairhold.appeal.AppealSettled;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Intake;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.outbox.ParcelDied;
import org.fairhold.policy.Policies;
import org.fairhold.report.ReportArrived;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the diagrams do with what happened. Everything here runs in the transaction in which it happened. */
@Component
class CaseProcesses {
    private static final Map<Ground, String> BY_GROUND = Map.of(
            Ground.POLICY_VIOLATION, "policy-violation",
            Ground.POOR_PERFORMANCE, "poor-performance",
            Ground.DISPUTE, "dispute",
            Ground.FRAUD, "fraud-investigation",
            Ground.ACCOUNT_TAKEOVER, "account-takeover");

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final Correlation correlation;
    private final Cases cases;
    private final Intake intake;
    private final Policies policies;

    CaseProcesses(
            @Lazy RuntimeService runtime,
            @Lazy RepositoryService repository,
            Correlation correlation,
            Cases cases,
            Intake intake,
            Policies policies) {
        this.runtime = runtime;
        this.repository = repository;
        this.correlation = correlation;
        this.cases = cases;
        this.intake = intake;
        this.policies = policies;
    }

    @EventListener
    void on(ReportArrived arrived) {
        var report = arrived.report();
        requireProcess(report.kind());
        intake.admit(report);
        var facts = intake.factsOf(report.number());
        var variables = new HashMap<String, Object>();
        variables.put(Variables.REPORT.name(), report.number());
        variables.put(Variables.KIND.name(), report.kind());
        variables.put(Variables.SOURCE.name(), report.source().name());
        variables.put(Variables.APPLIES_TO_SUBJECT.name(), facts.appliesToSubject());
        variables.put(Variables.FACT_AGE_DAYS.name(), facts.factAgeDays());
        variables.put(Variables.OPEN_REPORTS.name(), facts.openReports());
        var done = runtime.createProcessInstanceByKey("report")
                .processDefinitionWithoutTenantId()
                .businessKey(report.number())
                .setVariables(variables)
                .execute();
        if (!done.isEnded()) {
            throw new IllegalStateException("a report is triaged in the request");
        }
    }

    private void requireProcess(String kind) {
        var ground = Ground.ofReport(kind);
        if (ground == Ground.POLICY_VIOLATION && policies.ofKind(kind).isEmpty()) {
            throw policies.find(kind)
                    .map(clause -> Refused.invalid(
                            "kind", "Report what breaks %s as %s.".formatted(clause.clause(), clause.kind())))
                    .orElseGet(() ->
                            Refused.invalid("kind", "There is no clause and no kind of report called " + kind + "."));
        }
        if (!isDeployed(process(ground))) {
            throw Refused.invalid("kind", "No process handles reports of the kind " + kind + " here.");
        }
    }

    private static String process(Ground ground) {
        return Objects.requireNonNull(BY_GROUND.get(ground));
    }

    private boolean isDeployed(String process) {
        return repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .count()
                > 0;
    }

    @EventListener
    void on(CaseEvent.Opened opened) {
        var ground = cases.get(opened.caseNumber()).ground();
        correlation.startProcess(process(ground), opened.caseNumber());
    }

    @EventListener
    void on(CaseEvent.ReportJoined joined) {
        if (joined.reviewed()) {
            correlation.start(Message.REPORT_ADDED, joined.caseNumber());
        }
    }

    @EventListener
    void on(CaseEvent.AnswerReceived received) {
        correlation.tell(Message.ANSWER_RECEIVED, received.caseNumber());
    }

    @EventListener
    void on(MeasureEvent.Acknowledged acknowledged) {
        correlation.tell(Message.WARNING_ACKNOWLEDGED, acknowledged.caseNumber());
    }

    @EventListener
    void on(MeasureEvent.ConditionsMet met) {
        correlation.tell(Message.CONDITIONS_MET, met.caseNumber());
    }

    @EventListener
    void on(MeasureEvent.AskedAgain asked) {
        correlation.tell(Message.CONDITIONS_REOPENED, asked.caseNumber());
    }

    @EventListener
    void on(MeasureEvent.Ended ended) {
        var kind = ended.measure().kind();
        var message =
                switch (ended.as()) {
                    case OVERTURNED ->
                        switch (kind) {
                            case HOLD -> Message.HOLD_OVERTURNED;
                            case CLOSURE -> Message.CLOSURE_OVERTURNED;
                            default -> Message.MEASURE_OVERTURNED;
                        };
                    case WITHDRAWN ->
                        switch (kind) {
                            case HOLD -> Message.HOLD_WITHDRAWN;
                            case CLOSURE -> Message.CLOSURE_WITHDRAWN;
                            default -> Message.MEASURE_WITHDRAWN;
                        };
                    case CHANGED -> kind == MeasureKind.CLOSURE ? Message.CLOSURE_CHANGED : Message.MEASURE_CHANGED;
                    case UNANSWERED -> Message.HOLD_UNANSWERED;
                    default -> null;
                };
        if (message != null) {
            correlation.tell(message, ended.caseNumber());
        }
    }

    /** What is still held goes back, and nobody decides about a hold any more. */
    @EventListener
    void on(CaseEvent.Closed closed) {
        correlation.tell(Message.CASE_DECIDED, closed.caseNumber());
    }

    /** Whatever still waited for somebody in that case goes on in the other one. */
    @EventListener
    void on(CaseEvent.Moved moved) {
        correlation.tell(Message.CASE_MOVED, moved.caseNumber());
    }

    @EventListener
    void on(CaseEvent.Joined joined) {
        if (joined.reviewed()) {
            correlation.start(Message.REPORT_ADDED, joined.caseNumber());
        }
    }

    @EventListener
    void on(AppealLodged lodged) {
        var appeal = lodged.appeal();
        correlation.start(
                Message.APPEAL_LODGED,
                appeal.caseNumber(),
                Map.of(
                        Variables.APPEAL.name(),
                        appeal.number(),
                        Variables.APPEALED_MEASURE.name(),
                        appeal.measureId().value(),
                        Variables.APPEAL_ANSWER_DUE.name(),
                        Variables.APPEAL_ANSWER_DUE.kept(appeal.answerDue())));
    }

    @EventListener
    void on(AppealMessage sent) {
        correlation.tell(
                Message.APPELLANT_ANSWERED,
                sent.appeal().caseNumber(),
                Map.of(Variables.APPEAL.name(), sent.appeal().number()));
    }

    @EventListener
    void on(AppealSettled settled) {
        var appeal = settled.appeal();
        correlation.tell(Message.APPEAL_SETTLED, appeal.caseNumber(), Map.of(Variables.APPEAL.name(), appeal.number()));
    }

    /** A notice that reaches nobody becomes a task in the transaction that buries it; one for all of a case that wait at a time. */
    @EventListener
    void on(ParcelDied died) {
        if (died.parcel().caseNumber() != null) {
            correlation.startOnce(
                    "undeliverable-notice",
                    Message.NOTICE_UNDELIVERABLE,
                    new CaseNumber(died.parcel().caseNumber()));
        }
    }
}
