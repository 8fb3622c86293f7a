package org.fairhold.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Permission;
import org.fairhold.measure.AppealTerms;
import org.fairhold.measure.NoticeWaiver;
import org.fairhold.money.Money;
import org.fairhold.regime.Regime;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;

/**
 * The statement of reasons: what was done, what triggered it, by which rule, what to do by when, whom to ask and how to
 * appeal (DSA Art. 17(3), P2B Art. 4(5), PWD Art. 11(1)). It cannot be made with a part missing (never-rule 2), and never
 * changes once issued; personal words are referenced by id and hash, so that they alone can be erased.
 *
 * @param number such as S-1001
 * @param version 1, and one more for each correction
 * @param facts what triggered it, each citing the stored report it comes from
 * @param performance the record it rests on, in a case about poor performance
 * @param reason the decider's words to the person
 * @param steps what the person must or can do
 * @param withheld what it does not say yet, in fraud and takeover only; null where it says all
 * @param appealUntil until when an appeal can be lodged, at least six months
 * @param citation what a closure without notice rests on, in the decider's words
 * @param formal what the laws want said beside the reasons; null in a statement from before this was kept
 */
public record Statement(
        String number,
        int version,
        String caseNumber,
        String measureId,
        Instant issuedAt,
        String language,
        Ground ground,
        Taken measure,
        List<Fact> facts,
        @Nullable Performance performance,
        ClauseCited clause,
        TextRef reason,
        List<Step> steps,
        Decided decided,
        Contact contact,
        Instant appealUntil,
        int appealAnswerDays,
        @Nullable List<Withheld> withheld,
        @Nullable TextRef citation,
        @Nullable Formal formal) {
    /**
     * What the measure takes and leaves.
     *
     * @param runningContracts on which work goes on
     * @param held what a hold keeps back, line by line
     * @param reversed what went back to clients after confirmed fraud
     * @param closing when a closure takes effect; null for every other measure
     */
    public record Taken(
            MeasureKind kind,
            Instant effectiveAt,
            @Nullable Instant reviewAt,
            @Nullable Instant endsAt,
            List<Permission> lost,
            List<Permission> kept,
            List<String> runningContracts,
            List<Held> held,
            List<Reversed> reversed,
            @Nullable Closing closing) {
        public Taken {
            // Statements from before there were holds say nothing of lines.
            held = held == null ? List.of() : List.copyOf(held);
            reversed = reversed == null ? List.of() : List.copyOf(reversed);
        }
    }

    /**
     * The end of an account.
     *
     * @param at when it is closed
     * @param dataUntil how long the person can get what it holds
     * @param exception why there was no notice; null where there is
     * @param signedBy the second person, where there was no notice
     * @param earlierStatements of the infringements that an exception rests on
     */
    public record Closing(
            Instant at,
            Instant dataUntil,
            @Nullable NoticeWaiver exception,
            @Nullable String signedBy,
            List<String> earlierStatements) {}

    /**
     * One line of a hold. Its limit is what was disputed plus what was charged back when it was placed.
     *
     * @param contractId null only in fraud and takeover
     */
    public record Held(
            int line,
            @Nullable String contractId,
            Amount amount,
            String origin,
            Amount disputed,
            Amount chargeback,
            Amount limit) {}

    /** What went back to the client of a contract, out of which line. */
    public record Reversed(int line, String contractId, Amount amount, Instant at) {}

    /** A part that is not said yet. @param lookAgainAt when somebody looks whether it still must not be said */
    public record Withheld(String part, String approvedBy, Instant lookAgainAt) {}

    /** @param amountMinor in the currency's smallest unit */
    public record Amount(long amountMinor, String currency) {
        static Amount of(Money money) {
            return new Amount(money.minor(), money.currency().getCurrencyCode());
        }
    }

    /** A fact, and the stored report that it is quoted from. */
    public record Fact(
            String reportNumber,
            int position,
            String source,
            @Nullable String code,
            TextRef text,
            @Nullable String value,
            Instant occurredAt,
            @Nullable String contractId) {}

    /**
     * What the person's contracts came to.
     *
     * @param recordNumber the stored record, such as P-1001
     * @param contracts how many the share is of
     * @param affected on how many something went wrong
     * @param usualShare the share that is usual in the same kinds of work
     */
    public record Performance(
            String recordNumber,
            Instant from,
            Instant until,
            int contracts,
            int affected,
            double share,
            double usualShare,
            List<String> affectedContracts) {}

    public record ClauseCited(String code, int version, String title, String text) {}

    /** @param code a fix step of the clause, or ASSURANCE, ACKNOWLEDGE, LESSON */
    public record Step(String code, String text, @Nullable Instant due) {}

    /**
     * How it came to the decision.
     *
     * @param foundBy the sources of the reports
     * @param finding what the review found; null where a measure comes before it
     * @param by the human who decided, by name in the desk
     * @param proposalRule the table's rule that proposed a measure, and the table's version
     */
    public record Decided(
            List<String> foundBy,
            @Nullable String finding,
            boolean automatedDecision,
            String by,
            Instant at,
            @Nullable String proposalRule,
            @Nullable Integer proposalTableVersion) {
        Decided with(List<String> foundBy, @Nullable String finding) {
            return new Decided(foundBy, finding, automatedDecision, by, at, proposalRule, proposalTableVersion);
        }
    }

    public record Contact(String name, String address) {}

    /**
     * What the laws want said beside the reasons.
     *
     * @param automatedDetection whether an automatic check raised the matter; null as long as its source is withheld
     * @param automatedSupport whether a table proposed the measure to the human who decided
     * @param accessLostAt when the first thing is taken away; null where nothing is
     * @param moneyBackWhen what gives held money back; null where none is held
     * @param policy where this version of the clause can be read; null where the operator has not said
     * @param outside bodies that settle such disputes out of court
     */
    public record Formal(
            Holder holder,
            List<Regime> regimes,
            @Nullable Boolean automatedDetection,
            boolean automatedSupport,
            @Nullable Instant accessLostAt,
            @Nullable MoneyBack moneyBackWhen,
            @Nullable String policy,
            List<String> outside) {
        Formal withoutSource() {
            return new Formal(holder, regimes, null, automatedSupport, accessLostAt, moneyBackWhen, policy, outside);
        }
    }

    /** Whose account it is, as the marketplace said then; who that is stands in the account. */
    public record Holder(AccountId accountId, boolean business, LocalDate registeredOn) {}

    public enum MoneyBack {
        CONTRACT_COMPLETED,
        PERSON_DECIDES
    }

    /** Under which its mail was sent. */
    String key() {
        return "statement/%s/%d".formatted(number, version);
    }

    /** The same, with that in the place of what would warn others. */
    Statement withholding(List<Withheld> parts, List<Fact> facts, List<String> foundBy, Formal formal) {
        var promised = new AppealTerms(appealUntil, appealAnswerDays);
        return changed(version, issuedAt, facts, decided.with(foundBy, decided.finding()), promised, parts, formal);
    }

    /** The same in a later version, with what was found by then. */
    Statement later(int version, Instant issuedAt, AppealTerms appeal, @Nullable String finding) {
        return changed(version, issuedAt, facts, decided.with(decided.foundBy(), finding), appeal, withheld, formal);
    }

    private Statement changed(
            int version,
            Instant issuedAt,
            List<Fact> facts,
            Decided decided,
            AppealTerms appeal,
            @Nullable List<Withheld> withheld,
            @Nullable Formal formal) {
        return new Statement(
                number,
                version,
                caseNumber,
                measureId,
                issuedAt,
                language,
                ground,
                measure,
                facts,
                performance,
                clause,
                reason,
                steps,
                decided,
                contact,
                appeal.until(),
                appeal.answerDays(),
                withheld,
                citation,
                formal);
    }

    public Statement {
        require((ground == Ground.POOR_PERFORMANCE) == (performance != null), "the record of a poor performance");
        require(withheld == null || ground.confidential(), "no secrets outside fraud and takeover");
        require(!facts.isEmpty(), "a fact that triggered it");
        require(!clause.code().isBlank() && !clause.text().isBlank(), "a clause with its text");
        require(!steps.isEmpty(), "a step the person can take");
        require(!contact.name().isBlank() && !contact.address().isBlank(), "a contact");
        require(appealUntil.isAfter(issuedAt), "a way to appeal");
        require(!decided.automatedDecision() && !decided.by().isBlank(), "the human who decided");
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
        withheld = withheld == null ? null : List.copyOf(withheld);
    }

    private static void require(boolean present, String part) {
        if (!present) {
            throw new IllegalStateException("a statement needs " + part);
        }
    }
}
