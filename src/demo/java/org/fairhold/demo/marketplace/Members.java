package org.fairhold.demo.marketplace;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Directory.Deal;
import org.fairhold.marketplace.AccountChange;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happens to an account beside its money: sessions, changes, blocks, its rank, and what its counterparts were told. */
@Repository
@Profile("demo")
class Members {
    /** What somebody can change about an account, or do in its name. */
    enum What {
        PROFILE,
        PAYOUT_METHOD,
        EMAIL,
        CONTRACT_ENDED,
        MESSAGE_SENT
    }

    /** A sign that something reached the other side of a contract. */
    record Told(String contractId, String counterpartId, String text, Instant at) {}

    private final JdbcClient sql;
    private final Directory directory;

    Members(JdbcClient sql, Directory directory) {
        this.sql = sql;
        this.directory = directory;
    }

    /** @param contract where it is to be done; null where it is not said */
    boolean isBlocked(AccountId account, Permission permission, @Nullable String contract) {
        return sql.sql(
                        """
                        select exists (select from marketplace.block b
                            where b.account_id = :account and :permission = any (b.permissions)
                                and (b.contracts = '{}' or :permission = 'WITHDRAW' or :contract::text = any (b.contracts))
                                and not exists (select from marketplace.block_end e where e.block_key = b.key))""")
                .param("account", account.value())
                .param("permission", permission.name())
                .param("contract", contract)
                .query(Boolean.class)
                .single();
    }

