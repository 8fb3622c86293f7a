package org.fairhold.outlook;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Role;
import org.fairhold.casework.Intake;
import org.fairhold.casework.Severity;
import org.fairhold.measure.OnRecord;
import org.fairhold.outlook.Outlook.Found;
import org.fairhold.outlook.Outlook.Ladder;
import org.fairhold.outlook.Outlook.Rule;
import org.fairhold.outlook.Outlook.Share;
import org.fairhold.outlook.Outlook.Step;
import org.fairhold.policy.Advice;
import org.fairhold.policy.Clause;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the deployed tables about an account: the same ones that triage its reports and propose its measures. */
@Component
public class Outlooks {
    private static final int REPORTS_MAX = 100;
    private static final int FACT_DAYS_MAX = 3650;
    private static final int STEPS_MAX = 5;

    private final Accounts accounts;
    private final OnRecord record;
    private final Policies policies;
    private final Advice advice;
    private final Patterns patterns;
    private final JdbcClient sql;
    private final Clock clock;

    Outlooks(
            Accounts accounts,
            OnRecord record,
            Policies policies,
            Advice advice,
            Patterns patterns,
            JdbcClient sql,
            Clock clock) {
        this.accounts = accounts;
        this.record = record;
        this.policies = policies;
        this.advice = advice;
        this.patterns = patterns;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refused as UNKNOWN for an account that is not there. */
    @Transactional(readOnly = true)
    public Outlook of(AccountId id) {
        var account = accounts.get(id);
        var now = clock.instant();
        var entries = record.of(id);
        var binding = policies.all().stream()
                .filter(clause -> clause.appliesTo(account.role()))
                .toList();
        return new Outlook(
                now,
                entries,
                counting(entries, null),
                binding.stream()
                        .filter(clause -> clause.ground() == Ground.POLICY_VIOLATION)
                        .map(clause -> rule(clause, account, entries, now))
                        .toList(),
                binding.stream()
                        .filter(clause -> clause.ground() == Ground.POOR_PERFORMANCE)
                        .findFirst()
                        .map(clause -> patterns.of(
                                clause.clause(),
                                id,
                                triage(clause, account, 0, 1).severity(),
                                counting(entries, clause.clause())))
                        .orElse(null));
    }

    private static int counting(List<OnRecord.Entry> entries, @Nullable ClauseCode clause) {
        return (int) entries.stream()
                .filter(OnRecord.Entry::counts)
                .filter(entry -> clause == null || entry.clause().equals(clause))
                .count();
    }

    private Rule rule(Clause clause, Account account, List<OnRecord.Entry> entries, Instant now) {
        var told = told(account.id(), clause.kind(), now);
        var next = triage(clause, account, 0, told + 1);
        var heavier = Probe.first(
                told + 1,
                told + REPORTS_MAX,
                count -> triage(clause, account, 0, count).severity() != next.severity());
        var tooOld = Probe.first(0, FACT_DAYS_MAX, days -> !triage(clause, account, days, told + 1)
                .caseNeeded());
        var all = counting(entries, null);
        var same = counting(entries, clause.clause());
        return new Rule(
                clause.clause(),
                clause.inForceOn(LocalDate.ofInstant(now, ZoneOffset.UTC)),
                same,
                new Outlook.Reports(
                        told,
                        (int) Intake.REPORTS_WINDOW.toDays(),
                        next.severity(),
                        orNull(heavier),
                        heavier.isEmpty()
                                ? null
                                : triage(clause, account, 0, heavier.getAsInt()).severity()),
                tooOld.isEmpty() ? null : tooOld.getAsInt() - 1,
                Arrays.stream(Found.values())
                        .map(found -> new Ladder(found, steps(found, next.severity(), all, same)))
                        .toList(),
                share(account.id(), next.severity(), all, same));
    }

    /** How many reports of the kind the person was told of lately. */
    private int told(AccountId subject, String kind, Instant now) {
        return sql.sql(
                        """
                        select count(distinct r.number) from report r
                        join case_report c on c.report_number = r.number
                        join enforcement_case e on e.number = c.case_number
                        where r.subject_id = :subject and r.kind = :kind and r.received_at > :since
                          and e.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                          and (exists (select 1 from answer_window w where w.case_number = e.number and w.account_id = :subject)
                            or exists (select 1 from measure m where m.case_number = e.number and m.subject_id = :subject))""")
                .param("subject", subject.value())
                .param("kind", kind)
                .param("since", Timestamp.from(now.minus(Intake.REPORTS_WINDOW)))
                .query(Integer.class)
                .single();
    }

    private record Triaged(boolean caseNeeded, Severity severity) {}

    /** What would become of a report by the other side. */
    private Triaged triage(Clause clause, Account account, int factAgeDays, int reports) {
        var said = advice.of(
                "triage",
                Map.of(
                        "kind",
                        clause.kind(),
                        "source",
                        account.role() == Role.FREELANCER ? "CLIENT" : "FREELANCER",
                        "appliesToSubject",
                        true,
                        "factAgeDays",
                        factAgeDays,
                        "openReports",
                        reports));
        return new Triaged(
                Boolean.TRUE.equals(said.get("caseNeeded")),
                Severity.valueOf(String.valueOf(said.getOrDefault("severity", Severity.MEDIUM))));
    }

    private List<Step> steps(Found found, Severity severity, int all, int same) {
        List<Step> steps = new ArrayList<>();
        for (var more = 0; more <= STEPS_MAX; more++) {
            var step = new Step(same + more, proposed(found, severity, all + more, same + more, 0));
            if (steps.isEmpty() || steps.get(steps.size() - 1).proposed() != step.proposed()) {
                steps.add(step);
            }
        }
        return steps;
    }

    private @Nullable Share share(AccountId subject, Severity severity, int all, int same) {
        var contracts = record.comparableContracts(subject);
        var usual = proposed(Found.CARELESS, severity, all, same, 0);
        var from = Probe.first(0, 100, percent -> proposed(Found.CARELESS, severity, all, same, percent) != usual);
        return contracts == 0 || from.isEmpty()
                ? null
                : new Share(contracts, from.getAsInt(), proposed(Found.CARELESS, severity, all, same, from.getAsInt()));
    }

    private @Nullable MeasureKind proposed(Found found, Severity severity, int all, int same, int percent) {
        return measure(advice.of(
                "measure-proposal",
                Map.of(
                        "finding",
                        found == Found.HONEST_MISTAKE ? "HONEST_MISTAKE" : "VIOLATION",
                        "severity",
                        severity.name(),
                        "intent",
                        found == Found.HONEST_MISTAKE ? "UNCLEAR" : found.name(),
                        "strikes",
                        all,
                        "sameClauseStrikes",
                        same,
                        "violationShare",
                        percent / 100.0)));
    }

    static @Nullable MeasureKind measure(Map<String, Object> said) {
        var proposed = Objects.toString(said.get("proposedMeasure"), "NONE");
        return proposed.equals("NONE") ? null : MeasureKind.valueOf(proposed);
    }

    static @Nullable Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
