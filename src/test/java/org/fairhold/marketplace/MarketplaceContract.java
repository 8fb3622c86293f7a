package org.fairhold.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Answer.Reason;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every marketplace does behind its door. Each implementation runs these tests and says how its givens come about. */
public interface MarketplaceContract {
    /** A freelancer and a client that nobody has seen before, and their active contract; neither has money. */
    record Parties(AccountId freelancer, AccountId client, ContractId contract) {}

    CaseNumber CASE = new CaseNumber("C-2041");
    AtomicInteger MEASURES = new AtomicInteger(100_000);

    Marketplace marketplace();

    Parties givenParties();

    /** The client paid for the contract, and the freelancer has it in that state. */
    void givenMoney(Parties parties, Origin state, Money amount);

    /** Something was changed about the account, after everything that was changed before; on a contract where one is named. */
    AccountChange givenChange(AccountId account, String what, boolean canBeUndone, @Nullable ContractId contract);

    /** Two different people signed that so much of what lies there may be taken to that client: their approval. */
    Command.Approval givenApproval(Line line, AccountId to, Money amount);

    static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    static Line newLine() {
        return new Line("M-" + MEASURES.incrementAndGet(), 1);
    }

    static String key(String what, Line line) {
        return "%s/%s/%s/%d".formatted(CASE, what, line.measureId(), line.number());
    }

    static String newKey(String what) {
        return key(what, newLine());
    }

    static Command.Hold hold(Line line, Parties parties, Origin origin, long minor) {
        return new Command.Hold(
                key("hold", line), CASE, line, parties.freelancer(), parties.contract(), origin, usd(minor));
    }

    static Command.Release release(Line line, int part, Money amount) {
        return new Command.Release(key("release", line) + "/" + part, CASE, line, amount);
    }

    private void isDone(Command command) throws NoAnswer {
        assertThat(marketplace().carryOut(command)).as(command.key()).isInstanceOf(Answer.Done.class);
    }

    private void isRejected(Command command, Reason reason) throws NoAnswer {
        assertThat(marketplace().carryOut(command))
                .as(command.key())
                .isInstanceOfSatisfying(Answer.Rejected.class, rejected -> assertThat(rejected.reason())
                        .isEqualTo(reason));
    }

    private void has(AccountId account, long pending, long available, long held, Map<ContractId, Long> byContract)
            throws NoAnswer {
        assertThat(marketplace().balances(account))
                .containsExactly(new Balance(usd(0).currency(), pending, available, held, byContract));
    }

    private void has(Parties parties, long pending, long available, long held) throws NoAnswer {
        has(parties.freelancer(), pending, available, held, held == 0 ? Map.of() : Map.of(parties.contract(), held));
    }

    private Parties withMoney(Origin state, long minor) {
        var parties = givenParties();
        givenMoney(parties, state, usd(minor));
        return parties;
    }

    @CanIgnoreReturnValue
    private Line heldBy(Parties parties, Origin origin, long minor) throws NoAnswer {
        var line = newLine();
        isDone(hold(line, parties, origin, minor));
        return line;
    }

    @Test
    default void an_account_that_never_had_money_has_no_balance() throws NoAnswer {
        assertThat(marketplace().balances(givenParties().freelancer())).isEmpty();
    }

