package org.fairhold.demo.marketplace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Directory.Deal;
import org.fairhold.demo.marketplace.Directory.Member;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The double-entry books: accounts by purpose, journals, and transfers from one account to another. Within a transaction. */
@Repository
@Profile("demo")
class Books {
    /** What every JSON reader reads exactly; the most that an amount or a balance is. */
    static final long MINOR_MAX = 9_007_199_254_740_991L;

    private static final int CASH_SHARDS = 16;

    enum Purpose {
        CASH,
        CLIENT_BALANCE,
        ESCROW,
        PENDING,
        AVAILABLE,
        HELD,
        PAYOUT_TRANSIT,
        PAID_OUT
    }

    /** An account of the books; its balance is what it was when it was read. */
    record Purse(long id, long balanceMinor) {}

    /** Money of one line, and the account that it came from. */
    record Held(Purse purse, long origin, boolean wasAvailable) {}

    /** Why money is moved. */
    record Cause(String kind, @Nullable ContractId contract, @Nullable Line line, @Nullable String approval) {
        static Cause of(String kind) {
            return new Cause(kind, null, null, null);
        }

        static Cause of(String kind, ContractId contract) {
            return new Cause(kind, contract, null, null);
        }

        static Cause of(String kind, Line line) {
            return new Cause(kind, null, line, null);
        }
    }

    private record Place(
            String party,
            String kind,
            Purpose purpose,
            Currency currency,
            @Nullable Integer shard,
            @Nullable ContractId contract,
            @Nullable Line line,
            @Nullable Long origin) {
        Map<String, @Nullable Object> columns() {
            Map<String, @Nullable Object> columns = new HashMap<>();
            columns.put("party", party);
            columns.put("kind", kind);
            columns.put("purpose", purpose.name());
            columns.put("currency", currency.getCurrencyCode());
            columns.put("shard", shard);
            columns.put("contract", contract == null ? null : contract.value());
            columns.put("measure", line == null ? null : line.measureId());
            columns.put("number", line == null ? null : line.number());
            columns.put("origin", origin);
            return columns;
        }
    }

    private final JdbcClient sql;

    Books(JdbcClient sql) {
        this.sql = sql;
    }

    /** Until the transaction ends nothing else happens to their money. */
    void lock(AccountId... accounts) {
        sql.sql("select marketplace.lock_parties(:ids)")
                .param("ids", Arrays.stream(accounts).map(AccountId::value).toArray(String[]::new))
                .query((row, index) -> index)
                .single();
    }

    /** Rejected unless it is an amount that can be moved. */
    static void requireMovable(Money amount) {
        if (amount.minor() < 1 || amount.minor() > MINOR_MAX) {
            throw new Rejection(Answer.Reason.NOT_ALLOWED, "An amount is from 1 to %d.".formatted(MINOR_MAX));
        }
    }

    /** What the holder's free money lies in. */
    Purse available(Member holder, Currency currency) {
        return purse(
                holder,
                switch (holder.role()) {
                    case FREELANCER -> Purpose.AVAILABLE;
                    case CLIENT -> Purpose.CLIENT_BALANCE;
                },
                currency);
    }

    Purse purse(Member holder, Purpose purpose, Currency currency) {
        return open(new Place(holder.id().value(), holder.role().name(), purpose, currency, null, null, null, null));
    }

    Purse escrow(Deal deal, Currency currency) {
        return open(new Place(deal.client().value(), "CLIENT", Purpose.ESCROW, currency, null, deal.id(), null, null));
    }

    /** The currency in which a contract is paid; none before its first payment. */
    Optional<String> currencyOf(ContractId contract) {
        return sql.sql("select currency from marketplace.account where contract_id = :contract and purpose = 'ESCROW'")
                .param("contract", contract.value())
                .query(String.class)
                .optional();
    }

