package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fairhold.demo.marketplace.Trial.ANNA;
import static org.fairhold.demo.marketplace.Trial.ANNA_CARL;
import static org.fairhold.demo.marketplace.Trial.ANNA_CORA;
import static org.fairhold.demo.marketplace.Trial.APPROVAL;
import static org.fairhold.demo.marketplace.Trial.CARL;
import static org.fairhold.demo.marketplace.Trial.CASE;
import static org.fairhold.demo.marketplace.Trial.CORA;
import static org.fairhold.demo.marketplace.Trial.FRED;
import static org.fairhold.demo.marketplace.Trial.FRED_CARL;
import static org.fairhold.demo.marketplace.Trial.line;
import static org.fairhold.demo.marketplace.Trial.usd;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has the application's password and SQL cannot do to the ledger what the invariants I1 to I16 forbid. */
class AttackTest {
    private static final String LINE_1 = "measure_id=M-1007,line_number=1,case_number=C-2041";

    private final Trial trial = Trial.shared();

    @BeforeEach
    void nobody_has_paid_yet() {
        trial.rebuild();
    }

    @AfterEach
    void the_ledger_is_in_order() {
        assertThat(trial.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -100, Long.MIN_VALUE})
    void I1_nobody_moves_nothing_or_less_than_nothing(long minor) {
        trial.paid(ANNA_CARL, usd(1000), Origin.PENDING);

        refused(
                "violates check constraint",
                journal("CLEAR", ""),
                transfer(1, pending(ANNA), available(ANNA), "USD", minor));
    }

    @Test
    void I1_nobody_moves_money_from_an_account_to_itself() {
        trial.paid(ANNA_CARL, usd(1000), Origin.PENDING);

        refused("I6", journal("CLEAR", ""), transfer(1, pending(ANNA), pending(ANNA), "USD", 100));
    }

    @Test
    void I2_nobody_turns_dollars_into_euros() {
        trial.paid(ANNA_CARL, usd(1000), Origin.PENDING);
        trial.paid(ANNA_CORA, Money.of(1000, "EUR"), Origin.AVAILABLE);
        var euros = id("party_id = 'anna' and purpose = 'AVAILABLE' and currency = 'EUR'");

        refused("violates foreign key", journal("CLEAR", ""), transfer(1, pending(ANNA), euros, "USD", 100));
        refused("violates foreign key", journal("CLEAR", ""), transfer(1, pending(ANNA), euros, "EUR", 100));
    }

    @Test
    void I3_nobody_takes_out_more_than_there_is() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        open(ANNA, "PAYOUT_TRANSIT");

