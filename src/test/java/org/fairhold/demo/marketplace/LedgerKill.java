package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fairhold.demo.marketplace.Trial.CASE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.KilledPostgres;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Deed;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * PostgreSQL is killed with SIGKILL again and again while money moves: what was acknowledged is there, and what was not can be
 * asked again under its key. Not part of the build: {@code mvn test -Dtest=LedgerKill}, {@code -Dkill.seconds=45}.
 */
class LedgerKill {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("kill.seconds", 45));
    private static final int WORKERS = 4;
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);

    /** What one worker asked, heard, and could not know. */
    private static final class Worker {
        final AccountId freelancer;
        final ContractId contract;
        final Random random;
        final Map<Record, Answer> heard = new LinkedHashMap<>();
        long unknown;
        long number;

        Worker(int number) {
            this.freelancer = new AccountId("f-" + number);
            this.contract = new ContractId("k-" + number);
            this.random = new Random(number);
        }

        /** Each round pays, holds a part, and releases or withdraws a part of that. */
        List<Record> round() {
            number++;
            var name = freelancer + "/" + number;
            var line = new Line("M-" + name.replace('/', '-'), 1);
            return List.of(
                    new Pay("pay/" + name, contract, Trial.usd(100), Origin.AVAILABLE),
                    new Command.Hold("hold/" + name, CASE, line, freelancer, contract, Origin.AVAILABLE, Trial.usd(60)),
                    new Command.Release("release/" + name, CASE, line, Trial.usd(1 + random.nextInt(60))),
                    new Withdraw("withdraw/" + name, freelancer, Trial.usd(1 + random.nextInt(40))));
        }
    }

    @Test
    void every_acknowledged_operation_is_there_after_postgres_was_killed_under_load() throws Exception {
        try (var trial = Trial.durable()) {
            var workers = new ArrayList<Worker>();
            for (var number = 0; number < WORKERS; number++) {
                workers.add(new Worker(number));
                Trial.execute(
                        trial.owner,
                        """
                        insert into fairhold.account values ('f-%1$d', 'FREELANCER'), ('c-%1$d', 'CLIENT');
                        insert into fairhold.contract values ('k-%1$d', 'f-%1$d', 'c-%1$d')"""
                                .formatted(number));
            }
            var running = new AtomicBoolean(true);
            var threads = Executors.newFixedThreadPool(WORKERS);
            List<Future<?>> work = new ArrayList<>();
            workers.forEach(worker -> work.add(threads.submit(() -> work(trial, worker, running))));

            var postgres = new KilledPostgres(trial.postgres);
            var kills = 0;
            var end = System.nanoTime() + TIME.toNanos();
            var random = new Random(4);
            while (System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(1500 + random.nextInt(2000));
                postgres.kill();
                kills++;
            }
            running.set(false);
            for (var one : work) {
                one.get(120, TimeUnit.SECONDS);
            }
            threads.shutdown();

            var lost = 0;
            var heard = 0;
            var unknown = 0L;
            for (var worker : workers) {
                heard += worker.heard.size();
                unknown += worker.unknown;
                for (var one : worker.heard.entrySet()) {
                    if (!trial.marketplace.askAbout(key(one.getKey())).equals(Optional.of(one.getValue()))) {
                        lost++;
                    }
                }
                assertThat(balances(trial, worker)).isEqualTo(expected(worker));
            }
            System.out.printf(
                    "%d kills in %d s: %d operations acknowledged, %d lost, %d unknown outcomes asked again, %d findings%n",
                    kills,
                    TIME.toSeconds(),
                    heard,
                    lost,
                    unknown,
                    trial.findings().size());
            assertThat(lost).isZero();
            assertThat(trial.findings()).isEmpty();
            assertThat(kills).isPositive();
            assertThat(heard).isPositive();
        }
    }

    private static void work(Trial trial, Worker worker, AtomicBoolean running) {
        while (running.get()) {
            for (var asked : worker.round()) {
                worker.heard.put(asked, untilAnswered(trial, worker, asked));
            }
        }
    }

    /** As a caller does who does not know what became of it: the same key again. */
    private static Answer untilAnswered(Trial trial, Worker worker, Record asked) {
        var end = System.nanoTime() + UP_WITHIN.toNanos();
        while (true) {
            try {
                return trial.carryOut(asked);
            } catch (DataAccessException | TransactionException e) {
                worker.unknown++;
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    private static List<Long> balances(Trial trial, Worker worker) {
        var balance = trial.balance(worker.freelancer, "USD");
        return List.of(balance.availableMinor(), balance.heldMinor());
    }

    private static List<Long> expected(Worker worker) {
        var available = 0L;
        var held = 0L;
        for (var one : worker.heard.entrySet()) {
            if (!(one.getValue() instanceof Answer.Done)) {
                continue;
            }
            if (one.getKey() instanceof Pay pay) {
                available += pay.amount().minor();
            } else if (one.getKey() instanceof Command.Hold hold) {
                available -= hold.amount().minor();
                held += hold.amount().minor();
            } else if (one.getKey() instanceof Command.Release release) {
                available += release.amount().minor();
                held -= release.amount().minor();
            } else if (one.getKey() instanceof Withdraw withdraw) {
                available -= withdraw.amount().minor();
            }
        }
        return List.of(available, held);
    }

    private static String key(Record asked) {
        return asked instanceof Command command ? command.key() : ((Deed) asked).key();
    }
}
