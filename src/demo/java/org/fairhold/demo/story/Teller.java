package org.fairhold.demo.story;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.fairhold.account.AccountId;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Hearing;
import org.fairhold.demo.clock.DemoClock;
import org.fairhold.demo.clock.DemoTime;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Measures;
import org.fairhold.report.NewReport;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.fairhold.takeover.Channel;
import org.fairhold.takeover.OwnerProofs;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What happens in a story: people report, answer, decide and fix, through the same verbs as everybody. */
@Component
@Profile("demo")
class Teller {
    private final Reports reports;
    private final Hearing hearing;
    private final Measures measures;
    private final Conditions conditions;
    private final Appeals appeals;
    private final OwnerProofs proofs;
    private final TaskService tasks;
    private final FormService forms;
    private final IdentityService identity;
    private final DemoTime time;
    private final DemoClock clock;

    Teller(
            Reports reports,
            Hearing hearing,
            Measures measures,
            Conditions conditions,
            Appeals appeals,
            OwnerProofs proofs,
            TaskService tasks,
            FormService forms,
            IdentityService identity,
            DemoTime time,
            DemoClock clock) {
        this.reports = reports;
        this.hearing = hearing;
        this.measures = measures;
        this.conditions = conditions;
        this.appeals = appeals;
        this.proofs = proofs;
        this.tasks = tasks;
        this.forms = forms;
        this.identity = identity;
        this.time = time;
        this.clock = clock;
    }

    /** A client says what went wrong on a contract. */
    CaseNumber complain(
            String subject, Report.Source source, String reporter, String code, String text, String contract) {
        var occurred = clock.instant().minus(Duration.ofHours(3));
        return told(
                subject,
                "POOR_PERFORMANCE",
                source,
                reporter,
                new NewReport.Fact(code, text, null, occurred, contract));
    }

    /** A client says that something about one contract is wrong. */
    CaseNumber dispute(String subject, String reporter, String text, String contract) {
        var occurred = clock.instant().minus(Duration.ofHours(3));
        return told(
                subject,
                "DISPUTE",
                Report.Source.CLIENT,
                reporter,
                new NewReport.Fact(null, text, null, occurred, contract));
    }

    @CanIgnoreReturnValue
    CaseNumber report(String subject, String kind, Report.Source source, String reporter, String text, String value) {
        var occurred = clock.instant().minus(Duration.ofHours(3));
        return told(subject, kind, source, reporter, new NewReport.Fact(null, text, value, occurred, null));
    }

    private CaseNumber told(String subject, String kind, Report.Source source, String reporter, NewReport.Fact fact) {
        var reception = reports.receive(
                new NewReport(new AccountId(subject), source, reporter, kind, List.of(fact), null, null));
        settle();
        return new CaseNumber(Objects.requireNonNull(reception.caseNumber()));
    }

    void answer(CaseNumber number, String text) {
        hearing.receive(number, text, null);
        settle();
    }

    /** One of the two parties of a dispute tells their side. */
    void answer(CaseNumber number, String party, String text) {
        hearing.receive(number, new AccountId(party), text, null);
        settle();
    }

    void appeal(CaseNumber number, String text) {
        var unused = appeals.lodge(number, measures.latest(number).id(), text);
        settle();
    }

    /** The marketplace has seen who it is. */
    void proveOwner(String account) {
        var unused = proofs.report(new AccountId(account), Channel.IDENTITY_DOCUMENT, true);
        settle();
    }

    /** The story began that long ago. */
    void beginsBefore(Duration ago) {
        clock.runFrom(clock.instant().minus(ago));
    }

    /** The clock is the machine's own again, which has run on a little while the story was told. */
    void endsToday() {
        clock.setBack();
    }

    void passes(String period) {
        time.pass(period);
    }

    void finds(String staff, CaseNumber number, String finding, String intent, String text) {
        submit(staff, number, "reviewReport", Map.of("finding", finding, "intent", intent, "findingText", text));
    }

    void decides(String staff, CaseNumber number, String measure, String reason, String departure) {
        submit(
                staff,
                number,
                "decideMeasure",
                Map.of("measure", measure, "reasonForPerson", reason, "departureText", departure));
    }

    void submit(String staff, CaseNumber number, String step, Map<String, Object> fields) {
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .taskDefinitionKey(step)
                .singleResult();
        identity.setAuthentication(
                staff,
                identity.createGroupQuery().groupMember(staff).list().stream()
                        .map(Group::getId)
                        .toList(),
                identity.createTenantQuery().userMember(staff).includingGroupsOfUser(true).list().stream()
                        .map(Tenant::getId)
                        .toList());
        try {
            if (task.getAssignee() == null) {
                tasks.claim(task.getId(), staff);
            }
            forms.submitTaskForm(task.getId(), fields);
        } finally {
            identity.clearAuthentication();
        }
        settle();
    }

    void fulfils(CaseNumber number, String cause, String fix, String prevention) {
        for (var condition : conditions.of(measures.latest(number).id())) {
            conditions.done(number, condition.id(), null);
        }
        conditions.assure(number, cause, fix, prevention);
        settle();
    }

    private void settle() {
        time.pass("PT0S");
    }
}
