package org.fairhold.statement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fairhold.Settings;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.HoldLine;
import org.fairhold.measure.AppealTerms;
import org.fairhold.measure.Closures;
import org.fairhold.measure.Condition;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.notice.Letter;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecord;
import org.fairhold.policy.Policies;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.LegalDeadlines;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Issues the statement of a measure and its mail in the transaction that imposes it (never-rule 1). */
@Component
public class Issuance {
    private final Statements statements;
    private final Notices notices;
    private final Readable readable;
    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Performance performance;
    private final Accounts accounts;
    private final Reports reports;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Settings settings;
    private final Closures closures;
    private final ClosureLetters closureLetters;
    private final Formalities formalities;
    private final LegalDeadlines deadlines;

    Issuance(
            Statements statements,
            Notices notices,
            Readable readable,
            Cases cases,
            Decisions decisions,
            Review review,
            Performance performance,
            Accounts accounts,
            Reports reports,
            Policies policies,
            PersonalTexts texts,
            Settings settings,
            Closures closures,
            ClosureLetters closureLetters,
            Formalities formalities,
            LegalDeadlines deadlines) {
        this.statements = statements;
        this.notices = notices;
        this.readable = readable;
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.performance = performance;
        this.accounts = accounts;
        this.reports = reports;
        this.policies = policies;
        this.texts = texts;
        this.settings = settings;
        this.closures = closures;
        this.closureLetters = closureLetters;
        this.formalities = formalities;
        this.deadlines = deadlines;
    }

    @EventListener
    void on(MeasureEvent.Imposed imposed) {
        var measure = imposed.measure();
        var reader = accounts.get(measure.subjectId());
        var decision = decisions.get(measure.decisionId());
        var effects = imposed.effects();
        var clause = policies.text(measure.clause(), measure.clauseVersion(), readable.language(reader));
        var statement = compose(
                measure,
                reader,
                decision,
                new Statement.Taken(
                        measure.kind(),
                        measure.effectiveAt(),
                        measure.reviewAt(),
                        measure.endsAt(),
                        effects.lost(),
                        effects.kept(),
                        effects.running().stream().map(running -> running.id()).toList(),
                        List.of(),
                        List.of(),
                        closing(measure)),
                steps(imposed, clause.fixSteps(), clause.lesson().title(), reader));
        issue(
                statement,
                measure,
                reader,
                words(imposed, reader, texts.readOr(statement.reason(), "—"), decision.decidedBy()));
    }

    /** The statement of a hold: its lines, and the formula that each rests on (never-rule 6). */
    @EventListener
    void on(HoldEvent.Placed placed) {
        var measure = placed.measure();
        var reader = accounts.get(measure.subjectId());
        var decision = decisions.get(measure.decisionId());
        var statement = compose(
                measure,
                reader,
                decision,
                new Statement.Taken(
                        measure.kind(),
                        measure.effectiveAt(),
                        measure.reviewAt(),
                        measure.endsAt(),
                        List.of(),
                        List.of(Permission.values()),
                        List.of(),
                        placed.lines().stream().map(Issuance::held).toList(),
                        List.of(),
                        null),
                List.of(new Statement.Step(
                        "COMPLETE_CONTRACT", readable.word("condition.COMPLETE_CONTRACT", reader), measure.endsAt())));
        issue(
                statement,
                measure,
                reader,
                words(placed, reader, texts.readOr(statement.reason(), "—"), decision.decidedBy()));
    }

    private Map<String, Object> words(HoldEvent.Placed placed, Account reader, String reason, String decidedBy) {
        var measure = placed.measure();
        var arguments = common(measure, reader, reason, decidedBy);
        arguments.put("reviewOn", on(measure.reviewAt(), reader));
        arguments.put("heldInAll", readable.inAll(placed.lines(), reader));
        arguments.put("held", readable.held(placed.lines(), reader));
        arguments.put("foundSoFar", readable.foundSoFar(measure.findingResult(), reader));
        return arguments;
    }

    private void issue(Statement statement, Measure measure, Account reader, Map<String, Object> arguments) {
        issue(statement, measure, reader, template(measure), arguments);
    }

    /** Stores the statement, and tells the person by that notice. */
    void issue(Statement statement, Measure measure, Account reader, String notice, Map<String, Object> arguments) {
        var key = notices.tell(reader, measure.caseNumber(), notice, statement.key(), arguments);
        statements.add(statement, key);
    }

