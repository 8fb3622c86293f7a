package org.fairhold.statement;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Finding;
import org.fairhold.fraud.FraudEvent;
import org.fairhold.fraud.Freezes;
import org.fairhold.fraud.WithheldPart;
import org.fairhold.fraud.WithheldPart.Part;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Reversal;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.AppealTerms;
import org.fairhold.measure.Effects;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.Measures;
import org.fairhold.notice.Readable;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The statement of a freeze. At first it may leave out what would warn others; a later version says all (never-rule 2). Each
 * is issued in the transaction of what it is about.
 */
@Component
class FreezeIssuance {
    private final Issuance issuance;
    private final Formalities formalities;
    private final Statements statements;
    private final Readable readable;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Review review;
    private final Effects effects;
    private final Freezes freezes;
    private final Holds holds;
    private final Reversals reversals;
    private final PersonalTexts texts;
    private final Measures measures;
    private final Clock clock;

    FreezeIssuance(
            Issuance issuance,
            Formalities formalities,
            Statements statements,
            Readable readable,
            Accounts accounts,
            Decisions decisions,
            Review review,
            Effects effects,
            Freezes freezes,
            Holds holds,
            Reversals reversals,
            PersonalTexts texts,
            Measures measures,
            Clock clock) {
        this.issuance = issuance;
        this.formalities = formalities;
        this.statements = statements;
        this.readable = readable;
        this.accounts = accounts;
        this.decisions = decisions;
        this.review = review;
        this.effects = effects;
        this.freezes = freezes;
        this.holds = holds;
        this.reversals = reversals;
        this.texts = texts;
        this.measures = measures;
        this.clock = clock;
    }

    @EventListener
    void on(FraudEvent.Frozen frozen) {
        var measure = frozen.measure();
        var reader = accounts.get(measure.subjectId());
        var decision = decisions.get(measure.decisionId());
        var full = compose(measure, frozen.effects(), reader, decision, frozen.lines(), List.of());
        var issued = frozen.withheld().isEmpty() ? full : without(frozen.withheld(), full, reader);
        var arguments = words(
                measure,
                reader,
                texts.readOr(full.reason(), "—"),
                decision.decidedBy(),
                frozen.withheld().stream().map(WithheldPart::part).toList(),
                frozen.withheld().isEmpty()
                        ? measure.effectiveAt()
                        : frozen.withheld().get(0).lookAgainAt());
        arguments.put("held", readable.held(frozen.lines(), reader));
        issuance.issue(issued, measure, reader, letter(measure.ground()), arguments);
    }

    /** To somebody whose account another may have, the letter tells nothing of the case. */
    static String letter(Ground ground) {
        return ground == Ground.ACCOUNT_TAKEOVER ? "statement-takeover" : "statement-freeze";
    }

    /** The next version, with everything in it. */
    @EventListener
    void on(FraudEvent.ToBeToldInFull told) {
        var measure = told.measure();
        tellAll(measure, told.why().reason() == null ? decisions.get(measure.decisionId()) : told.why(), null);
    }

