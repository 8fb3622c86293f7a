package org.fairhold.funds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was asked for, signed and reversed. Rows are only added; each says again what the one before said. */
@Repository
class ReversalRows {
    private final JdbcClient sql;

    ReversalRows(JdbcClient sql) {
        this.sql = sql;
    }

    void request(Reversal asked) {
        sql.sql(
                        """
                        insert into reversal_request (request_id, number, case_number, ground, outcome, finding_id, finding_result,
                            measure_id, line, currency, amount_minor, open_minor, contract_id, beneficiary, requested_by, requested_at)
                        values (:request, :number, :case, 'FRAUD', 'REVERSE', :finding, 'VIOLATION',
                            :measure, :line, :currency, :amount, :open, :contract, :beneficiary, :by, :now)""")
                .param("request", asked.request())
                .param("number", asked.number())
                .param("case", asked.caseNumber().value())
                .param("finding", asked.findingId())
                .param("measure", asked.line().measureId())
                .param("line", asked.line().number())
                .param("currency", asked.amount().currency().getCurrencyCode())
                .param("amount", asked.amount().minor())
                .param("open", asked.openMinor())
                .param("contract", asked.contract().value())
                .param("beneficiary", asked.beneficiary().value())
                .param("by", asked.requestedBy())
                .param("now", Timestamp.from(asked.requestedAt()))
                .update();
    }

    void approve(Reversal asked, Decision signature, Instant expiresAt) {
        sql.sql(
                        """
                        insert into hold_approval (id, measure_id, line, case_number, ground, currency, amount_minor, beneficiary,
                            contract_id, requested_by, request_id, request_number, approved_by, approval_id, approved_at, expires_at)
                        values (:id, :measure, :line, :case, 'FRAUD', :currency, :amount, :beneficiary,
                            :contract, :requestedBy, :request, :number, :approvedBy, :approval, :now, :expires)""")
                .param("id", UUID.randomUUID())
                .param("measure", asked.line().measureId())
                .param("line", asked.line().number())
                .param("case", asked.caseNumber().value())
                .param("currency", asked.amount().currency().getCurrencyCode())
                .param("amount", asked.amount().minor())
                .param("beneficiary", asked.beneficiary().value())
                .param("contract", asked.contract().value())
                .param("requestedBy", asked.requestedBy())
                .param("request", asked.request())
                .param("number", asked.number())
                .param("approvedBy", signature.decidedBy())
                .param("approval", signature.id())
                .param("now", Timestamp.from(signature.decidedAt()))
                .param("expires", Timestamp.from(expiresAt))
                .update();
    }

    void reverse(Reversal approved, Instant now, String commandKey) {
        sql.sql(
                        """
                        insert into hold_reversal (approval_id, measure_id, line, ground, currency, amount_minor, beneficiary,
                            reversed_at, command_key)
                        values (:approval, :measure, :line, 'FRAUD', :currency, :amount, :beneficiary, :now, :key)""")
                .param("approval", Objects.requireNonNull(approved.approvalId()))
                .param("measure", approved.line().measureId())
                .param("line", approved.line().number())
                .param("currency", approved.amount().currency().getCurrencyCode())
                .param("amount", approved.amount().minor())
                .param("beneficiary", approved.beneficiary().value())
                .param("now", Timestamp.from(now))
                .param("key", commandKey)
                .update();
    }

    /** The marketplace refused it: what was taken from the line comes back to it. */
    void refused(Reversal reversal, Instant now) {
        sql.sql("insert into reversal_refusal (approval_id, refused_at) values (:approval, :now)")
                .param("approval", Objects.requireNonNull(reversal.approvalId()))
                .param("now", Timestamp.from(now))
                .update();
    }

    Optional<Reversal> ofCommand(String key) {
        return sql.sql(SELECT + " where v.command_key = :key")
                .param("key", key)
                .query((row, index) -> reversal(row))
                .optional();
    }

    /** The parts of a request, in the order in which they were asked for. */
    List<Reversal> of(UUID request) {
        return sql.sql(SELECT + " where r.request_id = :request order by r.number")
                .param("request", request)
                .query((row, index) -> reversal(row))
                .list();
    }

    List<Reversal> of(CaseNumber number) {
        return sql.sql(SELECT + " where r.case_number = :case order by r.requested_at, r.request_id, r.number")
                .param("case", number.value())
                .query((row, index) -> reversal(row))
                .list();
    }

    /** Who paid that freelancer on that contract. */
    Optional<AccountId> client(ContractId contract, AccountId freelancer) {
        return sql.sql("select client_id from contract where id = :contract and freelancer_id = :freelancer")
                .param("contract", contract.value())
                .param("freelancer", freelancer.value())
                .query(String.class)
                .optional()
                .map(AccountId::new);
    }

    /** What the line holds now. */
    long openMinor(Line line) {
        return sql.sql("select open_minor from hold_line where measure_id = :measure and number = :line")
                .param("measure", line.measureId())
                .param("line", line.number())
                .query(Long.class)
                .single();
    }

    private static final String SELECT =
            """
            select r.*, a.id as approval, a.approved_by, a.expires_at, v.reversed_at, v.command_key, f.refused_at
            from reversal_request r
            left join hold_approval a on a.request_id = r.request_id and a.request_number = r.number
            left join hold_reversal v on v.approval_id = a.id
            left join reversal_refusal f on f.approval_id = a.id""";

    private static Reversal reversal(ResultSet row) throws SQLException {
        return new Reversal(
                row.getObject("request_id", UUID.class),
                row.getInt("number"),
                new CaseNumber(row.getString("case_number")),
                new Line(row.getString("measure_id"), row.getInt("line")),
                new ContractId(row.getString("contract_id")),
                new AccountId(row.getString("beneficiary")),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getLong("open_minor"),
                row.getObject("finding_id", UUID.class),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                row.getObject("approval", UUID.class),
                row.getString("approved_by"),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("reversed_at")),
                instant(row.getTimestamp("refused_at")),
                row.getString("command_key"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