    static Statement.Held held(HoldLine line) {
        return new Statement.Held(
                line.number(),
                line.contract() == null ? null : line.contract().value(),
                Statement.Amount.of(line.amount()),
                line.origin().name(),
                Statement.Amount.of(line.disputed()),
                Statement.Amount.of(line.chargeback()),
                Statement.Amount.of(line.disputed().plus(line.chargeback())));
    }

    /** The letter that this draft of a measure would send, in the very words; numbers that it would take are left open. */
    public Letter preview(MeasureEvent.Imposed draft, String reason, String decidedBy) {
        var reader = accounts.get(draft.measure().subjectId());
        return preview(draft.measure(), reader, words(draft, reader, reason, decidedBy));
    }

    /** The letter that this draft of a hold would send, likewise. */
    public Letter preview(HoldEvent.Placed draft, String reason, String decidedBy) {
        var reader = accounts.get(draft.measure().subjectId());
        return preview(draft.measure(), reader, words(draft, reader, reason, decidedBy));
    }

    private Letter preview(Measure draft, Account reader, Map<String, Object> arguments) {
        arguments.put("statementNumber", "S-…");
        return notices.preview(reader, draft.caseNumber(), template(draft), arguments);
    }

    private static String template(Measure measure) {
        var atOnce = measure.closure() != null && measure.closure().atOnce();
        return "statement-" + measure.kind().name().toLowerCase(Locale.ROOT) + (atOnce ? "-at-once" : "");
    }

    private Statement.@Nullable Closing closing(Measure measure) {
        var dates = measure.closure();
        if (dates == null) {
            return null;
        }
        var chosen = closures.chosen(measure);
        return new Statement.Closing(
                dates.at(),
                dates.dataUntil(),
                chosen.exception(),
                chosen.signedBy(),
                closures.cited(chosen).stream().map(Measure::statementNumber).toList());
    }

    Statement compose(
            Measure measure, Account reader, Decision decision, Statement.Taken taken, List<Statement.Step> steps) {
        var number = measure.caseNumber();
        var about = cases.get(number);
        var appeal = appealTerms(reader, measure.effectiveAt());
        var clause = policies.text(measure.clause(), measure.clauseVersion(), readable.language(reader));
        var proposal = review.proposal(number).filter(one -> measure.kind() != MeasureKind.HOLD);
        var reported = reports.ofCase(number.value());
        return new Statement(
                measure.statementNumber(),
                1,
                number.value(),
                measure.id().value(),
                measure.effectiveAt(),
                readable.language(reader).toLanguageTag(),
                measure.ground(),
                taken,
                facts(reported),
                performance.latest(number).map(Issuance::record).orElse(null),
                new Statement.ClauseCited(
                        measure.clause().value(), measure.clauseVersion(), clause.title(), clause.text()),
                Objects.requireNonNull(decision.reason(), "a measure's decision has a reason for the person"),
                steps,
                new Statement.Decided(
                        reported.stream()
                                .map(report -> report.source().name())
                                .distinct()
                                .toList(),
                        measure.findingResult() == null
                                ? null
                                : measure.findingResult().name(),
                        false,
                        decision.decidedBy(),
                        decision.decidedAt(),
                        proposal.map(Review.Proposal::rule).orElse(null),
                        proposal.map(Review.Proposal::tableVersion).orElse(null)),
                new Statement.Contact(notices.contactName(about, readable.language(reader)), settings.replyTo()),
                appeal.until(),
                appeal.answerDays(),
                null,
                measure.closure() == null ? null : closures.chosen(measure).citation(),
                formalities.of(measure, reader));
    }

    private static List<Statement.Fact> facts(List<Report> reported) {
        List<Statement.Fact> facts = new ArrayList<>();
        for (var report : reported) {
            for (var fact : report.facts()) {
                facts.add(new Statement.Fact(
                        report.number(),
                        fact.position(),
                        report.source().name(),
                        fact.code(),
                        fact.text(),
                        fact.value(),
                        fact.occurredAt(),
                        fact.contractId()));
            }
        }
        return facts;
    }

    private static Statement.Performance record(PerformanceRecord taken) {
        return new Statement.Performance(
                taken.number().value(),
                taken.windowFrom(),
                taken.takenAt(),
                taken.counted(),
                taken.affected(),
                taken.share(),
                taken.usualShare(),
                taken.contracts().stream()
                        .filter(PerformanceRecord.Line::affected)
                        .map(PerformanceRecord.Line::contract)
                        .toList());
    }

