package org.fairhold.statement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.Settings;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.fraud.FraudEvent;
import org.fairhold.fraud.WithheldPart;
import org.fairhold.fraud.WithheldPart.Part;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Reversal;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.Effects;
import org.fairhold.measure.Measure;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.text.PersonalTexts;
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
    private final Notices notices;
    private final Readable readable;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Review review;
    private final Effects effects;
    private final Holds holds;
    private final Reversals reversals;
    private final PersonalTexts texts;
    private final Settings settings;
    private final Clock clock;

    FreezeIssuance(
            Issuance issuance,
            Formalities formalities,
            Statements statements,
            Notices notices,
            Readable readable,
            Accounts accounts,
            Decisions decisions,
            Review review,
            Effects effects,
            Holds holds,
            Reversals reversals,
            PersonalTexts texts,
            Settings settings,
            Clock clock) {
        this.issuance = issuance;
        this.formalities = formalities;
        this.statements = statements;
        this.notices = notices;
        this.readable = readable;
        this.accounts = accounts;
        this.decisions = decisions;
        this.review = review;
        this.effects = effects;
        this.holds = holds;
        this.reversals = reversals;
        this.texts = texts;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void on(FraudEvent.Frozen frozen) {
        var measure = frozen.measure();
        var reader = accounts.get(measure.subjectId());
        var decision = decisions.get(measure.decisionId());
        var full = compose(measure, frozen.effects(), reader, decision, frozen.lines(), List.of());
        var issued = frozen.withheld().isEmpty() ? full : without(frozen.withheld(), full, reader);
        var arguments = words(measure, reader, full, decision, frozen.lines());
        for (var part : frozen.withheld()) {
            var said = readable.withheld(part.part().name(), part.lookAgainAt(), reader);
            if (part.part() == Part.FACTS) {
                arguments.put("facts", List.of(said));
            } else {
                arguments.put("foundBy", said);
            }
        }
        arguments.put("formalities", formalities(issued, measure, reader));
        issue(issued, measure, reader, "statement-freeze", arguments);
    }

    /** The next version, with everything in it. */
    @EventListener
    void on(FraudEvent.ToBeToldInFull told) {
        var measure = told.measure();
        var reader = accounts.get(measure.subjectId());
        var lines = holds.linesOf(measure);
        var reversed = reversals.of(told.caseNumber()).stream()
                .filter(one -> one.reversedAt() != null)
                .toList();
        var decision = told.why().reason() == null ? decisions.get(measure.decisionId()) : told.why();
        var full = compose(measure, effects.frozen(reader), reader, decision, lines, reversed);
        var issued = later(full, statements.latestVersion(full.number()) + 1);
        var arguments = words(measure, reader, full, decision, lines);
        arguments.put("version", String.valueOf(issued.version()));
        arguments.put("reason", texts.readOr(full.reason(), "—"));
        arguments.put("found", readable.found(issued.decided().finding(), reader));
        arguments.put("reversed", readable.reversed(reversed, reader));
        arguments.put("formalities", formalities(issued, measure, reader));
        issue(issued, measure, reader, "statement-freeze-full", arguments);
    }

    private List<String> formalities(Statement issued, Measure measure, Account reader) {
        return formalities.words(Objects.requireNonNull(issued.formal()), measure, issued.version(), reader);
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
                List.of(new Statement.Step("TELL_US", readable.word("condition.TELL_US", reader), null)));
    }

    private static Statement.Reversed reversed(Reversal reversal) {
        return new Statement.Reversed(
                reversal.line().number(),
                reversal.contract().value(),
                Statement.Amount.of(reversal.amount()),
                Objects.requireNonNull(reversal.reversedAt()));
    }

    private Map<String, Object> words(
            Measure measure, Account reader, Statement full, Decision decision, List<HoldLine> lines) {
        var arguments = issuance.common(measure, reader, texts.readOr(full.reason(), "—"), decision.decidedBy());
        arguments.put("held", readable.held(lines, reader));
        arguments.put("reviewOn", readable.on(Objects.requireNonNull(measure.reviewAt()), reader));
        return arguments;
    }

    private void issue(
            Statement statement, Measure measure, Account reader, String notice, Map<String, Object> arguments) {
        var key = notices.tell(reader, measure.caseNumber(), notice, statement.key(), arguments);
        statements.add(statement, key);
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
        var decided = full.decided();
        return new Statement(
                full.number(),
                full.version(),
                full.caseNumber(),
                full.measureId(),
                full.issuedAt(),
                full.language(),
                full.ground(),
                full.measure(),
                facts,
                null,
                full.clause(),
                full.reason(),
                full.steps(),
                new Statement.Decided(
                        foundBy,
                        decided.finding(),
                        false,
                        decided.by(),
                        decided.at(),
                        decided.proposalRule(),
                        decided.proposalTableVersion()),
                full.contact(),
                full.appealUntil(),
                full.appealAnswerDays(),
                said,
                null,
                formal);
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

    /** Issued now, with what was found by now; the time to appeal begins anew. */
    private Statement later(Statement full, int version) {
        Instant now = clock.instant();
        var decided = full.decided();
        return new Statement(
                full.number(),
                version,
                full.caseNumber(),
                full.measureId(),
                now,
                full.language(),
                full.ground(),
                full.measure(),
                full.facts(),
                null,
                full.clause(),
                full.reason(),
                full.steps(),
                new Statement.Decided(
                        decided.foundBy(),
                        review.found(new CaseNumber(full.caseNumber()))
                                .map(found -> found.result().name())
                                .orElse(decided.finding()),
                        false,
                        decided.by(),
                        decided.at(),
                        decided.proposalRule(),
                        decided.proposalTableVersion()),
                full.contact(),
                now.plus(Duration.ofDays(settings.appealWindowDays())),
                full.appealAnswerDays(),
                null,
                null,
                full.formal());
    }
}
