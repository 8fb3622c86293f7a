package org.fairhold.page;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Review;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.Contracts;
import org.fairhold.contract.Contracts.Running;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Conditions.Assurance;
import org.fairhold.measure.Effects;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.policy.Clause;
import org.fairhold.policy.Policies;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.fairhold.statement.Issuance;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything the desk knows about a case, gathered at the moment of looking; nothing of it is a process variable. */
@Component
class CaseFile {
    private static final String ERASED = "(erased)";
    private static final int TIMELINE_MAX = 200;
    private static final List<MeasureKind> CHOICES =
            List.of(MeasureKind.WARNING, MeasureKind.RESTRICTION, MeasureKind.SUSPENSION);

    record Fact(
            String report,
            int position,
            String source,
            String code,
            String text,
            String value,
            String at,
            String contract) {}

    record AnswerLine(String at, String text, String corrects) {}

    record DecisionLine(String at, String by, String step, String outcome, String intent, String reason, String note) {}

    record MeasureLine(
            String id, String caseNumber, String kind, String clause, String from, String until, String ended) {}

    record AssuranceLine(String caseNumber, String at, String cause, String fix, String prevention) {}

    record ConditionLine(String id, String text, String due, String done) {}

    /** What one choice would do: permissions lost and kept, contracts that go on, and the words the person would read. */
    record Choice(String kind, List<String> lost, List<String> kept, List<Running> running, String letter) {}

    record AppealLine(String number, String measure, String at, String due, String text, String outcome) {}

    record View(
            EnforcementCase about,
            Account subject,
            String opened,
            String waitingUntil,
            String manager,
            List<Fact> facts,
            List<AnswerLine> answers,
            Clause.Text clause,
            List<DecisionLine> decisions,
            @Nullable String proposal,
            List<Choice> choices,
            List<Running> running,
            List<MeasureLine> record,
            List<AssuranceLine> assurances,
            List<ConditionLine> conditions,
            List<AppealLine> appeals,
            List<Notices.Sent> notices,
            List<Timeline.Entry> timeline) {}

    private final Cases cases;
    private final Accounts accounts;
    private final Reports reports;
    private final Hearing hearing;
    private final Decisions decisions;
    private final Review review;
    private final Measures measures;
    private final Conditions conditions;
    private final Effects effects;
    private final Contracts contracts;
    private final Policies policies;
    private final Appeals appeals;
    private final Notices notices;
    private final Readable readable;
    private final Issuance issuance;
    private final Timeline timeline;
    private final PersonalTexts texts;
    private final Clock clock;

    CaseFile(
            Cases cases,
            Accounts accounts,
            Reports reports,
            Hearing hearing,
            Decisions decisions,
            Review review,
            Measures measures,
            Conditions conditions,
            Effects effects,
            Contracts contracts,
            Policies policies,
            Appeals appeals,
            Notices notices,
            Readable readable,
            Issuance issuance,
            Timeline timeline,
            PersonalTexts texts,
            Clock clock) {
        this.cases = cases;
        this.accounts = accounts;
        this.reports = reports;
        this.hearing = hearing;
        this.decisions = decisions;
        this.review = review;
        this.measures = measures;
        this.conditions = conditions;
        this.effects = effects;
        this.contracts = contracts;
        this.policies = policies;
        this.appeals = appeals;
        this.notices = notices;
        this.readable = readable;
        this.issuance = issuance;
        this.timeline = timeline;
        this.texts = texts;
        this.clock = clock;
    }

    /** The file as somebody needs it who stands at that step of the case; {@code step} null for just reading. */
    View of(CaseNumber number, @Nullable String step) {
        var about = cases.get(number);
        var subject = accounts.get(about.subjectId());
        var code = Objects.requireNonNull(about.clause());
        var version = Objects.requireNonNull(about.clauseVersion());
        var clause = policies.text(code, version, Locale.ENGLISH);
        return new View(
                about,
                subject,
                at(about.openedAt()),
                at(about.waitingUntil()),
                cases.managerName(about).orElse("nobody yet"),
                reports.ofCase(number.value()).stream()
                        .flatMap(report -> facts(report).stream())
                        .toList(),
                hearing.answers(number).stream().map(this::line).toList(),
                clause,
                decisions.of(number).stream().map(this::line).toList(),
                review.proposal(number).map(Review.Proposal::outcome).orElse(null),
                "decideMeasure".equals(step) ? choices(about, subject) : List.of(),
                contracts.running(subject.id()),
                measures.of(subject.id()).stream().map(this::line).toList(),
                assurances(number, subject),
                asked(number, clause),
                appeals.of(number).stream()
                        .map(appeal -> new AppealLine(
                                appeal.number(),
                                appeal.measureId().value(),
                                at(appeal.lodgedAt()),
                                at(appeal.answerDue()),
                                texts.readOr(appeal.text(), ERASED),
                                orDash(appeal.outcome())))
                        .toList(),
                notices.of(number),
                timeline.of(number, 0, TIMELINE_MAX));
    }

