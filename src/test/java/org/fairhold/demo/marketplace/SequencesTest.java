package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Oracle.Verdict;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Clear;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Deed;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operations, each judged by {@link Oracle}. After each of them the ledger has no findings and says what the
 * oracle says, and after a rejected one it is what it was. Longer by
 * {@code mvn test -Dtest=SequencesTest -Dledger.sequences=500 -Dledger.operations=200}; one run again with its
 * {@code -Dledger.seed}.
 */
class SequencesTest {
    private static final int SEQUENCES = Integer.getInteger("ledger.sequences", 20);
    private static final int OPERATIONS = Integer.getInteger("ledger.operations", 100);
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());

    private static final List<AccountId> PEOPLE = List.of(Trial.ANNA, Trial.FRED, Trial.CARL, Trial.CORA);
    private static final List<ContractId> CONTRACTS =
            List.of(Trial.ANNA_CARL, Trial.ANNA_CORA, Trial.FRED_CARL, Trial.FRED_CORA);
    /** One between two clients, and one that nobody heard of. */
    private static final List<ContractId> NO_CONTRACTS = List.of(new ContractId("K-5"), new ContractId("K-6"));

    private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");
    private static final List<CaseNumber> CASES = List.of(Trial.CASE, new CaseNumber("C-2042"));
    private static final int SHRINKS_MAX = 200;

    private final Trial trial = Trial.shared();

    @Test
    void whatever_is_asked_in_whatever_order_the_ledger_stays_in_order() {
        System.out.printf("ledger.seed=%d, %d sequences of %d operations%n", SEED, SEQUENCES, OPERATIONS);
        var done = 0;
        for (var sequence = 0; sequence < SEQUENCES; sequence++) {
            var asked = sequence(new Random(SEED + sequence));
            var failure = failure(asked);
            if (failure != null) {
                throw new AssertionError("seed %d, sequence %d: %s%n%s"
                        .formatted(
                                SEED,
                                sequence,
                                failure,
                                String.join(
                                        "\n",
                                        shrunk(asked).stream()
                                                .map(Record::toString)
                                                .toList())));
            }
            done += operationsDone();
        }
        // A sequence in which nothing works would prove nothing.
        assertThat(done).isGreaterThan(SEQUENCES * OPERATIONS / 5);
    }

    private int operationsDone() {
        return trial.sql
                .sql("select count(*) from marketplace.operation where outcome = 'DONE'")
                .query(Integer.class)
                .single();
    }

    /** What went wrong, from an empty ledger on. */
    private @Nullable String failure(List<Record> asked) {
        trial.rebuild();
        var oracle = new Oracle();
        var before = trial.checksum();
        for (var one : asked) {
            var expected = oracle.judge(key(one), one);
            Verdict answered;
            try {
                answered = verdict(trial.carryOut(one));
            } catch (RuntimeException e) {
                return one + " broke: " + e;
            }
            if (answered != expected) {
                return "%s was %s instead of %s".formatted(one, answered, expected);
            }
            var after = trial.checksum();
            if (answered != Verdict.DONE && !after.equals(before)) {
                return one + " was rejected and changed something";
            }
            before = after;
            if (!trial.findings().isEmpty()) {
                return one + ": " + trial.findings();
            }
            var difference = difference(oracle);
            if (difference != null) {
                return one + ": " + difference;
            }
        }
        return null;
    }

    private @Nullable String difference(Oracle oracle) {
        for (var person : PEOPLE) {
            var balances = trial.marketplace.balances(person);
            for (var currency : CURRENCIES) {
                var balance = Trial.in(balances, currency);
                var is = List.of(balance.pendingMinor(), balance.availableMinor(), balance.heldMinor());
                var should = List.of(
                        oracle.free(person, Origin.PENDING, currency),
                        oracle.free(person, Origin.AVAILABLE, currency),
                        oracle.held(person, currency));
                if (!is.equals(should)) {
                    return "%s has %s %s instead of %s".formatted(person, is, currency, should);
                }
            }
        }
        return null;
    }

    private static Verdict verdict(Answer answer) {
        if (answer instanceof Answer.Rejected rejected) {
            return rejected.reason() == Answer.Reason.KEY_REUSED ? Verdict.KEY_REUSED : Verdict.REJECTED;
        }
        return Verdict.DONE;
    }

    private static String key(Record asked) {
        return asked instanceof Command command ? command.key() : ((Deed) asked).key();
    }

    /** Halves, then single operations, are left out for as long as it still fails. */
    private List<Record> shrunk(List<Record> failing) {
        var rest = failing;
        var tries = 0;
        for (var size = failing.size() / 2; size > 0; size /= 2) {
            for (var from = 0; from < rest.size() && tries < SHRINKS_MAX; ) {
                List<Record> fewer = new ArrayList<>(rest.subList(0, from));
                fewer.addAll(rest.subList(Math.min(rest.size(), from + size), rest.size()));
                tries++;
                if (failure(fewer) != null) {
                    rest = fewer;
                } else {
                    from += size;
                }
            }
        }
        return rest;
    }

    private static List<Record> sequence(Random random) {
        List<Record> asked = new ArrayList<>();
        for (var number = 0; number < OPERATIONS; number++) {
            var again = random.nextInt(100);
            if (again < 8 && !asked.isEmpty()) {
                asked.add(any(random, asked));
            } else {
                var key = again < 11 && !asked.isEmpty() ? key(any(random, asked)) : "op-" + number;
                asked.add(operation(random, key, number, asked));
            }
        }
        return asked;
    }

    private static Record operation(Random random, String key, int number, List<Record> earlier) {
        var chosen = random.nextInt(CONTRACTS.size());
        var contract = random.nextInt(20) == 0 ? any(random, NO_CONTRACTS) : CONTRACTS.get(chosen);
        // Mostly the contract's freelancer and currency, so that much of it is possible.
        var person = random.nextInt(6) == 0 ? any(random, PEOPLE) : PEOPLE.get(chosen / 2);
        var amount = amount(
                random, random.nextInt(8) == 0 ? any(random, CURRENCIES) : CURRENCIES.get(chosen % CURRENCIES.size()));
        // A few lines for each contract, so that some are filled from both origins.
        var line = new Line("M-1", 1 + chosen * 3 + random.nextInt(3));
        var state = random.nextBoolean() ? Origin.PENDING : Origin.AVAILABLE;
        var approver = any(random, List.of("gil", "gil", "fay", "Fay"));
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> new Pay(key, contract, amount, state);
            case 4 -> new Clear(key, person, amount);
            case 5 -> new Withdraw(key, person, amount);
            case 6 -> new Command.Refund(key, Trial.CASE, person, contract, client(random, chosen), amount);
            case 7, 8, 9 ->
                new Command.Hold(
                        key,
                        CASES.get(random.nextInt(12) / 11),
                        line,
                        person,
                        random.nextInt(10) == 0 ? null : contract,
                        state,
                        amount);
            case 10, 11, 12 -> {
                var hold = anyHold(
                        random, earlier, new Command.Hold(key, Trial.CASE, line, person, contract, state, amount));
                var minor = random.nextInt(6) == 0 ? amount.minor() : 1 + random.nextInt(200);
                var part = random.nextInt(8) == 0
                        ? amount
                        : new Money(minor, hold.amount().currency());
                yield random.nextInt(3) > 0
                        ? new Command.Release(key, Trial.CASE, hold.line(), part)
                        : new Command.Reverse(
                                key,
                                Trial.CASE,
                                hold.line(),
                                clientOf(random, hold.contract(), chosen),
                                part,
                                new Command.Approval("S-" + random.nextInt(number + 1), "fay", approver));
            }
            default ->
                random.nextBoolean()
                        ? new Command.Block(
                                key, Trial.CASE, person, Set.of(Permission.WITHDRAW, Permission.APPLY), Set.of())
                        : new Command.Unblock(key, Trial.CASE, person, blockKey(random, earlier));
        };
    }

    /** Mostly a line that something may lie in. */
    private static Command.Hold anyHold(Random random, List<Record> earlier, Command.Hold otherwise) {
        var holds = earlier.stream()
                .filter(Command.Hold.class::isInstance)
                .map(Command.Hold.class::cast)
                .toList();
        return holds.isEmpty() || random.nextInt(6) == 0 ? otherwise : any(random, holds);
    }

    private static AccountId clientOf(Random random, @Nullable ContractId contract, int otherwise) {
        var known = contract == null ? -1 : CONTRACTS.indexOf(contract);
        return client(random, known < 0 ? otherwise : known);
    }

    private static AccountId client(Random random, int contract) {
        return random.nextInt(6) == 0 ? any(random, PEOPLE) : PEOPLE.get(2 + contract % 2);
    }

    private static String blockKey(Random random, List<Record> earlier) {
        var blocks = earlier.stream().filter(Command.Block.class::isInstance).toList();
        return blocks.isEmpty() ? "none" : key(any(random, blocks));
    }

    private static Money amount(Random random, String currency) {
        return switch (random.nextInt(30)) {
            case 0 -> Money.of(0, currency);
            case 1 -> Money.of(-1 - random.nextInt(500), currency);
            case 2 -> Money.of(Long.MAX_VALUE - random.nextInt(3), currency);
            default -> Money.of(1 + random.nextInt(500), currency);
        };
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
