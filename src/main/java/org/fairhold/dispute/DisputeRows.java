package org.fairhold.dispute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;
import org.fairhold.text.TextRef;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Outcomes, what was asked and answered about refunds, and what was commanded. Rows are only added. */
@Repository
class DisputeRows {
    private final JdbcClient sql;

    DisputeRows(JdbcClient sql) {
        this.sql = sql;
    }

    void add(DisputeOutcome outcome) {
        var refund = outcome.refund();
        var agreed = outcome.agreed();
        sql.sql(
                        """
                        insert into dispute_outcome (decision_id, case_number, outcome, contract_id, currency, amount_minor,
                            disputed_minor, for_freelancer_id, for_freelancer_sha256, for_client_id, for_client_sha256,
                            agreed_id, agreed_sha256, decided_at)
                        values (:decision, :case, :outcome, :contract, :currency, :amount, :disputed, :freelancer, :freelancerSha256,
                            :client, :clientSha256, :agreed, :agreedSha256, :now)""")
                .param("decision", outcome.decisionId())
                .param("case", outcome.caseNumber().value())
                .param("outcome", outcome.outcome().name())
                .param("contract", outcome.contract().value())
                .param("currency", refund == null ? null : refund.currency().getCurrencyCode())
                .param("amount", refund == null ? null : refund.minor())
                .param("disputed", outcome.disputedMinor())
                .param("freelancer", outcome.forFreelancer().id())
                .param("freelancerSha256", outcome.forFreelancer().sha256())
                .param("client", outcome.forClient().id())
                .param("clientSha256", outcome.forClient().sha256())
                .param("agreed", agreed == null ? null : agreed.id())
                .param("agreedSha256", agreed == null ? null : agreed.sha256())
                .param("now", Timestamp.from(outcome.decidedAt()))
                .update();
    }

    List<DisputeOutcome> outcomes(CaseNumber number) {
        return sql.sql("select * from dispute_outcome where case_number = :case order by decided_at")
                .param("case", number.value())
                .query((row, index) -> outcome(row))
                .list();
    }

    private static DisputeOutcome outcome(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var agreed = row.getObject("agreed_id", UUID.class);
        return new DisputeOutcome(
                row.getObject("decision_id", UUID.class),
                new CaseNumber(row.getString("case_number")),
                new ContractId(row.getString("contract_id")),
                Outcome.valueOf(row.getString("outcome")),
                currency == null ? null : Money.of(row.getLong("amount_minor"), currency),
                row.getLong("disputed_minor"),
                new TextRef(row.getObject("for_freelancer_id", UUID.class), row.getString("for_freelancer_sha256")),
                new TextRef(row.getObject("for_client_id", UUID.class), row.getString("for_client_sha256")),
                agreed == null ? null : new TextRef(agreed, row.getString("agreed_sha256")),
                row.getTimestamp("decided_at").toInstant());
    }

    void add(RefundRequest request, Instant now) {
        sql.sql(
                        """
                        insert into refund_request (decision_id, case_number, contract_id, freelancer_id, client_id, currency,
                            amount_minor, asked_at, answer_due)
                        values (:decision, :case, :contract, :freelancer, :client, :currency, :amount, :now, :due)""")
                .param("decision", request.decisionId())
                .param("case", request.caseNumber().value())
                .param("contract", request.contract().value())
                .param("freelancer", request.freelancer().value())
                .param("client", request.client().value())
                .param("currency", request.amount().currency().getCurrencyCode())
                .param("amount", request.amount().minor())
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(request.answerDue()))
                .update();
    }

    /** What was asked last in the case, with what was answered. */
    Optional<RefundRequest> request(CaseNumber number) {
        return sql.sql(
                        """
                        select r.*, c.consent from refund_request r left join refund_consent c using (decision_id)
                        where r.case_number = :case order by r.asked_at desc limit 1""")
                .param("case", number.value())
                .query((row, index) -> new RefundRequest(
                        row.getObject("decision_id", UUID.class),
                        number,
                        new ContractId(row.getString("contract_id")),
                        new AccountId(row.getString("freelancer_id")),
                        new AccountId(row.getString("client_id")),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getTimestamp("answer_due").toInstant(),
                        row.getObject("consent", Boolean.class)))
                .optional();
    }

    void consent(RefundRequest request, boolean consent, Instant now) {
        sql.sql(
                        """
                        insert into refund_consent (decision_id, case_number, contract_id, given_by, beneficiary, currency,
                            amount_minor, consent, given_at)
                        values (:decision, :case, :contract, :freelancer, :client, :currency, :amount, :consent, :now)""")
                .param("decision", request.decisionId())
                .param("case", request.caseNumber().value())
                .param("contract", request.contract().value())
                .param("freelancer", request.freelancer().value())
                .param("client", request.client().value())
                .param("currency", request.amount().currency().getCurrencyCode())
                .param("amount", request.amount().minor())
                .param("consent", consent)
                .param("now", Timestamp.from(now))
                .update();
    }

    void refund(RefundRequest request, int attempt, String commandKey, Instant now) {
        sql.sql(
                        """
                        insert into refund (decision_id, attempt, case_number, contract_id, freelancer_id, client_id, currency,
                            amount_minor, issued_at, command_key)
                        values (:decision, :attempt, :case, :contract, :freelancer, :client, :currency, :amount, :now, :key)""")
                .param("decision", request.decisionId())
                .param("attempt", attempt)
                .param("case", request.caseNumber().value())
                .param("contract", request.contract().value())
                .param("freelancer", request.freelancer().value())
                .param("client", request.client().value())
                .param("currency", request.amount().currency().getCurrencyCode())
                .param("amount", request.amount().minor())
                .param("key", commandKey)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The keys of what was commanded for a request, the newest last. */
    List<String> refunds(RefundRequest request) {
        return sql.sql("select command_key from refund where decision_id = :decision order by attempt")
                .param("decision", request.decisionId())
                .query(String.class)
                .list();
    }

    /** The open dispute about a contract. */
    Optional<CaseNumber> open(ContractId contract) {
        return sql.sql(
                        "select number from enforcement_case where contract_id = :contract and ground = 'DISPUTE' and closed_at is null")
                .param("contract", contract.value())
                .query(String.class)
                .optional()
                .map(CaseNumber::new);
    }
}
