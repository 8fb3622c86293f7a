package org.fairhold.statement;

import java.time.Duration;
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
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.measure.Condition;
import org.fairhold.measure.Effects;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.notice.Letter;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
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
    private final Accounts accounts;
    private final Reports reports;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Settings settings;

    Issuance(
            Statements statements,
            Notices notices,
            Readable readable,
            Cases cases,
            Decisions decisions,
            Review review,
            Accounts accounts,
            Reports reports,
            Policies policies,
            PersonalTexts texts,
            Settings settings) {
        this.statements = statements;
        this.notices = notices;
        this.readable = readable;
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.accounts = accounts;
        this.reports = reports;
        this.policies = policies;
        this.texts = texts;
        this.settings = settings;
    }

    @EventListener
    void on(MeasureEvent.Imposed imposed) {
        var measure = imposed.measure();
        var reader = accounts.get(measure.subjectId());
        var decision = decisions.required(imposed.caseNumber(), "decideMeasure");
        var statement = compose(imposed, measure, reader, decision);
        var key = notices.tell(
                reader,
                imposed.caseNumber(),
                "statement-" + measure.kind().name().toLowerCase(Locale.ROOT),
                "statement/%s/%d".formatted(statement.number(), statement.version()),
                words(statement, imposed, reader, texts.readOr(statement.reason(), "—")));
        statements.add(statement, key);
    }

    /** How the mail would read if this were decided now, so that an analyst sees it before deciding. */
    public Letter preview(CaseNumber number, Effects.Preview effects, String reason, Instant now) {
        var about = cases.get(number);
        var reader = accounts.get(about.subjectId());
        var kind = effects.kind();
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", "S-…");
        arguments.put("issuedOn", readable.at(now, reader));
        addTrigger(arguments, reports.ofCase(number.value()), reader, number);
        addRule(
                arguments,
                Objects.requireNonNull(about.clause()).value(),
                Objects.requireNonNull(about.clauseVersion()),
                reader);
        arguments.put("reason", reason);
        arguments.put("decidedBy", "…");
        addAppeal(arguments, now.plus(Duration.ofDays(settings.appealWindowDays())), reader);
        arguments.put("endsOn", "…");
        if (kind == MeasureKind.WARNING) {
            var lesson = policies.text(
                            Objects.requireNonNull(about.clause()),
                            Objects.requireNonNull(about.clauseVersion()),
                            readable.language(reader))
                    .lesson();
            arguments.put("lessonTitle", lesson.title());
            arguments.put("lessonText", lesson.text());
            arguments.put("acknowledgementDue", "…");
        } else {
            addEffects(arguments, effects, reader);
            arguments.put(
                    "conditions",
                    List.copyOf(policies.text(
                                    Objects.requireNonNull(about.clause()),
                                    Objects.requireNonNull(about.clauseVersion()),
                                    readable.language(reader))
                            .fixSteps()
                            .values()));
            arguments.put("reviewOn", "…");
        }
        return notices.preview(reader, number, "statement-" + kind.name().toLowerCase(Locale.ROOT), arguments);
    }

    private Statement compose(MeasureEvent.Imposed imposed, Measure measure, Account reader, Decision decision) {
        var number = imposed.caseNumber();
        var about = cases.get(number);
        var clause = policies.text(measure.clause(), measure.clauseVersion(), readable.language(reader));
        var effects = imposed.effects();
        var proposal = review.proposal(number);
        var reported = reports.ofCase(number.value());
        return new Statement(
                measure.statementNumber(),
                1,
                number.value(),
                measure.id().value(),
                measure.effectiveAt(),
                readable.language(reader).toLanguageTag(),
                measure.ground(),
                new Statement.Taken(
                        measure.kind(),
                        measure.effectiveAt(),
                        measure.reviewAt(),
                        measure.endsAt(),
                        effects.lost(),
                        effects.kept(),
                        effects.running().stream().map(running -> running.id()).toList()),
                facts(reported),
                new Statement.ClauseCited(
                        measure.clause().value(), measure.clauseVersion(), clause.title(), clause.text()),
                Objects.requireNonNull(decision.reason(), "a measure's decision has a reason for the person"),
                steps(imposed, clause.fixSteps(), clause.lesson().title(), reader),
                new Statement.Decided(
                        reported.stream()
                                .map(report -> report.source().name())
                                .distinct()
                                .toList(),
                        String.valueOf(measure.findingResult()),
                        false,
                        decision.decidedBy(),
                        decision.decidedAt(),
                        proposal.map(Review.Proposal::rule).orElse(null),
                        proposal.map(Review.Proposal::tableVersion).orElse(null)),
                new Statement.Contact(notices.contactName(about, readable.language(reader)), settings.replyTo()),
                measure.effectiveAt().plus(Duration.ofDays(settings.appealWindowDays())),
                settings.appealAnswerDays());
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

    private List<Statement.Step> steps(
            MeasureEvent.Imposed imposed, Map<String, String> fixSteps, String lesson, Account reader) {
        List<Statement.Step> steps = new ArrayList<>();
        if (imposed.acknowledgementDue() != null) {
            steps.add(new Statement.Step(
                    "ACKNOWLEDGE", readable.word("condition.ACKNOWLEDGE", reader), imposed.acknowledgementDue()));
            steps.add(new Statement.Step("LESSON", lesson, imposed.measure().endsAt()));
            return steps;
        }
        Instant due = null;
        for (Condition condition : imposed.conditions()) {
            steps.add(new Statement.Step(
                    condition.code(), Objects.requireNonNull(fixSteps.get(condition.code())), condition.due()));
            due = condition.due();
        }
        steps.add(new Statement.Step("ASSURANCE", readable.word("condition.ASSURANCE", reader), due));
        return steps;
    }

    private Map<String, Object> words(
            Statement statement, MeasureEvent.Imposed imposed, Account reader, String reason) {
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", statement.number());
        arguments.put("issuedOn", readable.at(statement.issuedAt(), reader));
        addTrigger(arguments, reports.ofCase(statement.caseNumber()), reader, imposed.caseNumber());
        addRule(arguments, statement.clause().code(), statement.clause().version(), reader);
        arguments.put("reason", reason);
        arguments.put("decidedBy", cases.staffName(statement.decided().by()));
        addAppeal(arguments, statement.appealUntil(), reader);
        arguments.put("endsOn", on(statement.measure().endsAt(), reader));
        if (imposed.acknowledgementDue() != null) {
            var lesson = policies.text(
                            imposed.measure().clause(), imposed.measure().clauseVersion(), readable.language(reader))
                    .lesson();
            arguments.put("lessonTitle", lesson.title());
            arguments.put("lessonText", lesson.text());
            arguments.put("acknowledgementDue", readable.at(imposed.acknowledgementDue(), reader));
        } else {
            addEffects(arguments, imposed.effects(), reader);
            arguments.put(
                    "conditions",
                    readable.conditions(
                            imposed.conditions(),
                            imposed.measure().clause(),
                            imposed.measure().clauseVersion(),
                            reader));
            arguments.put("reviewOn", on(statement.measure().reviewAt(), reader));
        }
        return arguments;
    }

    private void addTrigger(Map<String, Object> arguments, List<Report> reported, Account reader, CaseNumber number) {
        var facts = new ArrayList<>(readable.facts(reported, reader));
        facts.addAll(readable.earlierAssurances(reader, number));
        arguments.put("facts", facts);
        arguments.put("foundBy", readable.sources(reported, reader));
    }

    private void addRule(Map<String, Object> arguments, String code, int version, Account reader) {
        var clause = policies.text(new ClauseCode(code), version, readable.language(reader));
        arguments.put("clauseTitle", clause.title());
        arguments.put("clauseCode", code);
        arguments.put("clauseVersion", String.valueOf(version));
        arguments.put("clauseText", clause.text());
    }

    private void addAppeal(Map<String, Object> arguments, Instant until, Account reader) {
        arguments.put("appealUntil", readable.on(until, reader));
        arguments.put("appealAnswerDays", settings.appealAnswerDays());
    }

    private void addEffects(Map<String, Object> arguments, Effects.Preview effects, Account reader) {
        arguments.put("lost", readable.lost(effects.blocks(), readable.language(reader)));
        arguments.put("kept", readable.kept(effects.kept(), effects.blocks(), readable.language(reader)));
    }

    private String on(@Nullable Instant date, Account reader) {
        return readable.on(Objects.requireNonNull(date), reader);
    }
}
