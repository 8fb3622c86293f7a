package org.fairhold.demo.story;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Hearing;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.demo.clock.DemoClock;
import org.fairhold.demo.clock.DemoTime;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Measures;
import org.fairhold.report.NewReport;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What happens in a story: people report, answer, decide and fix, through the same verbs as everybody. */
@Component
@Profile("demo")
class Teller {
    private final Accounts accounts;
    private final Contracts contracts;
    private final Reports reports;
    private final Hearing hearing;
    private final Measures measures;
    private final Conditions conditions;
    private final TaskService tasks;
    private final FormService forms;
    private final IdentityService identity;
    private final DemoTime time;
    private final DemoClock clock;

    Teller(
            Accounts accounts,
            Contracts contracts,
            Reports reports,
            Hearing hearing,
            Measures measures,
            Conditions conditions,
            TaskService tasks,
            FormService forms,
            IdentityService identity,
            DemoTime time,
            DemoClock clock) {
        this.accounts = accounts;
        this.contracts = contracts;
        this.reports = reports;
        this.hearing = hearing;
        this.measures = measures;
        this.conditions = conditions;
        this.tasks = tasks;
        this.forms = forms;
        this.identity = identity;
        this.time = time;
        this.clock = clock;
    }

    void account(String id, Role role, String name, String country, String zone) {
        account(id, role, name, Locale.ENGLISH, country, zone);
    }

    void account(String id, Role role, String name, Locale language, String country, String zone) {
        var change = accounts.put(new Account(
                new AccountId(id),
                role,
                name,
                id + "@people.example",
                null,
                language,
                country,
                ZoneId.of(zone),
                LocalDate.of(2023, 4, 12),
                role == Role.FREELANCER,
                1));
        if (change == Accounts.Change.NONE) {
            throw new IllegalStateException("a story begins in an empty world");
        }
    }

    void contract(String id, String freelancer, String client, String title) {
        var change = contracts.put(new Contract(
                new ContractId(id),
                new AccountId(freelancer),
                new AccountId(client),
                title,
                "design",
                Contract.State.ACTIVE,
                null,
                null,
                null,
                false,
                null,
                null,
                1));
        if (change == Accounts.Change.NONE) {
            throw new IllegalStateException("a story begins in an empty world");
        }
    }

    /** A contract that ended last week, with the client's feedback. */
    void ended(String id, String freelancer, String client, String title, int feedback) {
        var change = contracts.put(new Contract(
                new ContractId(id),
                new AccountId(freelancer),
                new AccountId(client),
                title,
                "design",
                Contract.State.ENDED,
                clock.instant().minus(Duration.ofDays(7)),
                Contract.Outcome.COMPLETED,
                feedback,
                false,
                null,
                null,
                1));
        if (change == Accounts.Change.NONE) {
            throw new IllegalStateException("a story begins in an empty world");
        }
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
