package org.fairhold.mediation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.casework.Decision;
import org.fairhold.mediation.Result.FoundFor;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who bears what a mediation cost. Whom the body found right pays no fee and gets their reasonable costs back, and nobody pays ours
 * unless they acted in manifestly bad faith (DSA Art. 21(5)). Of a mediator's fee we bear a reasonable share (P2B Art. 12(4)).
 */
@Component
public class MediationCosts {
    /**
     * @param fees what the body asks for
     * @param ours what we bear of it
     * @param personsCosts what the person reasonably spent, which we bear too
     * @param reimbursed what the person gives back of our own costs, for manifestly bad faith
     */
    public record Cost(Money fees, Money ours, Money personsCosts, Money reimbursed) {
        /** What is left to the person, or to both parties, of the body's fee. */
        public Money theirs() {
            return fees.minus(ours);
        }

        /** Whether we bear as much as the table proposes. */
        boolean reaches(int percent) {
            return Math.multiplyExact(ours.minor(), 100L) >= Math.multiplyExact(fees.minor(), percent);
        }
    }

    private final MediationRows rows;
    private final MediationLetters letters;
    private final JdbcClient sql;

    MediationCosts(MediationRows rows, MediationLetters letters, JdbcClient sql) {
        this.rows = rows;
        this.letters = letters;
        this.sql = sql;
    }

    /**
     * Refused as INVALID for what the law does not leave to the person, and for less than the table proposes without a reason.
     *
     * @param proposedPercent the share of the fee that the table proposes for us
     */
    public void requireFair(String number, Cost cost, int proposedPercent, @Nullable String reason) {
        var foundFor = Objects.requireNonNull(rows.get(number).result()).foundFor();
        if (cost.ours().minor() > cost.fees().minor()) {
            throw Refused.invalid("ours", "We cannot bear more of the fee than there is.");
        }
        if (foundFor == FoundFor.PERSON && cost.theirs().minor() > 0) {
            throw Refused.invalid("ours", "The body found for the person, so we bear all of its fee (DSA Art. 21(5)).");
        }
        if (cost.reimbursed().minor() > 0 && (foundFor != FoundFor.FAIRHOLD || reason == null)) {
            throw Refused.invalid(
                    "reimbursed",
                    "The person gives nothing back, unless the body found for us and said that they acted in manifestly bad faith. Quote it as the reason.");
        }
        if (!cost.reaches(proposedPercent) && reason == null) {
            throw Refused.invalid(
                    "reasonForPerson",
                    "The table proposes that we bear %d percent. Say why it is less.".formatted(proposedPercent));
        }
    }

    /** A human recorded who bears what; the person, or both parties, read it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(String number, Cost cost, int proposedPercent, Decision decision) {
        var mediation = rows.get(number);
        sql.sql(
                        """
                        insert into mediation_cost (mediation_number, case_number, decision_id, found_for, currency, fees_minor, ours_minor,
                            persons_costs_minor, reimbursed_minor, bad_faith, proposed_percent, reason_given, recorded_at)
                        values (:number, :case, :decision, :for, :currency, :fees, :ours, :persons, :reimbursed, :faith, :proposed,
                            :reason, :now)""")
                .param("number", number)
                .param("case", mediation.caseNumber().value())
                .param("decision", decision.id())
                .param(
                        "for",
                        Objects.requireNonNull(mediation.result()).foundFor().name())
                .param("currency", cost.fees().currency().getCurrencyCode())
                .param("fees", cost.fees().minor())
                .param("ours", cost.ours().minor())
                .param("persons", cost.personsCosts().minor())
                .param("reimbursed", cost.reimbursed().minor())
                .param("faith", cost.reimbursed().minor() > 0)
                .param("proposed", proposedPercent)
                .param("reason", decision.reason() != null)
                .param("now", Timestamp.from(decision.decidedAt()))
                .update();
        letters.cost(mediation, cost, decision);
    }

    public Optional<Cost> of(String number) {
        return sql.sql("select * from mediation_cost where mediation_number = :number")
                .param("number", number)
                .query((row, index) -> new Cost(
                        money(row, "fees_minor"),
                        money(row, "ours_minor"),
                        money(row, "persons_costs_minor"),
                        money(row, "reimbursed_minor")))
                .optional();
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getLong(column), row.getString("currency"));
    }
}
