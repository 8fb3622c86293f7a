package org.fairhold.page.person;

import com.ibm.icu.text.ListFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.measure.OnRecord;
import org.fairhold.notice.Readable;
import org.fairhold.outlook.Outlook;
import org.fairhold.outlook.Outlooks;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says in plain words how somebody stands. */
@Component
class AccountViews {
    private final Accounts accounts;
    private final Outlooks outlooks;
    private final Policies policies;
    private final Readable readable;

    AccountViews(Accounts accounts, Outlooks outlooks, Policies policies, Readable readable) {
        this.accounts = accounts;
        this.outlooks = outlooks;
        this.policies = policies;
        this.readable = readable;
    }

    /** @param reader reading in the language of {@code say} */
    private record Reading(Account reader, PageWords.In say) {
        String of(String key) {
            return say.of(key);
        }

        String of(String key, Object first, Object... more) {
            return say.of(key, first, more);
        }
    }

    @Transactional(readOnly = true)
    AccountView of(AccountId id, PageWords.In say) {
        var outlook = outlooks.of(id);
        var reading = new Reading(Look.reading(accounts.get(id), say.language()), say);
        var pattern = outlook.pattern();
        return new AccountView(
                say.tag(),
                reading.reader().timeZone().getId(),
                reading.of("standing.state", outlook.strikes()),
                entries(outlook, reading, OnRecord.Entry::inForce),
                entries(outlook, reading, entry -> !entry.inForce() && entry.counts()),
                entries(outlook, reading, entry -> !entry.inForce() && !entry.counts()),
                outlook.rules().stream().map(rule -> rule(rule, reading)).toList(),
                pattern == null ? null : pattern(pattern, outlook, reading));
    }

    private List<AccountView.Entry> entries(Outlook outlook, Reading reading, Predicate<OnRecord.Entry> which) {
        return outlook.record().stream()
                .filter(which)
                .map(entry -> new AccountView.Entry(
                        entry.caseNumber().value(),
                        reading.of("measure." + entry.kind()),
                        title(entry.clause(), outlook, reading),
                        new Moment(entry.since(), readable.on(entry.since(), reading.reader())),
                        says(entry, reading)))
                .toList();
    }

    private String says(OnRecord.Entry entry, Reading reading) {
        var expires = entry.expiresAt();
        return reading.of(
                "standing.why." + entry.why() + (expires == null ? ".open" : ""),
                expires == null ? "" : readable.on(expires, reading.reader()));
    }

    private String title(ClauseCode code, Outlook outlook, Reading reading) {
        var clause = policies.get(code);
        var today = outlook.at().atZone(reading.reader().timeZone()).toLocalDate();
        return policies.text(code, clause.inForceOn(today), reading.say().language())
                .title();
    }

    private AccountView.Rule rule(Outlook.Rule rule, Reading reading) {
        return new AccountView.Rule(
                rule.clause().value(),
                slug(rule.clause()),
                policies.text(rule.clause(), rule.version(), reading.say().language())
                        .title(),
                reading.of("standing.rule.counts", rule.strikes()),
                rule.ladders().stream()
                        .map(ladder -> new AccountView.Outcome(
                                reading.of("standing.found." + ladder.found()), steps(ladder, rule.strikes(), reading)))
                        .toList(),
                reports(rule, reading));
    }

    private static List<String> steps(Outlook.Ladder ladder, int strikes, Reading reading) {
        List<String> said = new ArrayList<>();
        for (var step : ladder.steps()) {
            said.add(
                    step.strikes() == strikes
                            ? reading.of("standing.step.now", measure(step.proposed(), reading))
                            : reading.of(
                                    "standing.step.more",
                                    step.strikes() - strikes,
                                    step.strikes(),
                                    measure(step.proposed(), reading)));
        }
        return said;
    }

    private static String measure(@Nullable MeasureKind proposed, Reading reading) {
        return reading.of("standing.measure." + (proposed == null ? "NONE" : proposed));
    }

    private static List<String> reports(Outlook.Rule rule, Reading reading) {
        List<String> said = new ArrayList<>();
        var reports = rule.reports();
        said.add(reading.of("standing.reports", reports.told(), reports.days()));
        if (reports.otherwiseFrom() != null && reports.otherwise() != null) {
            said.add(reading.of(
                    reports.otherwise().compareTo(reports.severity()) > 0
                            ? "standing.reports.heavier"
                            : "standing.reports.lighter",
                    reports.otherwiseFrom() - reports.told(),
                    reports.otherwiseFrom()));
        }
        var share = rule.share();
        if (share != null) {
            said.add(reading.of(
                    "standing.share", share.percent(), share.contracts(), measure(share.proposed(), reading)));
        }
        if (rule.oldestFactDays() != null) {
            said.add(reading.of("standing.old", rule.oldestFactDays()));
        }
        return said;
    }

    private AccountView.Pattern pattern(Outlook.Pattern pattern, Outlook outlook, Reading reading) {
        List<String> says = new ArrayList<>();
        says.add(
                pattern.counted() == 0
                        ? reading.of("standing.pattern.none", pattern.days())
                        : reading.of("standing.pattern.counts", pattern.affected(), pattern.counted(), pattern.days()));
        if (pattern.usualPercent() != null) {
            says.add(reading.of("standing.pattern.usual", pattern.usualPercent()));
        }
        if (pattern.consistent()) {
            says.add(reading.of("standing.pattern.is", measure(pattern.proposed(), reading)));
        } else if (pattern.affectedFrom() == null) {
            says.add(reading.of("standing.pattern.far"));
        } else {
            says.add(reading.of(
                    "standing.pattern.more",
                    pattern.affectedFrom() - pattern.affected(),
                    pattern.affectedFrom(),
                    measure(pattern.proposed(), reading)));
        }
        return new AccountView.Pattern(
                slug(pattern.clause()),
                title(pattern.clause(), outlook, reading),
                says,
                pattern.problems().stream()
                        .map(problem -> problem(problem, reading))
                        .toList());
    }

    private String problem(Outlook.Problem problem, Reading reading) {
        var what = ListFormatter.getInstance(reading.say().language())
                .format(problem.what().stream()
                        .map(one -> readable.word("code." + one, reading.reader()))
                        .toList());
        var until = problem.countsUntil();
        return until == null
                ? reading.of("standing.problem.running", problem.contract(), what)
                : reading.of("standing.problem", problem.contract(), what, readable.on(until, reading.reader()));
    }

    private static String slug(ClauseCode code) {
        return code.value().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
