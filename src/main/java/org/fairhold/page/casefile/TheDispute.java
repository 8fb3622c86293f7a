package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.dispute.DisputeOutcome;
import org.fairhold.dispute.Disputes;
import org.fairhold.funds.Amounts;
import org.fairhold.money.Money;
import org.fairhold.page.At;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a dispute came to: between whom it is, each outcome with both texts, and the refund that was asked for. */
@Component
class TheDispute {
    /** @param agreed what both said they agree to */
    record Outcome(
            String what,
            @Nullable String refund,
            String forFreelancer,
            String forClient,
            @Nullable String agreed,
            Instant at) {}

    /** @param command how far the marketplace is with the newest attempt; null before there is one */
    record Refund(
            String amount,
            Instant asked,
            Instant due,
            @Nullable Boolean consent,
            @Nullable Instant answered,
            int attempts,
            @Nullable String command) {}

    record Section(
            Contract contract, Account freelancer, Account client, List<Outcome> outcomes, List<Refund> refunds) {}

    private final Disputes disputes;
    private final Contracts contracts;
    private final Accounts accounts;
    private final PersonalTexts texts;
    private final JdbcClient sql;

    TheDispute(Disputes disputes, Contracts contracts, Accounts accounts, PersonalTexts texts, JdbcClient sql) {
        this.disputes = disputes;
        this.contracts = contracts;
        this.accounts = accounts;
        this.texts = texts;
        this.sql = sql;
    }

    @Nullable
    Section of(EnforcementCase about) {
        if (about.contractId() == null) {
            return null;
        }
        var contract = contracts.find(new ContractId(about.contractId())).orElseThrow();
        return new Section(
                contract,
                accounts.get(contract.freelancerId()),
                accounts.get(contract.clientId()),
                disputes.outcomes(about.number()).stream().map(this::outcome).toList(),
                refunds(about.number()));
    }

    private Outcome outcome(DisputeOutcome recorded) {
        return new Outcome(
                recorded.outcome().name(),
                recorded.asksForRefund() ? Amounts.plain(Objects.requireNonNull(recorded.refund())) : null,
                texts.readOr(recorded.forFreelancer(), CaseFile.ERASED),
                texts.readOr(recorded.forClient(), CaseFile.ERASED),
                recorded.agreed() == null ? null : texts.readOr(recorded.agreed(), CaseFile.ERASED),
                recorded.decidedAt());
    }

    private List<Refund> refunds(CaseNumber number) {
        return sql.sql(
                        """
                        select q.*, c.consent, c.given_at, (select count(*) from refund r where r.decision_id = q.decision_id) as attempts,
                            (select m.state from refund r join marketplace_command m on m.key = r.command_key
                                where r.decision_id = q.decision_id order by r.attempt desc limit 1) as state
                        from refund_request q left join refund_consent c using (decision_id)
                        where q.case_number = :case order by q.asked_at""")
                .param("case", number.value())
                .query((row, index) -> new Refund(
                        Amounts.plain(Money.of(row.getLong("amount_minor"), row.getString("currency"))),
                        At.of(row, "asked_at"),
                        At.of(row, "answer_due"),
                        row.getObject("consent", Boolean.class),
                        At.orNull(row, "given_at"),
                        row.getInt("attempts"),
                        row.getString("state")))
                .list();
    }
}
