package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fairhold.demo.marketplace.Trial.CASE;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.junit.jupiter.api.Test;

/**
 * Ledger operations per second, beside {@code pgbench} (TPC-B, prepared) on the same server, which syncs to disk, in the same
 * run and in turns. Not part of the build: {@code mvn test -Dtest=LedgerBench}; pgbench comes with PostgreSQL's packages.
 */
class LedgerBench {
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int CLIENTS = Integer.getInteger("bench.clients", 8);
    private static final int TURNS = Integer.getInteger("bench.turns", 3);
    private static final int SCALE = 20;

    @Test
    void the_ledger_beside_pgbench() throws Exception {
        try (var trial = Trial.durable()) {
            for (var number = 0; number < CLIENTS; number++) {
                Trial.execute(
                        trial.owner,
                        """
                        insert into fairhold.account values ('f-%1$d', 'FREELANCER'), ('c-%1$d', 'CLIENT');
                        insert into fairhold.contract values ('k-%1$d', 'f-%1$d', 'c-%1$d')"""
                                .formatted(number));
            }
            pgbench(trial, "-i", "-q", "-s", String.valueOf(SCALE));
            System.out.printf("%d clients, %d s each, load %s%n", CLIENTS, SECONDS, load());
            var turn = 0;
            operationsPerSecond(trial, turn++, 3);
            for (var i = 0; i < TURNS; i++) {
                var theirs = pgbench(trial, "-M", "prepared", "-c", CLIENTS + "", "-j", "2", "-T", SECONDS + "");
                var ours = operationsPerSecond(trial, turn++, SECONDS);
                System.out.printf("ledger %7.0f operations/s   pgbench %s   load %s%n", ours, tps(theirs), load());
            }
            assertThat(trial.findings()).isEmpty();
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Each client of its own: a payment, a hold, its release, a withdrawal; each one transaction. */
    @CanIgnoreReturnValue
    private static double operationsPerSecond(Trial trial, int turn, int seconds) throws Exception {
        var threads = Executors.newFixedThreadPool(CLIENTS);
        var began = System.nanoTime();
        var end = began + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Long>> clients = new ArrayList<>();
        for (var number = 0; number < CLIENTS; number++) {
            var freelancer = new AccountId("f-" + number);
            var contract = new ContractId("k-" + number);
            clients.add(threads.submit(() -> {
                var done = 0L;
                for (var round = 0; System.nanoTime() < end; round++) {
                    var name = freelancer + "-" + turn + "-" + round;
                    var line = new Line("M-" + name, 1);
                    for (var asked : List.of(
                            new Pay("pay/" + name, contract, Trial.usd(100), Origin.AVAILABLE),
                            new Command.Hold(
                                    "hold/" + name, CASE, line, freelancer, contract, Origin.AVAILABLE, Trial.usd(60)),
                            new Command.Release("release/" + name, CASE, line, Trial.usd(60)),
                            new Withdraw("withdraw/" + name, freelancer, Trial.usd(100)))) {
                        assertThat(trial.carryOut(asked)).isInstanceOf(Answer.Done.class);
                        done++;
                    }
                }
                return done;
            }));
        }
        var done = 0L;
        for (var client : clients) {
            done += client.get(seconds + 60L, TimeUnit.SECONDS);
        }
        threads.shutdown();
        return done * 1e9 / (System.nanoTime() - began);
    }

    private static String tps(String output) {
        return output.lines()
                .filter(line -> line.startsWith("tps") && !line.contains("including"))
                .findFirst()
                .orElseThrow();
    }

    @CanIgnoreReturnValue
    private static String pgbench(Trial trial, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("pgbench", "-h", "127.0.0.1", "-p", trial.postgres.getPort() + "", "-U", "postgres", "-n"));
        command.addAll(List.of(options));
        command.add("postgres");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