    private List<Statement.Step> steps(
            MeasureEvent.Imposed imposed, Map<String, String> fixSteps, String lesson, Account reader) {
        if (imposed.measure().closure() != null) {
            return closureLetters.steps(imposed.measure().closure(), reader);
        }
        List<Statement.Step> steps = new ArrayList<>();
        if (imposed.acknowledgementDue() != null) {
            steps.add(new Statement.Step(
                    "ACKNOWLEDGE", readable.word("condition.ACKNOWLEDGE", reader), imposed.acknowledgementDue()));
            steps.add(new Statement.Step("LESSON", lesson, imposed.measure().endsAt()));
            return steps;
        }
        Instant due = null;
        for (Condition condition : imposed.conditions()) {
            steps.add(
                    new Statement.Step(condition.code(), readable.step(condition, fixSteps, reader), condition.due()));
            due = condition.due();
        }
        steps.add(new Statement.Step("ASSURANCE", readable.word("condition.ASSURANCE", reader), due));
        return steps;
    }

    private Map<String, Object> words(MeasureEvent.Imposed imposed, Account reader, String reason, String decidedBy) {
        var measure = imposed.measure();
        var clause = policies.text(measure.clause(), measure.clauseVersion(), readable.language(reader));
        var arguments = common(measure, reader, reason, decidedBy);
        if (imposed.acknowledgementDue() != null) {
            arguments.put("lessonTitle", clause.lesson().title());
            arguments.put("lessonText", clause.lesson().text());
            arguments.put("acknowledgementDue", readable.at(imposed.acknowledgementDue(), reader));
        } else if (measure.closure() != null) {
            arguments.putAll(closureLetters.words(imposed, reader));
        } else {
            var effects = imposed.effects();
            arguments.put("lost", readable.lost(effects.blocks(), reader));
            arguments.put("kept", readable.kept(effects.kept(), effects.blocks(), reader));
            arguments.put(
                    "conditions",
                    readable.conditions(imposed.conditions(), measure.clause(), measure.clauseVersion(), reader));
            arguments.put("reviewOn", on(measure.reviewAt(), reader));
        }
        return arguments;
    }

    /** What every statement says, whatever it takes. */
    Map<String, Object> common(Measure measure, Account reader, String reason, String decidedBy) {
        var clause = policies.text(measure.clause(), measure.clauseVersion(), readable.language(reader));
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", measure.statementNumber());
        arguments.put("issuedOn", readable.at(measure.effectiveAt(), reader));
        addTrigger(arguments, reports.ofCase(measure.caseNumber().value()), reader, measure.caseNumber());
        arguments.put("clauseTitle", clause.title());
        arguments.put("clauseCode", measure.clause().value());
        arguments.put("clauseVersion", String.valueOf(measure.clauseVersion()));
        arguments.put("clauseText", clause.text());
        arguments.put("reason", reason);
        arguments.put("decidedBy", cases.staffName(decidedBy));
        arguments.putAll(words(appealTerms(reader, measure.effectiveAt()), reader));
        arguments.put("formalities", formalities.words(formalities.of(measure, reader), measure, 1, reader));
        if (measure.endsAt() != null) {
            arguments.put("endsOn", on(measure.endsAt(), reader));
        }
        return arguments;
    }

    /** What a statement that is issued then promises. */
    AppealTerms appealTerms(Account reader, Instant issuedAt) {
        return new AppealTerms(
                issuedAt.plus(
                        deadlines.of(Deadline.APPEAL_WINDOW, reader, issuedAt).length()),
                deadlines.of(Deadline.APPEAL_ANSWER, reader, issuedAt).days());
    }

    Map<String, Object> words(AppealTerms appeal, Account reader) {
        return Map.of("appealUntil", readable.on(appeal.until(), reader), "appealAnswerDays", appeal.answerDays());
    }

    private void addTrigger(Map<String, Object> arguments, List<Report> reported, Account reader, CaseNumber number) {
        var facts = new ArrayList<>(readable.facts(reported, reader));
        performance.latest(number).ifPresent(record -> facts.addAll(readable.performance(record, reader)));
        facts.addAll(readable.earlierAssurances(reader, number));
        arguments.put("facts", facts);
        arguments.put("foundBy", readable.sources(reported, reader));
    }

    private String on(@Nullable Instant date, Account reader) {
        return readable.on(Objects.requireNonNull(date), reader);
    }
}