    /** However a freeze ends, what its statement withheld is said then at the latest (mission R-21). */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        var measure = ended.measure();
        if (measure.kind() == MeasureKind.FREEZE
                && statements.latestVersion(measure.statementNumber()) == 1
                && !freezes.withheld(measure).isEmpty()) {
            tellAll(measure, decisions.get(measure.decisionId()), Finding.NONE);
        }
    }

    /** @param otherwise what is said where nothing was found */
    private void tellAll(Measure measure, Decision decision, @Nullable Finding otherwise) {
        var reader = accounts.get(measure.subjectId());
        var lines = holds.linesOf(measure);
        var reversed = reversals.of(measure.caseNumber()).stream()
                .filter(Reversal::stands)
                .toList();
        var full = compose(measure, effects.frozen(reader), reader, decision, lines, reversed);
        var issued = later(full, statements.latestVersion(full.number()) + 1, appealTerms(measure, reader));
        var arguments = words(
                measure,
                reader,
                texts.readOr(full.reason(), "—"),
                decision.decidedBy(),
                List.of(),
                measure.effectiveAt());
        arguments.putAll(fullWords(measure, reversed, reader));
        var found = issued.decided().finding();
        if (found == null && otherwise != null) {
            arguments.put("found", readable.found(otherwise.name(), reader));
        }
        issuance.issue(issued, measure, reader, "statement-freeze-full", arguments);
    }

    private Statement compose(
            Measure measure,
            Effects.Preview effect,
            Account reader,
            Decision decision,
            List<HoldLine> lines,
            List<Reversal> reversed) {
        return issuance.compose(
                measure,
                reader,
                decision,
                new Statement.Taken(
                        measure.kind(),
                        measure.effectiveAt(),
                        measure.reviewAt(),
                        measure.endsAt(),
                        effect.lost(),
                        List.<Permission>of(),
                        effect.running().stream().map(running -> running.id()).toList(),
                        lines.stream().map(Issuance::held).toList(),
                        reversed.stream().map(FreezeIssuance::reversed).toList(),
                        null),
                List.of(step(measure.ground() == Ground.ACCOUNT_TAKEOVER ? "PROVE_OWNER" : "TELL_US", reader)));
    }

    private Statement.Step step(String code, Account reader) {
        return new Statement.Step(code, readable.word("condition." + code, reader), null);
    }

    private static Statement.Reversed reversed(Reversal reversal) {
        return new Statement.Reversed(
                reversal.line().number(),
                reversal.contract().value(),
                Statement.Amount.of(reversal.amount()),
                Objects.requireNonNull(reversal.reversedAt()));
    }

    /** What the statement says of a freeze, but for its money. @param lookAgainAt when to look at what is withheld */
    Map<String, Object> words(
            Measure measure,
            Account reader,
            String reason,
            String decidedBy,
            List<Part> withheld,
            Instant lookAgainAt) {
        var arguments = issuance.common(measure, reader, reason, decidedBy);
        arguments.put("reviewOn", readable.on(Objects.requireNonNull(measure.reviewAt()), reader));
        for (var part : withheld) {
            var said = readable.withheld(part.name(), lookAgainAt, reader);
            if (part == Part.FACTS) {
                arguments.put("facts", List.of(said));
            } else {
                arguments.put("foundBy", said);
            }
        }
        var formal = formalities.of(measure, reader);
        arguments.put(
                "formalities",
                formalities.words(
                        withheld.contains(Part.SOURCE) ? formal.withoutSource() : formal, measure, 1, reader));
        return arguments;
    }

    /** What the next version says beside that. */
    Map<String, Object> fullWords(Measure freeze, List<Reversal> reversed, Account reader) {
        var version = statements.latestVersion(freeze.statementNumber()) + 1;
        var arguments = new HashMap<String, Object>(Map.of(
                "version",
                String.valueOf(version),
                "formalities",
                formalities.words(formalities.of(freeze, reader), freeze, version, reader),
                "held",
                readable.held(holds.linesOf(freeze), reader),
                "found",
                readable.found(
                        review.found(freeze.caseNumber())
                                .map(found -> found.result().name())
                                .orElse(null),
                        reader),
                "reversed",
                readable.reversed(reversed, reader)));
        arguments.putAll(issuance.words(appealTerms(freeze, reader), reader));
        return arguments;
    }

    /** The same statement, with words in the place of what is withheld. */
    private Statement without(List<WithheldPart> withheld, Statement full, Account reader) {
        var facts = full.facts();
        var foundBy = full.decided().foundBy();
        var formal = Objects.requireNonNull(full.formal());
        List<Statement.Withheld> said = new ArrayList<>();
        for (var part : withheld) {
            said.add(new Statement.Withheld(part.part().name(), part.approvedBy(), part.lookAgainAt()));
            if (part.part() == Part.FACTS) {
                var first = facts.get(0);
                facts = List.of(new Statement.Fact(
                        first.reportNumber(),
                        first.position(),
                        first.source(),
                        null,
                        texts.keep(readable.withheld(part.part().name(), part.lookAgainAt(), reader)),
                        null,
                        full.issuedAt(),
                        null));
            }
        }
        if (withheld.stream().anyMatch(part -> part.part() == Part.SOURCE)) {
            foundBy = List.of("WITHHELD");
            formal = formal.withoutSource();
            facts = facts.stream().map(FreezeIssuance::withoutSource).toList();
        }
        return full.withholding(said, facts, foundBy, formal);
    }

    private static Statement.Fact withoutSource(Statement.Fact fact) {
        return new Statement.Fact(
                fact.reportNumber(),
                fact.position(),
                "WITHHELD",
                fact.code(),
                fact.text(),
                fact.value(),
                fact.occurredAt(),
                fact.contractId());
    }

    /** The time to appeal begins anew; what was promised before is kept. */
    private AppealTerms appealTerms(Measure freeze, Account reader) {
        return issuance.appealTerms(reader, clock.instant()).orBetter(measures.appealTerms(freeze.id()));
    }

    /** Issued now, with what was found by now. */
    private Statement later(Statement full, int version, AppealTerms appeal) {
        var now = clock.instant();
        var found = review.found(new CaseNumber(full.caseNumber()));
        return full.later(
                version,
                now,
                appeal,
                found.map(one -> one.result().name()).orElse(full.decided().finding()));
    }
}