    void block(Operation operation, Command.Block block) {
        var account = directory.member(block.account()).id();
        if (block.permissions().isEmpty()) {
            throw new Rejection(Reason.NOT_ALLOWED, "A block takes at least one permission.");
        }
        block.contracts().forEach(contract -> requireOwn(directory.deal(contract), account));
        sql.sql(
                        """
                        insert into marketplace.block (key, account_id, permissions, contracts, case_number, at)
                        values (:key, :account, :permissions, :contracts, :caseNumber, :at)""")
                .param("key", operation.key())
                .param("account", account.value())
                .param("permissions", names(block.permissions()))
                .param("contracts", names(block.contracts()))
                .param("caseNumber", operation.caseNumber())
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    private static String[] names(Set<?> values) {
        return values.stream().map(Object::toString).sorted().toArray(String[]::new);
    }

    void unblock(Operation operation, Command.Unblock unblock) {
        var account = directory.member(unblock.account()).id();
        var ended = sql.sql(
                        """
                        insert into marketplace.block_end (block_key, key, at)
                        select b.key, :key, :at from marketplace.block b
                        where b.key = :block and b.account_id = :account
                            and not exists (select from marketplace.block_end e where e.block_key = b.key)""")
                .param("key", operation.key())
                .param("block", unblock.blockKey())
                .param("account", account.value())
                .param("at", Timestamp.from(operation.at()))
                .update();
        if (ended == 0) {
            throw new Rejection(Reason.NOT_ALLOWED, "This account has no such block in force.");
        }
    }

    List<String> blocks(AccountId account) {
        return sql.sql(
                        """
                        select key from marketplace.block b where account_id = :account
                            and not exists (select from marketplace.block_end e where e.block_key = b.key)
                        order by seq""")
                .param("account", account.value())
                .query(String.class)
                .list();
    }

    /** The id of the session. */
    String logsIn(AccountId account, Instant now) {
        return sql.sql("insert into marketplace.session (account_id, began_at) values (:account, :at) returning id")
                .param("account", directory.member(account).id().value())
                .param("at", Timestamp.from(now))
                .query(String.class)
                .single();
    }

    long sessions(AccountId account) {
        return sql.sql(
                        """
                        select count(*) from marketplace.session s where account_id = :account
                            and not exists (select from marketplace.session_end e where e.session_id = s.id)""")
                .param("account", account.value())
                .query(Long.class)
                .single();
    }

    void endSessions(Operation operation, Command.EndSessions end) {
        var account = directory.member(end.account()).id();
        sql.sql(
                        """
                        insert into marketplace.session_end (session_id, key, at)
                        select s.id, :key, :at from marketplace.session s where account_id = :account
                            and not exists (select from marketplace.session_end e where e.session_id = s.id)""")
                .param("account", account.value())
                .param("key", operation.key())
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    /** Whether somebody is still signed in with it, as that account. */
    boolean isOpen(AccountId account, String session) {
        return sql.sql(
                        """
                        select exists (select from marketplace.session s where s.id::text = :session and s.account_id = :account
                            and not exists (select from marketplace.session_end e where e.session_id = s.id))""")
                .param("session", session)
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Its id.
     *
     * @param contract where it is done on one of the account's
     * @param session in which it is done, where that is said
     */
    String changes(AccountId account, What what, @Nullable ContractId contract, @Nullable String session, Instant now) {
        if (contract != null) {
            requireOwn(directory.deal(contract), account);
        }
        return sql.sql(
                        """
                        insert into marketplace.account_change (account_id, what, at, contract_id, session_id)
                        values (:account, :what, :at, :contract, :session::bigint) returning id""")
                .param("account", directory.member(account).id().value())
                .param("what", what.name())
                .param("contract", contract == null ? null : contract.value())
                .param("session", session)
                .param("at", Timestamp.from(now))
                .query(String.class)
                .single();
    }

    List<AccountChange> changesSince(AccountId account, Instant since) {
        return sql.sql(
                        """
                        select id, what, at, can_be_undone, contract_id from marketplace.account_change
                        where account_id = :account and at >= :since order by at, id""")
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .query((row, index) -> new AccountChange(
                        row.getString("id"),
                        row.getString("what"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("can_be_undone"),
                        row.getString("contract_id") == null ? null : new ContractId(row.getString("contract_id"))))
                .list();
    }

    List<String> undone(AccountId account) {
        return sql.sql(
                        """
                        select c.id from marketplace.account_change c
                        join marketplace.change_undone u on u.change_id = c.id where c.account_id = :account order by c.id""")
                .param("account", account.value())
                .query(String.class)
                .list();
    }

    void undo(Operation operation, Command.UndoChange undo) {
        var account = directory.member(undo.account()).id();
        var undone = sql.sql(
                        """
                        insert into marketplace.change_undone (change_id, key, at)
                        select c.id, :key, :at from marketplace.account_change c
                        where c.id::text = :change and c.account_id = :account and c.can_be_undone
                            and not exists (select from marketplace.change_undone u where u.change_id = c.id)""")
                .param("key", operation.key())
                .param("change", undo.changeId())
                .param("account", account.value())
                .param("at", Timestamp.from(operation.at()))
                .update();
        if (undone == 0) {
            throw new Rejection(
                    Reason.CANNOT_BE_UNDONE, "This account has no such change that can be undone and is not yet.");
        }
    }

    /** @param tell without contracts: everybody the account has a contract with */
    void tell(Operation operation, Command.TellCounterparts tell) {
        var account = directory.member(tell.account()).id();
        Collection<Deal> deals = tell.contracts().isEmpty()
                ? directory.dealsOf(account)
                : tell.contracts().stream().map(directory::deal).toList();
        for (var deal : deals) {
            requireOwn(deal, account);
            sql.sql(
                            """
                            insert into marketplace.told (key, account_id, contract_id, counterpart_id, text, at)
                            values (:key, :account, :contract, :counterpart, :text, :at)""")
                    .param("key", operation.key())
                    .param("account", account.value())
                    .param("contract", deal.id().value())
                    .param("counterpart", deal.counterpartOf(account).value())
                    .param("text", tell.text())
                    .param("at", Timestamp.from(operation.at()))
                    .update();
        }
    }

    List<Told> told(AccountId account) {
        return sql.sql(
                        """
                        select contract_id, counterpart_id, text, at from marketplace.told
                        where account_id = :account order by at, contract_id""")
                .param("account", account.value())
                .query((row, index) -> new Told(
                        row.getString("contract_id"),
                        row.getString("counterpart_id"),
                        row.getString("text"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    void restoreRank(Operation operation, Command.RestoreRank restore) {
        sql.sql("insert into marketplace.rank_restored (key, account_id, at) values (:key, :account, :at)")
                .param("key", operation.key())
                .param("account", directory.member(restore.account()).id().value())
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    void waiveFees(Operation operation, Command.WaiveFees waive) {
        sql.sql("insert into marketplace.fee_waiver (key, account_id, days, at) values (:key, :account, :days, :at)")
                .param("key", operation.key())
                .param("account", directory.member(waive.account()).id().value())
                .param("days", waive.days())
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    /** Until when the account pays no fee: each waiver begins when it comes, or when the one before ends. */
    @Nullable
    Instant feeFreeUntil(AccountId account) {
        Instant until = null;
        for (var waiver : sql.sql(
                        "select at, days from marketplace.fee_waiver where account_id = :account order by seq")
                .param("account", account.value())
                .query((row, index) -> Map.entry(row.getTimestamp("at").toInstant(), row.getInt("days")))
                .list()) {
            var from = until == null || until.isBefore(waiver.getKey()) ? waiver.getKey() : until;
            until = from.plus(Duration.ofDays(waiver.getValue()));
        }
        return until;
    }

    /** A block costs an account its badges and rank; the end of the block does not give them back by itself. */
    boolean hasRank(AccountId account) {
        return sql.sql(
                        """
                        select not exists (select from marketplace.block b where b.account_id = :account
                            and b.seq > all (select r.seq from marketplace.rank_restored r where r.account_id = :account))""")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    private void requireOwn(Deal deal, AccountId account) {
        if (!deal.isOf(account)) {
            throw new Rejection(Reason.NOT_ALLOWED, "Contract %s is not one of %s.".formatted(deal.id(), account));
        }
    }
}
