package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.fairhold.funds.Reconciliation;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * How long it takes from a contract that has ended, told over HTTP, until the marketplace says that its money is available: with
 * a thousand and a hundred thousand open hold lines, under a steady stream of events, on a server that syncs to disk. Not part of
 * the build: {@code mvn test -Dtest=ReleaseBench}; {@code -Dbench.explain=20} logs the plan of what takes more milliseconds.
 */
@TestPropertySource(
        properties = {
            "fairhold.demo.durable=true",
            "camunda.bpm.job-execution.enabled=true",
            "fairhold.outbox.dispatcher=true",
            "fairhold.holds.sweep=true"
        })
class ReleaseBench extends HoldScenario {
    private static final List<Integer> SIZES = List.of(1_000, Integer.getInteger("bench.holds", 100_000));
    private static final int ENDS = Integer.getInteger("bench.ends", 300);
    private static final int ENDS_PER_SECOND = Integer.getInteger("bench.rate", 5);
    private static final int WARM = 60;
    private static final int EXPLAIN_MS = Integer.getInteger("bench.explain", 0);
    private static final long HELD = 30_000;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long GIVEN_UP_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    DataSource pool;

    @Autowired
    Reconciliation reconciliation;

    private final AtomicInteger noiseVersion = new AtomicInteger(10);
    private String noisy = "";
    private int released;

    @Test
    void from_the_end_of_a_contract_to_available_money() throws Exception {
        disputed("k-1", HELD);
        withHold("SPAM_APPLICATIONS");
        var copies = new CopiedHolds(postgres);
        var held = 0;
        for (var size : SIZES) {
            var began = System.nanoTime();
            copies.make(held + 1, size);
            held = size;
            System.out.printf(
                    "%d holds made in %d s%n", size, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            assertThat(reconciliation.findings()).isEmpty();
            explain();
            contract("noise-" + size, CopiedHolds.FREELANCER + size, CARL);
            noisy = "noise-" + size;
            ended(WARM, "warm");
            ended(ENDS, size + " open holds");
            System.out.printf("%-20s reconciliation %d ms%n", "", reconciled());
        }
        assertThat(reconciliation.findings()).isEmpty();
    }

    private long reconciled() {
        var began = System.nanoTime();
        assertThat(reconciliation.findings()).isEmpty();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private void explain() throws SQLException {
        if (EXPLAIN_MS > 0) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                for (var setting : List.of(
                        "session_preload_libraries = 'auto_explain'",
                        "auto_explain.log_min_duration = " + EXPLAIN_MS,
                        "auto_explain.log_analyze = on")) {
                    statement.execute("alter system set " + setting);
                }
                statement.execute("select pg_reload_conf()");
            }
            pool.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
        }
    }

    private record Release(double putMs, double availableMs) {}

    /** Contracts end at a steady rate, whether or not those before them are done; as many others change, which hold nothing. */
    private void ended(int ends, String when) throws Exception {
        var timer = Executors.newScheduledThreadPool(8);
        var releases = new ConcurrentLinkedQueue<Release>();
        List<Future<?>> all = new ArrayList<>();
        var noise = timer.scheduleAtFixedRate(
                this::somethingElseHappens, 0, 1_000_000 / ENDS_PER_SECOND, TimeUnit.MICROSECONDS);
        try {
            for (var i = 0; i < ends; i++) {
                var one = ++released;
                all.add(timer.schedule(
                        () -> releases.add(release(one)), i * 1_000_000L / ENDS_PER_SECOND, TimeUnit.MICROSECONDS));
            }
            for (var one : all) {
                one.get(5, TimeUnit.MINUTES);
            }
        } finally {
            noise.cancel(true);
            timer.shutdown();
        }
        assertThat(releases).hasSize(ends);
        print(when, "answered", releases.stream().map(Release::putMs).sorted().toList());
        print(
                when,
                "available",
                releases.stream().map(Release::availableMs).sorted().toList());
    }

    private static void print(String when, String what, List<Double> ms) {
        System.out.printf(
                "%-20s %-10s p50 %7.1f ms  p99 %7.1f ms  longest %7.1f ms  load %.1f%n",
                when,
                what,
                ms.get(ms.size() / 2),
                ms.get(ms.size() * 99 / 100),
                ms.get(ms.size() - 1),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void somethingElseHappens() {
        var freelancer = noisy.replace("noise-", CopiedHolds.FREELANCER);
        assertThat(tell(noisy, freelancer, Map.of("state", "ACTIVE", "version", noiseVersion.incrementAndGet()))
                        .status())
                .isEqualTo(200);
    }

    private Http.Answer tell(String contract, String freelancer, Map<String, ?> with) {
        var facts = new LinkedHashMap<String, Object>(Map.of(
                "freelancerId",
                freelancer,
                "clientId",
                CARL,
                "title",
                "Canarybird logo",
                "category",
                "design",
                "disputed",
                false));
        facts.putAll(with);
        return marketplace.put("/api/v1/contracts/" + contract, facts);
    }

    private Release release(int one) {
        var began = System.nanoTime();
        var answer = tell(
                CopiedHolds.CONTRACT + one,
                CopiedHolds.FREELANCER + one,
                Map.of("state", "ENDED", "endedAt", Instant.now().toString(), "outcome", "COMPLETED", "version", 2));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var answered = System.nanoTime();
        while (balance(CopiedHolds.FREELANCER + one, "available") < HELD) {
            LockSupport.parkNanos(POLL_NANOS);
            assertThat(System.nanoTime() - began).isLessThan(GIVEN_UP_NANOS);
        }
        return new Release((answered - began) / 1e6, (System.nanoTime() - began) / 1e6);
    }
}
