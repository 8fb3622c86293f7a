package org.fairhold.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.TinyMarketplace.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong between the desk and the marketplace, what was commanded happens once. */
class CommandFaultsTest extends CommandTrial {
    private static final int ROUNDS_MAX = 40;

    private void untilOver(List<Command> all) {
        for (var round = 0;
                round < ROUNDS_MAX && all.stream().anyMatch(one -> !state(one).isOver());
                round++) {
            time.pass("PT20S");
        }
    }

    /** A second's silence for each is long; it does not ask what is commanded. */
    private List<Command> ofEveryKind(Fault fault) {
        return fault.isSilent() ? ofEveryKind().subList(0, 3) : ofEveryKind();
    }

    private void requireOnce(List<Command> all) {
        for (var command : all) {
            assertThat(state(command)).as(command.key()).isEqualTo(CommandState.CONFIRMED);
            assertThat(effects(command)).as(command.key()).isEqualTo(1);
            assertThat(heard.about(command)).as(command.key()).hasOnlyElementsOfType(CommandEvent.Confirmed.class);
            assertThat(heard.about(command)).as(command.key()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_command_takes_effect_once_and_ends_confirmed(Fault fault) {
        var all = ofEveryKind(fault);
        OUTSIDE.fault = fault;
        all.forEach(this::issued);

        untilOver(all);

        requireOnce(all);
    }

    @ParameterizedTest
    @EnumSource
    void every_accepted_command_takes_effect_once_and_ends_confirmed_by_message(Fault fault) {
        var all = ofEveryKind(fault);
        OUTSIDE.fault = fault;
        OUTSIDE.confirmsLater = true;
        all.forEach(this::issued);
        for (var round = 0;
                round < ROUNDS_MAX && all.stream().anyMatch(one -> state(one) != CommandState.SENT);
                round++) {
            time.pass("PT20S");
        }

        // The newest first, and each of them twice.
        for (var i = all.size() - 1; i >= 0; i--) {
            assertThat(confirms(all.get(i).key(), "DONE").status()).isEqualTo(200);
            assertThat(confirms(all.get(i).key(), "DONE").status()).isEqualTo(200);
        }

        requireOnce(all);
    }

    @Test
    void a_message_that_overtakes_the_answer_counts() {
        var all = ofEveryKind();
        OUTSIDE.confirmsLater = true;
        OUTSIDE.beforeAnswer = key -> assertThat(confirms(key, "DONE").status()).isEqualTo(200);
        all.forEach(this::issued);

        untilOver(all);

        requireOnce(all);
        all.forEach(command -> assertThat(asked(command)).as(command.key()).containsExactly("POST"));
    }

    @Test
    void a_desk_killed_between_effect_and_record_asks_before_it_sends_again() {
        var hold = issued(hold(60_00));
        heard.then = event -> {
            throw new NodeLost();
        };
        assertThatThrownBy(() -> outbox.drain()).isInstanceOf(NodeLost.class);
        assertThat(state(hold)).isEqualTo(CommandState.UNKNOWN);
        assertThat(effects(hold)).isEqualTo(1);

        heard.then = event -> {};
        heard.events.clear();
        leaseRunsOut(hold);
        assertThat(outbox.drain()).isEqualTo(1);

        assertThat(asked(hold)).containsExactly("POST", "GET");
        requireOnce(List.of(hold));
    }

    @Test
    void a_desk_killed_before_the_command_arrived_asks_and_then_sends() {
        var hold = issued(hold(60_00));
        OUTSIDE.fault = Fault.ERROR_BEFORE_EFFECT;

        untilOver(List.of(hold));

        assertThat(asked(hold)).containsExactly("POST", "GET", "POST");
        requireOnce(List.of(hold));
    }

    @Test
    void a_desk_killed_after_the_record_does_nothing_again() {
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isEqualTo(1);
        sql.sql("update outbox set sent_at = null where dedupe_key = :key")
                .param("key", "marketplace/" + hold.key())
                .update();

        assertThat(outbox.drain()).isEqualTo(1);

        assertThat(asked(hold)).containsExactly("POST");
        requireOnce(List.of(hold));
    }

    @Test
    void a_process_that_cannot_take_the_news_hears_it_again() {
        var hold = issued(hold(60_00));
        heard.then = event -> {
            throw new IllegalStateException("the engine is busy");
        };
        assertThat(outbox.drain()).isZero();
        assertThat(state(hold)).isEqualTo(CommandState.UNKNOWN);

        heard.then = event -> {};
        heard.events.clear();
        untilOver(List.of(hold));

        requireOnce(List.of(hold));
    }

    @Test
    void a_marketplace_that_is_down_for_days_only_delays() {
        var all = ofEveryKind();
        OUTSIDE.down = true;
        all.forEach(this::issued);
        time.pass("P4D");
        assertThat(all).noneMatch(one -> state(one).isOver());

        OUTSIDE.down = false;
        heard.events.clear();
        untilOver(all);

        requireOnce(all);
    }

    @Test
    void a_command_never_overtakes_the_one_before_it() {
        OUTSIDE.fault = Fault.SILENCE_BEFORE_EFFECT;
        var hold = issued(hold(60_00));
        var release = issued(release(60_00));

        untilOver(List.of(hold, release));

        requireOnce(List.of(hold, release));
    }

    @Test
    void a_command_without_an_answer_holds_up_its_own_line_and_no_other() {
        OUTSIDE.fault = Fault.ERROR_BEFORE_EFFECT;
        var hold = issued(hold(60_00));
        assertThat(outbox.drain()).isZero();
        OUTSIDE.fault = Fault.NONE;
        var release = issued(release(60_00));
        var other = new Line(line.measureId(), 2);
        var otherHold = issued(new Command.Hold(
                key("hold/2"), number, other, freelancer, contract, Command.Origin.AVAILABLE, usd(10_00)));
        var otherRelease = issued(new Command.Release(key("release/2"), number, other, usd(10_00)));
        var refund = issued(new Command.Refund(key("refund"), number, freelancer, contract, carl, usd(5_00)));

        assertThat(outbox.drain()).isEqualTo(2);

        assertThat(state(otherHold)).isEqualTo(CommandState.CONFIRMED);
        assertThat(state(otherRelease)).isEqualTo(CommandState.CONFIRMED);
        assertThat(state(release)).isEqualTo(CommandState.NEW);
        // It may spend what the release gives back.
        assertThat(state(refund)).isEqualTo(CommandState.NEW);
        untilOver(List.of(hold, release, refund));
        requireOnce(List.of(hold, release, otherHold, otherRelease, refund));
    }

    @Test
    void an_accepted_command_whose_message_was_lost_is_asked_about_before_anybody_is_bothered() {
        OUTSIDE.confirmsLater = true;
        var hold = issued(hold(60_00));
        time.pass("PT1M");
        assertThat(state(hold)).isEqualTo(CommandState.SENT);
        OUTSIDE.books.finish(hold.key());

        time.pass("PT14M");

        assertThat(asked(hold)).containsExactly("POST", "GET");
        requireOnce(List.of(hold));
    }

    @Test
    void an_accepted_command_that_the_marketplace_forgot_is_sent_again() {
        OUTSIDE.confirmsLater = true;
        var rank = issued(new Command.RestoreRank(key("rank"), number, freelancer));
        time.pass("PT1M");
        OUTSIDE.books.forget(rank.key());
        OUTSIDE.confirmsLater = false;

        time.pass("PT14M");

        assertThat(asked(rank)).containsExactly("POST", "GET", "POST");
        assertThat(state(rank)).isEqualTo(CommandState.CONFIRMED);
    }

    private void leaseRunsOut(Command command) {
        sql.sql("update outbox set locked_until = clock_timestamp() - interval '1 second' where dedupe_key = :key")
                .param("key", "marketplace/" + command.key())
                .update();
    }
}