    private List<Choice> choices(EnforcementCase about, Account subject) {
        var clause = policies.get(Objects.requireNonNull(about.clause()));
        List<Choice> choices = new ArrayList<>();
        for (var kind : CHOICES) {
            var effect = effects.of(kind, subject, clause);
            choices.add(new Choice(
                    kind.name(),
                    readable.lost(effect.blocks(), Locale.ENGLISH),
                    readable.kept(effect.kept(), effect.blocks(), Locale.ENGLISH),
                    effect.running(),
                    issuance.preview(about.number(), effect, "[the reason you write]", clock.instant())
                            .text()));
        }
        return choices;
    }

    private List<Fact> facts(Report report) {
        return report.facts().stream()
                .map(fact -> new Fact(
                        report.number(),
                        fact.position(),
                        report.source().name(),
                        orDash(fact.code()),
                        texts.readOr(fact.text(), ERASED),
                        orDash(fact.value()),
                        at(fact.occurredAt()),
                        orDash(fact.contractId())))
                .toList();
    }

    private AnswerLine line(Hearing.Answer answer) {
        return new AnswerLine(
                at(answer.receivedAt()),
                texts.readOr(answer.text(), ERASED),
                answer.corrects() == null
                        ? ""
                        : answer.corrects().reportNumber() + " fact "
                                + answer.corrects().position());
    }

    private DecisionLine line(Decision decision) {
        return new DecisionLine(
                at(decision.decidedAt()),
                decision.decidedBy(),
                decision.step(),
                decision.outcome(),
                orDash(decision.intent()),
                texts.readOr(decision.reason(), ""),
                texts.readOr(decision.note(), ""));
    }

    private MeasureLine line(Measure measure) {
        return new MeasureLine(
                measure.id().value(),
                measure.caseNumber().value(),
                measure.kind().name(),
                measure.clause().value(),
                at(measure.effectiveAt()),
                at(measure.endsAt()),
                measures.end(measure.id())
                        .map(end -> end.as() + ", " + at(end.at()))
                        .orElse("in force"));
    }

    private List<AssuranceLine> assurances(CaseNumber number, Account subject) {
        List<AssuranceLine> lines = new ArrayList<>();
        measures.of(number)
                .forEach(measure ->
                        conditions.assurance(measure.id()).ifPresent(given -> lines.add(line(given, "this case"))));
        conditions.earlierAssurances(subject.id(), number).forEach(given -> lines.add(line(given, "an earlier case")));
        return lines;
    }

    private AssuranceLine line(Assurance given, String where) {
        return new AssuranceLine(
                where,
                at(given.givenAt()),
                texts.readOr(given.cause(), ERASED),
                texts.readOr(given.fix(), ERASED),
                texts.readOr(given.prevention(), ERASED));
    }

    private List<ConditionLine> asked(CaseNumber number, Clause.Text clause) {
        Map<String, String> words = clause.fixSteps();
        return measures.of(number).stream()
                .flatMap(measure -> conditions.of(measure.id()).stream())
                .map(condition -> new ConditionLine(
                        condition.id().value(),
                        words.getOrDefault(condition.code(), condition.code()),
                        at(condition.due()),
                        condition.metAt() == null ? "open" : "done " + at(condition.metAt())))
                .toList();
    }

    private static String orDash(@Nullable String value) {
        return value == null ? "–" : value;
    }

    /** Staff read UTC, so that two of them mean the same minute. */
    private static String at(@Nullable Instant instant) {
        return instant == null
                ? "–"
                : DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
                        .withZone(ZoneId.from(ZoneOffset.UTC))
                        .format(instant);
    }
}