    @Test
    default void held_money_is_set_aside_and_the_rest_stays() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);

        heldBy(parties, Origin.AVAILABLE, 60_00);

        has(parties, 0, 40_00, 60_00);
    }

    @Test
    default void what_is_pending_can_be_held_too() throws NoAnswer {
        var parties = withMoney(Origin.PENDING, 100_00);

        heldBy(parties, Origin.PENDING, 60_00);

        has(parties, 40_00, 0, 60_00);
    }

    @Test
    default void money_can_be_held_without_a_contract() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = newLine();

        isDone(new Command.Hold(
                key("hold", line), CASE, line, parties.freelancer(), null, Origin.AVAILABLE, usd(100_00)));

        has(parties.freelancer(), 0, 0, 100_00, Map.of());
    }

    @Test
    default void the_lines_of_one_account_lie_apart() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var one = heldBy(parties, Origin.AVAILABLE, 30_00);
        var other = heldBy(parties, Origin.AVAILABLE, 50_00);

        isRejected(release(one, 1, usd(40_00)), Reason.MORE_THAN_HELD);
        isDone(release(other, 1, usd(50_00)));

        has(parties, 0, 70_00, 30_00);
    }

    @Test
    default void what_each_line_holds_is_told_until_it_holds_nothing() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var other = withMoney(Origin.PENDING, 10_00);
        assertThat(marketplace().held(parties.freelancer())).isEmpty();
        var first = heldBy(parties, Origin.AVAILABLE, 60_00);
        var second = heldBy(parties, Origin.AVAILABLE, 30_00);
        var others = heldBy(other, Origin.PENDING, 5_00);
        assertThat(marketplace().held(parties.freelancer())).isEqualTo(Map.of(first, usd(60_00), second, usd(30_00)));

        isDone(release(first, 1, usd(20_00)));
        isDone(release(second, 1, usd(30_00)));

        assertThat(marketplace().held(parties.freelancer())).isEqualTo(Map.of(first, usd(40_00)));
        assertThat(marketplace().held(other.freelancer())).isEqualTo(Map.of(others, usd(5_00)));
    }

    @Test
    default void a_line_is_released_in_parts_back_to_where_it_came_from() throws NoAnswer {
        for (var origin : Origin.values()) {
            var parties = withMoney(origin, 100_00);
            var line = heldBy(parties, origin, 60_00);

            isDone(release(line, 1, usd(20_00)));
            isDone(release(line, 2, usd(15_00)));

            var free = 75_00;
            has(parties, origin == Origin.PENDING ? free : 0, origin == Origin.AVAILABLE ? free : 0, 25_00);
            isDone(release(line, 3, usd(25_00)));
            has(parties, origin == Origin.PENDING ? 100_00 : 0, origin == Origin.AVAILABLE ? 100_00 : 0, 0);
        }
    }

    @Test
    default void more_than_is_held_is_not_released() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);
        isDone(release(line, 1, usd(50_00)));

        isRejected(release(line, 2, usd(10_01)), Reason.MORE_THAN_HELD);

        has(parties, 0, 90_00, 10_00);
    }

    @Test
    default void what_was_never_held_is_not_released() throws NoAnswer {
        isRejected(release(newLine(), 1, usd(1)), Reason.UNKNOWN_HOLD);
    }

    @Test
    default void more_than_there_is_is_not_held() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);

        isRejected(hold(newLine(), parties, Origin.AVAILABLE, 100_01), Reason.NOT_ENOUGH_MONEY);
        isRejected(hold(newLine(), parties, Origin.PENDING, 1), Reason.NOT_ENOUGH_MONEY);

        has(parties, 0, 100_00, 0);
    }

    @Test
    default void money_of_a_currency_that_the_holder_has_not_is_not_held() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = newLine();

        var answer = marketplace()
                .carryOut(new Command.Hold(
                        key("hold", line),
                        CASE,
                        line,
                        parties.freelancer(),
                        parties.contract(),
                        Origin.AVAILABLE,
                        Money.of(1, "EUR")));

        assertThat(answer).isInstanceOfSatisfying(Answer.Rejected.class, rejected -> assertThat(rejected.reason())
                .isIn(Reason.NOT_ENOUGH_MONEY, Reason.WRONG_CURRENCY));
        has(parties, 0, 100_00, 0);
    }

    @Test
    default void a_line_is_released_in_its_own_currency_only() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);

        isRejected(release(line, 1, Money.of(10_00, "EUR")), Reason.WRONG_CURRENCY);

        has(parties, 0, 40_00, 60_00);
    }

    @Test
    default void what_nobody_knows_is_named() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var nobody = new AccountId("nobody-" + UUID.randomUUID());
        var nothing = new ContractId("nothing-" + UUID.randomUUID());

        isRejected(
                hold(newLine(), new Parties(nobody, nobody, parties.contract()), Origin.AVAILABLE, 1),
                Reason.UNKNOWN_ACCOUNT);
        isRejected(
                hold(newLine(), new Parties(parties.freelancer(), nobody, nothing), Origin.AVAILABLE, 1),
                Reason.UNKNOWN_CONTRACT);
        isRejected(new Command.EndSessions(newKey("end-sessions"), CASE, nobody), Reason.UNKNOWN_ACCOUNT);
    }

    @Test
    default void the_same_key_again_answers_as_before_and_does_nothing() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = newLine();
        var hold = hold(line, parties, Origin.AVAILABLE, 60_00);
        var first = marketplace().carryOut(hold);
        isDone(release(line, 1, usd(60_00)));
        var released = marketplace().carryOut(release(line, 1, usd(60_00)));

        var again = marketplace().carryOut(hold);

        assertThat(again).isEqualTo(first);
        assertThat(released).isInstanceOf(Answer.Done.class);
        has(parties, 0, 100_00, 0);
    }

    /** What was said never to be done is not done after all because somebody asks again. */
    @Test
    default void what_was_rejected_stays_rejected_even_if_it_would_be_possible_now() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 10_00);
        var hold = hold(newLine(), parties, Origin.AVAILABLE, 60_00);
        isRejected(hold, Reason.NOT_ENOUGH_MONEY);
        givenMoney(parties, Origin.AVAILABLE, usd(90_00));

        isRejected(hold, Reason.NOT_ENOUGH_MONEY);

        has(parties, 0, 100_00, 0);
    }

    @Test
    default void a_key_that_was_used_for_another_command_is_refused() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = newLine();
        var hold = hold(line, parties, Origin.AVAILABLE, 60_00);
        isDone(hold);

        isRejected(hold(line, parties, Origin.AVAILABLE, 60_01), Reason.KEY_REUSED);
        isRejected(new Command.EndSessions(hold.key(), CASE, parties.freelancer()), Reason.KEY_REUSED);

        has(parties, 0, 40_00, 60_00);
        assertThat(marketplace().askAbout(hold.key())).contains(marketplace().carryOut(hold));
    }

    @Test
    default void many_at_once_with_one_key_take_effect_once() throws Exception {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);
        var release = release(line, 1, usd(10_00));
        var threads = Executors.newFixedThreadPool(8);
        var start = new CyclicBarrier(8);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (var i = 0; i < 8; i++) {
            calls.add(() -> {
                start.await(10, TimeUnit.SECONDS);
                return marketplace().carryOut(release);
            });
        }

        List<Answer> answers = new ArrayList<>();
        try {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).containsOnly(answers.get(0)).hasOnlyElementsOfType(Answer.Done.class);
        has(parties, 0, 50_00, 50_00);
    }

    @Test
    default void whoever_asks_about_a_key_hears_what_became_of_it() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var done = hold(newLine(), parties, Origin.AVAILABLE, 60_00);
        var rejected = hold(newLine(), parties, Origin.AVAILABLE, 60_00);
        assertThat(marketplace().askAbout(done.key())).isEmpty();

        var doneAnswer = marketplace().carryOut(done);
        var rejectedAnswer = marketplace().carryOut(rejected);

        assertThat(doneAnswer).isInstanceOf(Answer.Done.class);
        assertThat(rejectedAnswer).isInstanceOf(Answer.Rejected.class);
        assertThat(marketplace().askAbout(done.key())).contains(doneAnswer);
        assertThat(marketplace().askAbout(rejected.key())).contains(rejectedAnswer);
        assertThat(marketplace().askAbout(newKey("hold"))).isEmpty();
    }

    @Test
    default void a_refund_is_paid_from_available_money_only() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        givenMoney(parties, Origin.PENDING, usd(50_00));
        heldBy(parties, Origin.AVAILABLE, 60_00);

        isRejected(refund(parties, 40_01), Reason.NOT_ENOUGH_MONEY);
        isDone(refund(parties, 25_00));

        has(parties, 50_00, 15_00, 60_00);
    }

    private static Command.Refund refund(Parties parties, long minor) {
        return new Command.Refund(
                newKey("refund"), CASE, parties.freelancer(), parties.contract(), parties.client(), usd(minor));
    }

    @Test
    default void held_money_goes_to_the_client_when_two_people_signed() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);
        var approval = givenApproval(line, parties.client(), usd(45_00));
        var reversal = reverse(line, parties, 45_00, approval);

        isDone(reversal);
        isDone(reversal);

        has(parties, 0, 40_00, 15_00);
    }

    @Test
    default void on_one_persons_word_no_held_money_goes_to_the_client() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);

        isRejected(reverse(line, parties, 60_00, new Command.Approval("A-1", "fay", "fay")), Reason.NOT_ALLOWED);

        has(parties, 0, 40_00, 60_00);
    }

    @Test
    default void signatures_count_for_one_reversal() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);
        var approval = givenApproval(line, parties.client(), usd(30_00));
        isDone(reverse(line, parties, 30_00, approval));

        isRejected(reverse(line, parties, 30_00, approval), Reason.NOT_ALLOWED);

        has(parties, 0, 40_00, 30_00);
    }

    @Test
    default void more_than_is_held_does_not_go_to_the_client() throws NoAnswer {
        var parties = withMoney(Origin.AVAILABLE, 100_00);
        var line = heldBy(parties, Origin.AVAILABLE, 60_00);
        var approval = givenApproval(line, parties.client(), usd(60_01));

        isRejected(reverse(line, parties, 60_01, approval), Reason.MORE_THAN_HELD);

        has(parties, 0, 40_00, 60_00);
    }

    private static Command.Reverse reverse(Line line, Parties parties, long minor, Command.Approval approval) {
        return new Command.Reverse(newKey("reverse"), CASE, line, parties.client(), usd(minor), approval);
    }

    @Test
    default void permissions_are_blocked_everywhere_or_on_contracts_and_given_back() throws NoAnswer {
        var parties = givenParties();
        var everywhere = new Command.Block(
                newKey("block"),
                CASE,
                parties.freelancer(),
                Set.of(Permission.WITHDRAW, Permission.CHANGE_PAYOUT, Permission.LOG_IN),
                Set.of());
        var onContract = new Command.Block(
                newKey("block"), CASE, parties.freelancer(), Set.of(Permission.WORK), Set.of(parties.contract()));

        isDone(everywhere);
        isDone(onContract);
        isDone(everywhere);

        for (var block : List.of(everywhere, onContract)) {
            isDone(new Command.Unblock(newKey("unblock"), CASE, parties.freelancer(), block.key()));
        }
    }

    @Test
    default void sessions_end_counterparts_are_told_and_rank_comes_back() throws NoAnswer {
        var parties = givenParties();

        isDone(new Command.EndSessions(newKey("end-sessions"), CASE, parties.freelancer()));
        isDone(new Command.TellCounterparts(
                newKey("tell"), CASE, parties.freelancer(), Set.of(parties.contract()), "ACCOUNT_WAS_TAKEN_OVER"));
        isDone(new Command.RestoreRank(newKey("rank"), CASE, parties.freelancer()));
        isDone(new Command.WaiveFees(newKey("waive-fees"), CASE, parties.freelancer(), 30));
    }

    @Test
    default void what_was_changed_since_a_time_is_listed_oldest_first() throws NoAnswer {
        var parties = givenParties();
        var account = parties.freelancer();
        var profile = givenChange(account, "PROFILE", true, null);
        var message = givenChange(account, "MESSAGE_SENT", false, parties.contract());
        var other = givenChange(givenParties().freelancer(), "EMAIL", true, null);

        assertThat(marketplace().changesSince(account, profile.at()))
                .containsExactly(profile, message)
                .doesNotContain(other);
        assertThat(marketplace().changesSince(account, message.at().plus(Duration.ofMillis(1))))
                .isEmpty();
    }

    @Test
    default void a_change_is_undone_once() throws NoAnswer {
        var account = givenParties().freelancer();
        var payout = givenChange(account, "PAYOUT_METHOD", true, null);
        var undo = new Command.UndoChange(newKey("undo"), CASE, account, payout.id());

        isDone(undo);
        isDone(undo);

        isRejected(new Command.UndoChange(newKey("undo"), CASE, account, payout.id()), Reason.CANNOT_BE_UNDONE);
    }

    @Test
    default void what_has_reached_somebody_else_cannot_be_undone() throws NoAnswer {
        var account = givenParties().freelancer();
        var message = givenChange(account, "MESSAGE_SENT", false, null);

        isRejected(new Command.UndoChange(newKey("undo"), CASE, account, message.id()), Reason.CANNOT_BE_UNDONE);
    }
}