    Purse cash(ContractId contract, Currency currency) {
        var shard = Math.floorMod(contract.value().hashCode(), CASH_SHARDS);
        return open(new Place("@platform", "PLATFORM", Purpose.CASH, currency, shard, null, null, null));
    }

    Purse held(Member holder, Line line, Purse origin, Currency currency) {
        return open(new Place(
                holder.id().value(), holder.role().name(), Purpose.HELD, currency, null, null, line, origin.id()));
    }

    /** The accounts of a line, that from available money first. */
    List<Held> held(Line line) {
        return sql.sql(
                        """
                        select h.id, h.balance_minor, h.origin_id, o.purpose <> 'PENDING' as was_available
                        from marketplace.account h join marketplace.account o on o.id = h.origin_id
                        where h.purpose = 'HELD' and h.measure_id = :measure and h.line_number = :number
                        order by was_available desc""")
                .param("measure", line.measureId())
                .param("number", line.number())
                .query((row, index) -> new Held(
                        new Purse(row.getLong("id"), row.getLong("balance_minor")),
                        row.getLong("origin_id"),
                        row.getBoolean("was_available")))
                .list();
    }

    private Purse open(Place place) {
        return find(place).or(() -> made(place)).or(() -> find(place)).orElseThrow();
    }

    /** Empty where another transaction was first. */
    private Optional<Purse> made(Place place) {
        return sql.sql(
                        """
                        insert into marketplace.account
                            (party_id, party_kind, purpose, currency, shard, contract_id, measure_id, line_number, origin_id)
                        values (:party, :kind, :purpose, :currency, :shard, :contract, :measure, :number, :origin)
                        on conflict do nothing
                        returning id, balance_minor""")
                .params(place.columns())
                .query(Books::purse)
                .optional();
    }

    /** Null is said as such, so that the index finds it. */
    private Optional<Purse> find(Place place) {
        var condition = place.line != null
                ? "shard is null and contract_id is null and measure_id = :measure and line_number = :number and origin_id = :origin"
                : "shard %s and contract_id %s and measure_id is null and line_number is null and origin_id is null"
                        .formatted(
                                place.shard == null ? "is null" : "= :shard",
                                place.contract == null ? "is null" : "= :contract");
        return sql.sql(
                        """
                        select id, balance_minor from marketplace.account
                        where party_id = :party and purpose = :purpose and currency = :currency and %s"""
                                .formatted(condition))
                .params(place.columns())
                .query(Books::purse)
                .optional();
    }

    private static Purse purse(ResultSet row, int index) throws SQLException {
        return new Purse(row.getLong("id"), row.getLong("balance_minor"));
    }

    /** Opens a journal, to which this transaction adds transfers. */
    void open(Operation operation, Cause cause) {
        sql.sql(
                        """
                        insert into marketplace.journal
                            (id, key, request_sha256, kind, case_number, contract_id, measure_id, line_number, approval, at)
                        values (:id, :key, :sha256, :kind, :caseNumber, :contract, :measure, :number, :approval, :at)""")
                .param("id", operation.reference())
                .param("key", operation.key())
                .param("sha256", operation.requestSha256())
                .param("kind", cause.kind)
                .param("caseNumber", operation.caseNumber())
                .param("contract", cause.contract == null ? null : cause.contract.value())
                .param("measure", cause.line == null ? null : cause.line.measureId())
                .param("number", cause.line == null ? null : cause.line.number())
                .param("approval", cause.approval)
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    /** @param line of the journal, from 1 */
    void move(Operation operation, int line, long from, long to, Money amount) {
        sql.sql(
                        """
                        insert into marketplace.transfer
                            (journal_id, line, debit_account, credit_account, currency, amount_minor)
                        values (:journal, :line, :from, :to, :currency, :minor)""")
                .param("journal", operation.reference())
                .param("line", line)
                .param("from", from)
                .param("to", to)
                .param("currency", amount.currency().getCurrencyCode())
                .param("minor", amount.minor())
                .update();
    }
}
