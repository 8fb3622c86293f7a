package org.fairhold.demo.marketplace;

import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Balance;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger says about an account's money, and whether it is in order. */
@Repository
@Profile("demo")
class Ledger {
    /**
     * One movement.
     *
     * @param from and {@code to}: party and purpose, such as {@code anna/HELD}
     */
    record Posting(
            long seq,
            Instant at,
            String kind,
            String from,
            String to,
            long amountMinor,
            String currency,
            @Nullable String caseNumber,
            @Nullable String measureId,
            @Nullable Integer line) {}

    /** Something that must not be. */
    record Finding(String rule, String subject) {}

    private record Held(String currency, ContractId contract, long minor) {}

    private final JdbcClient sql;

    Ledger(JdbcClient sql) {
        this.sql = sql;
    }

    List<Balance> balances(AccountId account) {
        var held = sql.sql(
                        """
                        select a.currency, l.contract_id, sum(a.balance_minor) as minor
                        from marketplace.account a
                            join marketplace.hold_line l on l.measure_id = a.measure_id and l.number = a.line_number
                        where a.party_id = :account and a.purpose = 'HELD' and a.balance_minor > 0 and l.contract_id is not null
                        group by 1, 2 order by 1, 2""")
                .param("account", account.value())
                .query((row, index) -> new Held(
                        row.getString("currency"), new ContractId(row.getString("contract_id")), row.getLong("minor")))
                .list();
        return sql.sql(
                        """
                        select currency,
                            coalesce(sum(balance_minor) filter (where purpose = 'PENDING'), 0) as pending,
                            coalesce(sum(balance_minor) filter (where purpose in ('AVAILABLE', 'CLIENT_BALANCE')), 0) as available,
                            coalesce(sum(balance_minor) filter (where purpose = 'HELD'), 0) as held
                        from marketplace.account where party_id = :account and purpose <> 'ESCROW'
                        group by currency order by currency""")
                .param("account", account.value())
                .query((row, index) -> new Balance(
                        Currency.getInstance(row.getString("currency")),
                        row.getLong("pending"),
                        row.getLong("available"),
                        row.getLong("held"),
                        ofCurrency(held, row.getString("currency"))))
                .list();
    }

    Map<Line, Money> held(AccountId account) {
        Map<Line, Money> held = new LinkedHashMap<>();
        sql.sql(
                        """
                        select measure_id, line_number, currency, sum(balance_minor) as minor from marketplace.account
                        where party_id = :account and purpose = 'HELD' and balance_minor > 0
                        group by 1, 2, 3 order by 1, 2""")
                .param("account", account.value())
                .query(row -> {
                    held.put(
                            new Line(row.getString("measure_id"), row.getInt("line_number")),
                            Money.of(row.getLong("minor"), row.getString("currency")));
                });
        return held;
    }

    private static Map<ContractId, Long> ofCurrency(List<Held> held, String currency) {
        Map<ContractId, Long> byContract = new LinkedHashMap<>();
        held.stream()
                .filter(one -> one.currency.equals(currency))
                .forEach(one -> byContract.put(one.contract, one.minor));
        return byContract;
    }

    /**
     * The movements in their order.
     *
     * @param account null: everybody's
     * @param after the last one that was seen
     */
    List<Posting> postings(@Nullable AccountId account, long after, int limit) {
        return sql.sql(
                        """
                        select t.seq, j.at, j.kind, d.party_id || '/' || d.purpose as from_account,
                            c.party_id || '/' || c.purpose as to_account, t.amount_minor, t.currency,
                            j.case_number, j.measure_id, j.line_number
                        from marketplace.transfer t join marketplace.journal j on j.id = t.journal_id
                            join marketplace.account d on d.id = t.debit_account
                            join marketplace.account c on c.id = t.credit_account
                        where t.seq > :after and (:account::text is null or :account in (d.party_id, c.party_id))
                        order by t.seq limit :limit""")
                .param("account", account == null ? null : account.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> new Posting(
                        row.getLong("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("kind"),
                        row.getString("from_account"),
                        row.getString("to_account"),
                        row.getLong("amount_minor"),
                        row.getString("currency"),
                        row.getString("case_number"),
                        row.getString("measure_id"),
                        row.getObject("line_number", Integer.class)))
                .list();
    }

    /** Empty, or the ledger is wrong. */
    List<Finding> findings() {
        return sql.sql("select rule, subject from marketplace.findings order by rule, subject")
                .query(Finding.class)
                .list();
    }
}
