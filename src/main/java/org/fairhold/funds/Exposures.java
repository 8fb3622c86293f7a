package org.fairhold.funds;

import java.util.Currency;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the contracts of an account put at stake, as the marketplace last said. */
@Repository
class Exposures {
    private static final String FORMULA =
            """
            with stake as (
                select c.id, k.currency,
                    case when c.disputed and c.disputed_currency = k.currency then coalesce(c.disputed_amount_minor, 0) else 0 end as disputed,
                    case when c.chargeback_currency = k.currency then coalesce(c.chargeback_amount_minor, 0) else 0 end as chargeback
                from contract c
                cross join lateral (select c.disputed_currency union select c.chargeback_currency) k (currency)
                where k.currency is not null and c.freelancer_id = :holder and (:contract::text is null or c.id = :contract))
            select s.*, coalesce((select sum(l.open_minor) from hold_line l
                where l.contract_id = s.id and l.currency = s.currency and l.open_minor > 0), 0) as held
            from stake s where s.disputed + s.chargeback > 0 order by s.id, s.currency""";

    private final JdbcClient sql;

    Exposures(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param only the one contract that counts; null for all of the holder's */
    List<Exposure> of(AccountId holder, @Nullable String only) {
        return sql.sql(FORMULA)
                .param("holder", holder.value())
                .param("contract", only)
                .query((row, index) -> new Exposure(
                        new ContractId(row.getString("id")),
                        Currency.getInstance(row.getString("currency")),
                        row.getLong("disputed"),
                        row.getLong("chargeback"),
                        row.getLong("held")))
                .list();
    }

    /** Holds these contracts' rows until the transaction ends, so that what they say meanwhile comes after. */
    void lock(List<ContractId> contracts) {
        sql.sql("select id from contract where id = any(:ids) order by id for update")
                .param("ids", contracts.stream().map(ContractId::value).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
