package org.fairhold.page.person;

import com.ibm.icu.text.ListFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.dispute.Disputes;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.notice.Readable;
import org.fairhold.performance.Performance;
import org.fairhold.policy.Policies;
import org.fairhold.report.Reports;
import org.fairhold.statement.Statement;
import org.fairhold.statement.Statements;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened, which rule it is about, and who decided: each statement as it was issued, or before it what we were told. */
@Component
class WhyItIs {
    /** The rule, as it was in force on the day of the act, in the language in which it was quoted. */
    record Rule(String code, int version, String title, String text, String language) {}

    /**
     * @param foundBy how we learned of it
     * @param withheld what we do not say yet, and until when
     * @param ended how and when it ended; absent while it is in force
     */
    record Decision(
            String statement,
            int version,
            MeasureKind kind,
            String title,
            Moment issued,
            List<String> facts,
            String foundBy,
            Rule rule,
            String reason,
            String decidedBy,
            List<String> withheld,
            Moment appealUntil,
            @Nullable String ended) {}

    /** What came out of a dispute, in the words for this party. */
    record Outcome(String text, String reason, Moment at) {}

    /** @param facts what we were told, while nothing is decided */
    record Section(
            @Nullable String contract,
            List<String> facts,
            @Nullable Rule rule,
            List<Decision> decisions,
            List<Outcome> outcomes) {}

    private final Statements statements;
    private final Measures measures;
    private final Hearing hearing;
    private final Disputes disputes;
    private final Reports reports;
    private final Performance performance;
    private final Policies policies;
    private final Cases cases;
    private final PersonalTexts texts;
    private final Readable readable;
    private final Moments moments;

    WhyItIs(
            Statements statements,
            Measures measures,
            Hearing hearing,
            Disputes disputes,
            Reports reports,
            Performance performance,
            Policies policies,
            Cases cases,
            PersonalTexts texts,
            Readable readable,
            Moments moments) {
        this.statements = statements;
        this.measures = measures;
        this.hearing = hearing;
        this.disputes = disputes;
        this.reports = reports;
        this.performance = performance;
        this.policies = policies;
        this.cases = cases;
        this.texts = texts;
        this.readable = readable;
        this.moments = moments;
    }

    Section of(Look look) {
        var decisions = look.subject() ? decisions(look) : List.<Decision>of();
        var told = decisions.isEmpty()
                && (look.self()
                        || hearing.answerDue(look.number(), look.reader().id()).isPresent())
                && hearing.invited(look.number(), look.reader().id());
        return new Section(
                look.about().contractId(),
                told ? told(look) : List.of(),
                told ? rule(look) : null,
                decisions,
                disputes.find(look.number())
                        .map(parties -> disputes.outcomes(look.number()).stream()
                                .map(outcome -> new Outcome(
                                        readable.word("outcome." + outcome.outcome(), look.reader()),
                                        texts.readOr(
                                                outcome.textFor(parties.sideOf(
                                                        look.reader().id())),
                                                "—"),
                                        moments.at(outcome.decidedAt(), look)))
                                .toList())
                        .orElse(List.of()));
    }

    private List<String> told(Look look) {
        List<String> facts =
                new ArrayList<>(readable.facts(reports.ofCase(look.number().value()), look.reader()));
        if (look.subject()) {
            performance
                    .latest(look.number())
                    .ifPresent(record -> facts.addAll(readable.performance(record, look.reader())));
        }
        return facts;
    }

    private @Nullable Rule rule(Look look) {
        var clause = look.about().clause();
        var version = look.about().clauseVersion();
        if (clause == null || version == null) {
            return null;
        }
        var text = policies.text(clause, version, readable.language(look.reader()));
        return new Rule(
                clause.value(),
                version,
                text.title(),
                text.text(),
                readable.language(look.reader()).toLanguageTag());
    }

    private List<Decision> decisions(Look look) {
        Map<String, Statement> newest = new LinkedHashMap<>();
        var known =
                look.measures().stream().map(measure -> measure.id().value()).toList();
        statements.of(look.number()).stream()
                .filter(issued -> look.self() || known.contains(issued.measureId()))
                .forEach(issued -> newest.put(issued.number(), issued));
        return newest.values().stream()
                .sorted(Comparator.comparing(Statement::issuedAt).reversed())
                .map(issued -> decision(issued, look))
                .sorted(Comparator.comparing(decision -> decision.ended() != null))
                .toList();
    }

    private Decision decision(Statement issued, Look look) {
        var kind = issued.measure().kind();
        var end = measures.end(new MeasureId(issued.measureId()));
        return new Decision(
                issued.number(),
                issued.version(),
                kind,
                look.say().of("measure." + kind),
                moments.at(issued.issuedAt(), look),
                facts(issued, look),
                foundBy(issued, look),
                new Rule(
                        issued.clause().code(),
                        issued.clause().version(),
                        issued.clause().title(),
                        issued.clause().text(),
                        issued.language()),
                texts.readOr(issued.reason(), "—"),
                cases.staffName(issued.decided().by()),
                withheld(issued).stream()
                        .filter(part -> !part.part().equals("SOURCE"))
                        .map(part -> readable.withheld(part.part(), part.lookAgainAt(), look.reader()))
                        .toList(),
                moments.on(issued.appealUntil(), look),
                end.map(ended -> look.say()
                                .of(
                                        "ended." + ended.as(),
                                        moments.on(ended.at(), look).text()))
                        .orElse(null));
    }

    private static List<Statement.Withheld> withheld(Statement issued) {
        return Objects.requireNonNullElse(issued.withheld(), List.of());
    }

    /** What was left out has one line that says so, elsewhere. */
    private List<String> facts(Statement issued, Look look) {
        if (withheld(issued).stream().anyMatch(part -> part.part().equals("FACTS"))) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (var fact : issued.facts()) {
            var said = texts.readOr(fact.text(), "—").strip().replaceAll("\\s*\\R\\s*", " ");
            lines.add("%s: %s%s"
                    .formatted(
                            moments.on(fact.occurredAt(), look).text(),
                            said,
                            fact.value() == null ? "" : " (%s)".formatted(fact.value())));
        }
        if (issued.performance() != null) {
            performance
                    .latest(look.number())
                    .ifPresent(record -> lines.addAll(readable.performance(record, look.reader())));
        }
        return lines;
    }

    private String foundBy(Statement issued, Look look) {
        var sources = issued.decided().foundBy().stream()
                .filter(source -> !source.equals("WITHHELD"))
                .map(source -> readable.word("source." + source, look.reader()))
                .toList();
        return withheld(issued).stream()
                .filter(part -> part.part().equals("SOURCE"))
                .findFirst()
                .map(part -> readable.withheld(part.part(), part.lookAgainAt(), look.reader()))
                .orElseGet(
                        () -> ListFormatter.getInstance(look.say().language()).format(sources));
    }
}
