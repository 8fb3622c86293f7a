package org.fairhold.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.outbox.Unreachable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

/** What a command is, what becomes of it, and what nobody can do to it. */
@ExtendWith(OutputCaptureExtension.class)
class CommandsTest extends CommandTrial {
    @Autowired
    MeterRegistry meters;

    @Autowired
    CommandRows rows;

    @Autowired
    CommandFigures figures;

    @Autowired
    ConfigurableApplicationContext itself;

    /** Where there is no marketplace. */
    private final GenericApplicationContext elsewhere = new GenericApplicationContext();

    @BeforeEach
    void nothing_elsewhere() {
        elsewhere.refresh();
    }

    @Test
    void a_command_leaves_if_and_only_if_what_it_is_about_was_committed() {
        transactions.executeWithoutResult(transaction -> {
            commands.issue(hold(60_00), clock.instant());
            transaction.setRollbackOnly();
        });
        var rank = issued(new Command.RestoreRank(key("rank"), number, freelancer));

        assertThat(outbox.drain()).isEqualTo(1);

        assertThat(commands.find(key("hold"))).isEmpty();
        assertThat(asked(hold(60_00))).isEmpty();
        assertThat(state(rank)).isEqualTo(CommandState.CONFIRMED);
    }

    @Test
    void nothing_is_commanded_outside_a_transaction() {
        assertThatThrownBy(() -> commands.issue(hold(60_00), clock.instant()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void what_is_issued_twice_is_one_command() {
        var everywhere = Set.of(Permission.WITHDRAW, Permission.LOG_IN, Permission.WORK, Permission.APPLY);
        var block = issued(new Command.Block(key("block"), number, freelancer, everywhere, Set.of()));
        issued(block);
        issued(new Command.Block(key("block"), number, freelancer, Set.copyOf(everywhere), Set.of()));

        assertThat(outbox.drain()).isEqualTo(1);
        issued(block);
        assertThat(outbox.drain()).isZero();

        assertThat(asked(block)).containsExactly("POST");
        assertThat(commands.find(block.key()).orElseThrow().command()).isEqualTo(block);
    }

    @Test
    void a_key_means_one_thing_only() {
        issued(hold(60_00));

        assertThatThrownBy(() -> issued(hold(60_01)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(key("hold"));
        assertThatThrownBy(() -> issued(new Command.RestoreRank(key("hold"), number, freelancer)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void every_kind_of_command_is_read_back_as_it_was_issued() {
        for (var command : ofEveryKind()) {
            issued(command);

            assertThat(commands.find(command.key()).orElseThrow().command()).isEqualTo(command);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna Weber", "anna@people.example", "", "zwölf", "a\nb"})
    void what_a_person_wrote_does_not_fit_into_a_command(String text) {
        assertThatThrownBy(() ->
                        issued(new Command.TellCounterparts(key("tell"), number, freelancer, Set.of(contract), text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text")
                .hasMessageNotContaining("Weber");
        assertThatThrownBy(() -> issued(new Command.RestoreRank(key("rank") + text + " ", number, freelancer)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_amount_is_above_zero() {
        for (var minor : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> issued(hold(minor))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(commands.find(key("hold"))).isEmpty();
    }

    @Test
    void what_the_marketplace_rejects_is_told_with_its_reason_and_not_sent_again() {
        var hold = issued(hold(100_01));

        time.pass("PT20M");

        assertThat(state(hold)).isEqualTo(CommandState.REJECTED);
        assertThat(heard.about(hold))
                .containsExactly(new CommandEvent.Rejected(hold, Reason.NOT_ENOUGH_MONEY, "Not so."));
        assertThat(asked(hold)).containsExactly("POST");
    }

    @Test
    void a_message_confirms_what_was_accepted_and_may_come_again() {
        OUTSIDE.confirmsLater = true;
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isEqualTo(1);
        assertThat(state(hold)).isEqualTo(CommandState.SENT);
        assertThat(heard.about(hold)).isEmpty();

        var first = says(Map.of("key", hold.key(), "outcome", "DONE", "reference", "post-1"));
        var again = says(Map.of("key", hold.key(), "outcome", "DONE", "reference", "post-2"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("CONFIRMED", "post-1");
        assertThat(again).isEqualTo(first);
        assertThat(heard.about(hold)).containsExactly(new CommandEvent.Confirmed(hold, "post-1"));
    }

    @Test
    void a_message_rejects_what_was_accepted_and_says_why() {
        OUTSIDE.confirmsLater = true;
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isEqualTo(1);

        assertThat(confirms(hold.key(), "REJECTED").status()).isEqualTo(422);
        var said = says(Map.of(
                "key", hold.key(), "outcome", "REJECTED", "reason", "NOT_ALLOWED", "detail", "The bank refused."));

        assertThat(said.status()).isEqualTo(200);
        assertThat(state(hold)).isEqualTo(CommandState.REJECTED);
        assertThat(heard.about(hold))
                .containsExactly(new CommandEvent.Rejected(hold, Reason.NOT_ALLOWED, "The bank refused."));
    }

    @Test
    void a_message_that_contradicts_what_is_known_changes_nothing() {
        var done = issued(hold(60_00));
        var rejected = issued(release(60_01));
        assertThat(outbox.drain()).isEqualTo(2);

        var taken = says(Map.of("key", done.key(), "outcome", "REJECTED", "reason", "NOT_ALLOWED"));
        var given = confirms(rejected.key(), "DONE");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(given.status()).isEqualTo(409);
        assertThat(state(done)).isEqualTo(CommandState.CONFIRMED);
        assertThat(state(rejected)).isEqualTo(CommandState.REJECTED);
        assertThat(heard.events).hasSize(2);
    }

    @Test
    void a_message_about_what_was_never_sent_is_refused() {
        var hold = issued(hold(60_00));

        assertThat(confirms(hold.key(), "DONE").status()).isEqualTo(409);
        assertThat(confirms(key("nothing"), "DONE").status()).isEqualTo(404);

        assertThat(state(hold)).isEqualTo(CommandState.NEW);
        assertThat(heard.events).isEmpty();
    }

    @Test
    void a_message_that_the_processes_cannot_take_is_not_lost_and_may_come_again() {
        OUTSIDE.confirmsLater = true;
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isEqualTo(1);
        heard.then = event -> {
            throw new IllegalStateException("the engine is busy");
        };

        assertThat(confirms(hold.key(), "DONE").status()).isEqualTo(500);
        assertThat(state(hold)).isEqualTo(CommandState.SENT);
        heard.then = event -> {};

        assertThat(confirms(hold.key(), "DONE").status()).isEqualTo(200);
        assertThat(state(hold)).isEqualTo(CommandState.CONFIRMED);
    }

    @Test
    void what_is_not_confirmed_after_a_quarter_of_an_hour_is_told_once() {
        OUTSIDE.confirmsLater = true;
        var issuedAt = clock.instant();
        var hold = issued(hold(60_00));
        var lateAt = new AtomicReference<Instant>();
        heard.then = event -> lateAt.set(clock.instant());
        time.pass("PT14M");
        assertThat(heard.about(hold)).isEmpty();

        time.pass("P1D");

        assertThat(heard.about(hold)).singleElement().isInstanceOfSatisfying(CommandEvent.Late.class, late -> {
            assertThat(late.state()).isEqualTo(CommandState.SENT);
            assertThat(late.issuedAt()).isBetween(issuedAt, issuedAt.plusSeconds(10));
        });
        assertThat(Duration.between(issuedAt, lateAt.get())).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
        assertThat(confirms(hold.key(), "DONE").status()).isEqualTo(200);
        assertThat(heard.about(hold)).hasSize(2);
    }

    @Test
    void what_is_confirmed_in_time_is_never_late() {
        var hold = issued(hold(60_00));

        time.pass("PT1H");

        assertThat(heard.about(hold)).hasOnlyElementsOfType(CommandEvent.Confirmed.class);
    }

    @Test
    void a_late_command_is_told_again_until_somebody_takes_it() {
        OUTSIDE.down = true;
        var hold = issued(hold(60_00));
        heard.then = event -> {
            throw new IllegalStateException("no task can be made");
        };
        time.pass("PT16M");
        heard.then = event -> {};
        heard.events.clear();

        time.pass("PT10M");

        assertThat(heard.about(hold)).singleElement().isInstanceOf(CommandEvent.Late.class);
    }

    @Test
    void the_desks_own_role_cannot_rewrite_a_command() {
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isEqualTo(1);
        var other = issued(new Command.RestoreRank(key("rank"), number, freelancer));

        refused("update marketplace_command set body = body || '{\"amount\": 1}' where key = '%s'", hold);
        refused("update marketplace_command set key = 'other' where key = '%s'", hold);
        refused("update marketplace_command set issued_at = issued_at + interval '1 hour' where key = '%s'", hold);
        refused("delete from marketplace_command where key = '%s'", hold);
        refused("update marketplace_command set state = 'SENT', answered_at = null where key = '%s'", hold);
        refused("update marketplace_command set reference = 'mine' where key = '%s'", hold);
        refused("update marketplace_command set state = 'CONFIRMED', answered_at = issued_at where key = '%s'", other);
        refused("update marketplace_command set state = 'SENT' where key = '%s'", other);
        assertThatThrownBy(() -> sql.sql("truncate marketplace_command").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_schema_takes_no_text_and_no_finished_command() {
        var template =
                """
                insert into marketplace_command (key, id, kind, case_number, body, state, issued_at, answered_at)
                values ('%s', gen_random_uuid(), 'RESTORE_RANK', '%s', '%s'::jsonb, '%s', now(), %s)""";
        var body = "{\"caseNumber\": \"%s\", \"account\": \"%s\"}";

        refusedInsert(template.formatted(key("x"), number, body.formatted(number, "a@b.example"), "NEW", "null"));
        refusedInsert(template.formatted(key("x"), number, body.formatted("C-1", "anna"), "NEW", "null"));
        refusedInsert(template.formatted(key("x"), number, body.formatted(number, "anna"), "CONFIRMED", "now()"));
        refusedInsert(template.formatted("a b", number, body.formatted(number, "anna"), "NEW", "null"));
        assertThat(sql.sql(template.formatted(key("x"), number, body.formatted(number, "anna"), "NEW", "null"))
                        .update())
                .isEqualTo(1);
    }

    private void refused(String statement, Command command) {
        assertThatThrownBy(() -> sql.sql(statement.formatted(command.key())).update())
                .as(statement)
                .hasRootCauseInstanceOf(SQLException.class);
    }

    private void refusedInsert(String statement) {
        assertThatThrownBy(() -> sql.sql(statement).update()).as(statement).hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void figures_say_how_many_wait_and_for_how_long() {
        var before = open(CommandState.NEW);
        OUTSIDE.confirmsLater = true;
        var sentBefore = open(CommandState.SENT);
        var hold = issued(hold(60_00));
        assertThat(open(CommandState.NEW)).isEqualTo(before + 1);
        var confirmedBefore = meters.counter("fairhold.marketplace.commands", "became", "Confirmed")
                .count();

        time.pass("PT5M");

        assertThat(open(CommandState.NEW)).isEqualTo(before);
        assertThat(open(CommandState.SENT)).isEqualTo(sentBefore + 1);
        assertThat(meters.get("fairhold.marketplace.commands.oldest").gauge().value())
                .isGreaterThanOrEqualTo(299);
        assertThat(confirms(hold.key(), "DONE").status()).isEqualTo(200);
        assertThat(open(CommandState.SENT)).isEqualTo(sentBefore);
        assertThat(meters.counter("fairhold.marketplace.commands", "became", "Confirmed")
                        .count())
                .isEqualTo(confirmedBefore + 1);
    }

    private double open(CommandState state) {
        return meters.get("fairhold.marketplace.commands.open")
                .tag("state", state.name())
                .gauge()
                .value();
    }

    @Test
    void without_a_marketplace_a_command_waits_and_says_what_is_missing() {
        var hold = issued(hold(60_00));
        var carrier = new CommandCarrier(
                rows, commands, new ReachableMarketplace(elsewhere.getBeanProvider(Marketplace.class)));
        var id = commands.find(hold.key()).orElseThrow().id();

        assertThatThrownBy(() -> carrier.carry(id, "marketplace/" + hold.key()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("FAIRHOLD_MARKETPLACE_URL");

        assertThat(state(hold)).isEqualTo(CommandState.NEW);
    }

    @Test
    void a_start_with_waiting_commands_and_no_marketplace_names_the_setting(CapturedOutput output) {
        issued(hold(60_00));

        figures.sayWhatIsMissing(started(itself));
        assertThat(output).doesNotContain("FAIRHOLD_MARKETPLACE_URL");
        figures.sayWhatIsMissing(started(elsewhere));

        assertThat(output).contains("FAIRHOLD_MARKETPLACE_URL");
    }

    private static ApplicationReadyEvent started(ConfigurableApplicationContext desk) {
        return new ApplicationReadyEvent(new SpringApplication(), new String[0], desk, Duration.ZERO);
    }

    @Test
    void a_refund_and_a_reversal_keep_who_pays_whom_apart() {
        var refund = issued(new Command.Refund(
                key("refund"), number, freelancer, new ContractId("k.1"), new AccountId("carl"), usd(1)));
        var reversal = issued(new Command.Reverse(
                key("reverse"),
                number,
                new Line("M-1", 2),
                new AccountId("carl"),
                usd(1),
                new Command.Approval("P-1", "fay", "gil@gigfair.example")));

        assertThat(CommandKind.body(refund).toString())
                .contains("\"from\":\"%s\"".formatted(freelancer), "\"to\":\"carl\"", "\"amountMinor\":1")
                .doesNotContain("key");
        assertThat(CommandKind.body(reversal).toString())
                .contains(
                        "\"approval\":{\"id\":\"P-1\",\"requestedBy\":\"fay\",\"approvedBy\":\"gil@gigfair.example\"}",
                        "\"number\":2");
    }
}