        refused("I3", journal("WITHDRAW", ""), transfer(1, available(ANNA), id(ANNA, "PAYOUT_TRANSIT"), "USD", 1001));
    }

    @Test
    void I4_nobody_writes_a_balance() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);

        refused("permission denied", "update marketplace.account set balance_minor = 5000");
        refused(
                "permission denied",
                "insert into marketplace.account (party_id, party_kind, purpose, currency, balance_minor)"
                        + " values ('anna', 'FREELANCER', 'PENDING', 'USD', 5000)");
    }

    /** The trigger writes with its owner's rights; a table of one's own must not be able to call it. */
    @Test
    void I4_nobody_makes_the_ledgers_own_trigger_write_a_balance() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);

        refused(
                "permission denied for function",
                "create temp table transfer (like marketplace.transfer)",
                "create trigger mine before insert on pg_temp.transfer for each row"
                        + " execute function marketplace.apply_transfer()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal", "transfer", "operation", "hold_line", "approval", "block", "account"})
    void I5_nobody_deletes_or_empties_what_was_written(String table) {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.done(new Command.Reverse("r", CASE, line(1), CARL, usd(10), APPROVAL));
        blockWithdrawals();

        refused("permission denied", "delete from marketplace." + table);
        refused("permission denied", "truncate marketplace." + table + " cascade");
        refusedTo(trial.owner, "I5", "delete from marketplace." + table);
        refusedTo(trial.owner, "I5", "truncate marketplace." + table + " cascade");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transfer set amount_minor = 1",
                "journal set at = at - interval '1 day'",
                "operation set detail = 'x'",
                "approval set signed_by = 'ida'",
                "hold_line set holder_id = 'fred'",
                "block set permissions = '{APPLY}'"
            })
    void I5_nobody_changes_what_was_written(String change) {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.done(new Command.Reverse("r", CASE, line(1), CARL, usd(10), APPROVAL));
        blockWithdrawals();

        refused("permission denied", "update marketplace." + change);
        refusedTo(trial.owner, "I5", "update marketplace." + change);
    }

    @Test
    void I5_nobody_adds_to_a_journal_that_is_closed() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.done(new Command.Release("release", CASE, line(1), usd(10)));
        var closed = trial.sql
                .sql("select id from marketplace.journal where kind = 'RELEASE'")
                .query(UUID.class)
                .single();

        refused("I5", transferOf(closed, 2, held(), available(ANNA), "USD", 900));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLEAR", "WITHDRAW", "REFUND", "PAY"})
    void I6_held_money_leaves_its_line_by_nothing_but_release_and_reversal(String kind) {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        open(ANNA, "PAYOUT_TRANSIT");
        var contract = kind.equals("REFUND") || kind.equals("PAY") ? "contract_id=K-1" : "";
        var to = kind.equals("WITHDRAW") ? id(ANNA, "PAYOUT_TRANSIT") : available(ANNA);

        refused("I6", journal(kind, contract), transfer(1, held(), to, "USD", 100));
    }

    @Test
    void I6_one_lines_money_does_not_leave_by_the_release_of_another() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.paid(ANNA_CARL, usd(500), Origin.AVAILABLE);
        trial.done(new Command.Hold("h2", CASE, line(2), ANNA, ANNA_CARL, Origin.AVAILABLE, usd(500)));
        var secondLine = LINE_1.replace("line_number=1", "line_number=2");

        refused("I6", journal("RELEASE", secondLine), transfer(1, held(), available(ANNA), "USD", 100));
    }

    @Test
    void I6_a_payment_for_one_freelancer_does_not_reach_another() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        trial.paid(FRED_CARL, usd(1000), Origin.AVAILABLE);
        var cash = id("purpose = 'CASH'");
        var escrow = id("contract_id = 'K-1'");

        refused(
                "I6",
                journal("PAY", "contract_id=K-1"),
                transfer(1, cash, escrow, "USD", 100),
                transfer(2, escrow, available(FRED), "USD", 100));
    }

    @Test
    void I6_a_refund_does_not_reach_another_client() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        trial.paid(ANNA_CORA, usd(1000), Origin.AVAILABLE);
        open(CORA, "CLIENT_BALANCE");

        refused(
                "I6",
                journal("REFUND", "contract_id=K-1"),
                transfer(1, available(ANNA), id(CORA, "CLIENT_BALANCE"), "USD", 100));
    }

    @Test
    void I6_nobody_withdraws_somebody_elses_money() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        trial.paid(FRED_CARL, usd(1), Origin.AVAILABLE);
        open(FRED, "PAYOUT_TRANSIT");

        refused("I6", journal("WITHDRAW", ""), transfer(1, available(ANNA), id(FRED, "PAYOUT_TRANSIT"), "USD", 100));
    }

    @Test
    void I7_held_money_goes_back_only_to_where_it_came_from() {
        trial.heldOfAnna(1000, Origin.PENDING);
        trial.paid(ANNA_CARL, usd(1), Origin.AVAILABLE);
        trial.paid(FRED_CARL, usd(1), Origin.AVAILABLE);

        refused("I7", journal("RELEASE", LINE_1), transfer(1, held(), available(ANNA), "USD", 100));
        refused("I7", journal("RELEASE", LINE_1), transfer(1, held(), available(FRED), "USD", 100));
    }

    @Test
    void I8_nothing_is_reversed_without_an_approval() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        open(CARL, "CLIENT_BALANCE");

        refused("I8", journal("REVERSE", LINE_1), transfer(1, held(), id(CARL, "CLIENT_BALANCE"), "USD", 100));
    }

    @Test
    void I9_nobody_approves_a_reversal_alone() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);

        refused("approval_check", approval("fay", "Fay", "carl", 1000));
    }

    @Test
    void I9_a_reversal_is_not_approved_for_anybody_but_the_contracts_client() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.paid(ANNA_CORA, usd(1), Origin.AVAILABLE);
        trial.paid(FRED_CARL, usd(1), Origin.AVAILABLE);

        refused("I9", approval("fay", "gil", "cora", 1000));
        refused("I9", approval("fay", "gil", "@platform", 1000));
    }

    @Test
    void I9_no_more_is_reversed_than_was_approved_also_in_parts() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        open(CARL, "CLIENT_BALANCE");
        var balance = id(CARL, "CLIENT_BALANCE");

        refused(
                "I9",
                approval("fay", "gil", "carl", 150),
                journal("REVERSE", LINE_1 + ",approval=S-1"),
                transfer(1, held(), balance, "USD", 100),
                transfer(2, held(), balance, "USD", 51));
    }

    @Test
    void I9_an_approval_serves_one_reversal() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.done(new Command.Reverse("r", CASE, line(1), CARL, usd(10), APPROVAL));

        refused(
                "journal_approval_key",
                journal("REVERSE", LINE_1 + ",approval=S-17"),
                transfer(1, held(), id(CARL, "CLIENT_BALANCE"), "USD", 10));
    }

    @Test
    void I9_an_approval_serves_only_its_own_line_and_client() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.paid(ANNA_CARL, usd(500), Origin.AVAILABLE);
        trial.done(new Command.Hold("h2", CASE, line(2), ANNA, ANNA_CARL, Origin.AVAILABLE, usd(500)));
        trial.paid(ANNA_CORA, usd(1), Origin.AVAILABLE);
        open(CARL, "CLIENT_BALANCE");
        open(CORA, "CLIENT_BALANCE");
        var ofTheFirstLine = approval("fay", "gil", "carl", 1000);
        var secondLine = LINE_1.replace("line_number=1", "line_number=2") + ",approval=S-1";

        refused(
                "I9",
                ofTheFirstLine,
                journal("REVERSE", secondLine),
                transfer(1, id("purpose = 'HELD' and line_number = 2"), id(CARL, "CLIENT_BALANCE"), "USD", 10));
        refused(
                "I9",
                ofTheFirstLine,
                journal("REVERSE", LINE_1 + ",approval=S-1"),
                transfer(1, held(), id(CORA, "CLIENT_BALANCE"), "USD", 10));
    }

    @Test
    void I9_an_approval_of_last_week_serves_nothing() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        open(CARL, "CLIENT_BALANCE");

        refused(
                "I9",
                approval("fay", "gil", "carl", 1000).replace("now()", "now() - interval '7 days'"),
                journal("REVERSE", LINE_1 + ",approval=S-1"),
                transfer(1, held(), id(CARL, "CLIENT_BALANCE"), "USD", 10));
    }

    @Test
    void I10_nobody_is_paid_out_while_withdrawing_is_blocked() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        open(ANNA, "PAYOUT_TRANSIT");
        blockWithdrawals();

        refused("I10", journal("WITHDRAW", ""), transfer(1, available(ANNA), id(ANNA, "PAYOUT_TRANSIT"), "USD", 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLEAR", "PAY", "REFUND"})
    void I10_nobody_is_paid_out_under_another_name(String kind) {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        open(ANNA, "PAYOUT_TRANSIT");
        blockWithdrawals();

        refused(
                "moves nothing from AVAILABLE to PAYOUT_TRANSIT",
                journal(kind, kind.equals("CLEAR") ? "" : "contract_id=K-1"),
                transfer(1, available(ANNA), id(ANNA, "PAYOUT_TRANSIT"), "USD", 100));
    }

    /** There a block that came after the transaction's first look would not be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void I10_nobody_looks_at_an_older_state_of_the_blocks(String isolation) {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);
        open(ANNA, "PAYOUT_TRANSIT");

        refused(
                "read committed",
                "set transaction isolation level " + isolation,
                journal("WITHDRAW", ""),
                transfer(1, available(ANNA), id(ANNA, "PAYOUT_TRANSIT"), "USD", 100));
    }

    @Test
    void I11_money_clears_only_where_it_is_and_takes_nothing_out_of_a_hold() {
        trial.heldOfAnna(1000, Origin.PENDING);
        trial.paid(ANNA_CARL, usd(400), Origin.PENDING);
        trial.paid(FRED_CARL, usd(1), Origin.AVAILABLE);
        open(ANNA, "AVAILABLE");

        refused("I3", journal("CLEAR", ""), transfer(1, pending(ANNA), available(ANNA), "USD", 401));
        refused("I6", journal("CLEAR", ""), transfer(1, held(), available(ANNA), "USD", 100));
        refused("I11", journal("CLEAR", ""), transfer(1, pending(ANNA), available(FRED), "USD", 100));
    }

    @Test
    void I12_what_has_left_a_line_does_not_come_back_into_it() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.done(new Command.Release("release", CASE, line(1), usd(1000)));

        refused("I12", journal("HOLD", LINE_1), transfer(1, available(ANNA), held(), "USD", 100));
    }

    @Test
    void I13_no_journal_is_empty() {
        refused("I13", journal("CLEAR", ""));
    }

    @Test
    void I14_a_line_belongs_to_one_holder_and_one_case() {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        trial.paid(ANNA_CARL, usd(500), Origin.PENDING);
        trial.paid(FRED_CARL, usd(500), Origin.AVAILABLE);
        var heldPending = "insert into marketplace.account"
                + " (party_id, party_kind, purpose, currency, measure_id, line_number, origin_id)"
                + " select party_id, party_kind, 'HELD', 'USD', 'M-1007', 1, id from marketplace.account where id = ";

        refused("hold_line_pkey", holdLine("fred", "null"));
        refused("violates foreign key", heldPending + available(FRED));
        refused(
                "I14",
                heldPending + pending(ANNA),
                journal("HOLD", LINE_1.replace("C-2041", "C-7")),
                "insert into marketplace.transfer (journal_id, line, debit_account, credit_account, currency, amount_minor)"
                        + " select j.id, 1, a.origin_id, a.id, 'USD', 100 from marketplace.journal j, marketplace.account a"
                        + " where j.case_number = 'C-7' and a.origin_id = " + pending(ANNA));
    }

    @Test
    void I14_a_line_is_not_drawn_for_somebody_elses_contract() {
        trial.paid(ANNA_CARL, usd(500), Origin.PENDING);
        trial.paid(FRED_CARL, usd(500), Origin.PENDING);

        refused("I14", holdLine("anna", "'K-3'").replace("M-1007", "M-9"));
    }

    @Test
    void I15_one_key_is_one_operation() {
        trial.paid(ANNA_CARL, usd(1000), Origin.PENDING);
        trial.done(new ReferenceMarketplace.Clear("clear-1", ANNA, usd(10)));

        refused(
                "operation_pkey",
                journal("CLEAR", "").replace("'attack'", "'clear-1'"),
                transfer(1, pending(ANNA), available(ANNA), "USD", 100));
        refused(
                "journal_key_key",
                journal("CLEAR", "").replaceFirst("(?s)^.*?;", "").replace("'attack'", "'clear-1'"),
                transfer(1, pending(ANNA), available(ANNA), "USD", 100));
    }

    @Test
    void I16_nobody_has_two_accounts_for_one_purpose() {
        trial.paid(ANNA_CARL, usd(1000), Origin.AVAILABLE);

        refused(
                "one_account_each",
                "insert into marketplace.account (party_id, party_kind, purpose, currency)"
                        + " values ('anna', 'FREELANCER', 'AVAILABLE', 'USD')");
        refused(
                "one_escrow_each",
                "insert into marketplace.account (party_id, party_kind, purpose, currency, contract_id)"
                        + " values ('carl', 'CLIENT', 'ESCROW', 'EUR', 'K-1')");
    }

    @Test
    void the_same_ways_are_open_to_who_keeps_the_rules() throws SQLException {
        trial.heldOfAnna(1000, Origin.AVAILABLE);
        open(CARL, "CLIENT_BALANCE");

        asTheApplication(
                approval("fay", "gil", "carl", 150),
                journal("REVERSE", LINE_1 + ",approval=S-1"),
                transfer(1, held(), id(CARL, "CLIENT_BALANCE"), "USD", 150));

        assertThat(trial.balance(CARL, "USD").availableMinor()).isEqualTo(150);
        assertThat(trial.balance(ANNA, "USD").heldMinor()).isEqualTo(850);
    }

    private void blockWithdrawals() {
        trial.done(new Command.Block("block", CASE, ANNA, Set.of(Permission.WITHDRAW), Set.of()));
    }

    private void refused(String because, String... statements) {
        refusedTo(trial.application, because, statements);
    }

    /** And nothing has changed. */
    private void refusedTo(DataSource whom, String because, String... statements) {
        var before = trial.checksum();
        assertThatThrownBy(() -> inOneTransaction(whom, statements))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(because);
        assertThat(trial.checksum()).isEqualTo(before);
    }

    private void asTheApplication(String... statements) throws SQLException {
        inOneTransaction(trial.application, statements);
    }

    private static void inOneTransaction(DataSource whom, String... statements) throws SQLException {
        try (Connection connection = whom.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                for (var one : statements) {
                    statement.execute(one);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static final UUID JOURNAL = new UUID(0, 1);

    /** @param with columns of the journal and their values, such as {@code contract_id=K-1} */
    private static String journal(String kind, String with) {
        List<String> columns = new ArrayList<>(List.of("id", "key", "request_sha256", "kind", "at"));
        List<String> values =
                new ArrayList<>(List.of("'" + JOURNAL + "'", "'attack'", "repeat('0', 64)", "'" + kind + "'", "now()"));
        for (var pair : with.isEmpty() ? new String[0] : with.split(",", -1)) {
            columns.add(pair.split("=", -1)[0]);
            values.add("'" + pair.split("=", -1)[1] + "'");
        }
        return """
                insert into marketplace.operation (key, request_sha256, kind, outcome, reference, at)
                    values ('attack', repeat('0', 64), 'ATTACK', 'DONE', '%s', now());
                insert into marketplace.journal (%s) values (%s)"""
                .formatted(JOURNAL, String.join(", ", columns), String.join(", ", values));
    }

    private static String transfer(int line, long from, long to, String currency, long minor) {
        return transferOf(JOURNAL, line, from, to, currency, minor);
    }

    private static String transferOf(UUID journal, int line, long from, long to, String currency, long minor) {
        return """
                insert into marketplace.transfer (journal_id, line, debit_account, credit_account, currency, amount_minor)
                    values ('%s', %d, %d, %d, '%s', %d)"""
                .formatted(journal, line, from, to, currency, minor);
    }

    private static String approval(String decidedBy, String signedBy, String beneficiary, long minor) {
        return """
                insert into marketplace.approval (reference, decided_by, signed_by, measure_id, line_number,
                    beneficiary_id, currency, amount_minor, recorded_at, valid_until)
                    values ('S-1', '%s', '%s', 'M-1007', 1, '%s', 'USD', %d, now(), now() + interval '1 hour')"""
                .formatted(decidedBy, signedBy, beneficiary, minor);
    }

    private static String holdLine(String holder, String contract) {
        return """
                insert into marketplace.hold_line (measure_id, number, case_number, holder_id, contract_id, currency, at)
                    values ('M-1007', 1, 'C-2041', '%s', %s, 'USD', now())"""
                .formatted(holder, contract);
    }

    private void open(AccountId party, String purpose) {
        trial.sql
                .sql(
                        """
                        insert into marketplace.account (party_id, party_kind, purpose, currency)
                        select id, kind, :purpose, 'USD' from marketplace.party where id = :party on conflict do nothing""")
                .param("party", party.value())
                .param("purpose", purpose)
                .update();
    }

    private long pending(AccountId party) {
        return id(party, "PENDING");
    }

    private long available(AccountId party) {
        open(party, "AVAILABLE");
        return id(party, "AVAILABLE");
    }

    private long held() {
        return id("purpose = 'HELD' and line_number = 1");
    }

    private long id(AccountId party, String purpose) {
        return id("party_id = '%s' and purpose = '%s' and currency = 'USD'".formatted(party, purpose));
    }

    private long id(String which) {
        return trial.sql
                .sql("select min(id) from marketplace.account where " + which)
                .query(Long.class)
                .single();
    }
}
