package org.fairhold.demo.clock;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets time pass, from one due date to the next: the clock stands at each of them until all that is due has been done, so
 * that what happens on day two happens at day two's time. In the end it runs on from exactly the target.
 */
@Component
@Profile("demo")
public class DemoTime {
    private static final int JOBS_AT_ONE_MOMENT_MAX = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoClock clock;
    private final Standstill standstill;
    private final ManagementService management;
    private final RuntimeService runtime;
    private final HistoryService history;
    private final ObjectProvider<Settling> others;
    private final JdbcClient sql;

    DemoTime(
            DemoClock clock,
            Standstill standstill,
            ManagementService management,
            RuntimeService runtime,
            HistoryService history,
            ObjectProvider<Settling> others,
            JdbcClient sql) {
        this.clock = clock;
        this.standstill = standstill;
        this.management = management;
        this.runtime = runtime;
        this.history = history;
        this.others = others;
        this.sql = sql;
    }

    /** As {@link #pass(Advance)}, from ISO 8601 such as {@code P1DT2H}; {@code P0D} does what is due now. */
    @CanIgnoreReturnValue
    public Passed pass(String iso) {
        return pass(Advance.of(iso));
    }

    /**
     * @return what ran and what failed, and whether it had to stop on the way
     * @throws org.fairhold.demo.BadField when that is too far
     */
    @CanIgnoreReturnValue
    public Passed pass(Advance advance) {
        return standstill.during(() -> {
            var now = clock.instant();
            var passage = new Passage(now, advance.from(now));
            return withoutCleanup(passage::go);
        });
    }

    /** The engine cleans its history ten times a night, which no case depends on; it may do so when time has passed. */
    private <T> T withoutCleanup(Supplier<T> work) {
        var cleanups = history.findHistoryCleanupJobs();
        cleanups.forEach(job -> management.suspendJobById(job.getId()));
        try {
            return work.get();
        } finally {
            cleanups.forEach(job -> management.activateJobById(job.getId()));
        }
    }

    private final class Passage {
        private final Instant target;
        private final DueJobs jobs = new DueJobs(management, runtime);
        private final long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
        private final List<Settling> settlings = others.orderedStream().toList();
        private Instant now;
        private int sent;
        private int jobsAtThisMoment;

        Passage(Instant start, Instant target) {
            this.now = start;
            this.target = target;
        }

        Passed go() {
            try {
                moveTo(now);
                settle();
                var next = nextDue();
                while (next.isPresent() && why() == null) {
                    moveTo(next.get());
                    settle();
                    next = nextDue();
                }
                if (why() == null) {
                    moveTo(target);
                    settle();
                }
                return new Passed(now, jobs.ran(), sent, List.copyOf(jobs.failed()), why());
            } finally {
                clock.runFrom(now);
            }
        }

        private void moveTo(Instant moment) {
            now = moment;
            jobsAtThisMoment = 0;
            clock.standAt(moment);
        }

        /** Until nothing is due at this moment: jobs make mails, and a mail that dies makes jobs. */
        private void settle() {
            boolean busy;
            do {
                busy = runJobs() | runOthers();
            } while (busy && why() == null);
        }

        private boolean runJobs() {
            var due = jobs.due();
            for (var job : due) {
                if (why() != null) {
                    break;
                }
                jobsAtThisMoment++;
                jobs.run(job);
            }
            return !due.isEmpty();
        }

        private boolean runOthers() {
            var settled = settlings.stream().mapToInt(Settling::settle).sum();
            sent += settled;
            return settled > 0;
        }

        private Optional<Instant> nextDue() {
            return Stream.of(jobs.nextAfter(now), nextParcelAfter(now))
                    .flatMap(Optional::stream)
                    .filter(due -> !due.isAfter(target))
                    .min(Instant::compareTo);
        }

        private @Nullable String why() {
            if (jobsAtThisMoment >= JOBS_AT_ONE_MOMENT_MAX) {
                return "%d jobs were due at this moment and there are more; the clock stands there"
                        .formatted(JOBS_AT_ONE_MOMENT_MAX);
            }
            if (System.nanoTime() > patienceEnds) {
                return "this took %d s and is not finished; the clock stands where it got to"
                        .formatted(PATIENCE.toSeconds());
            }
            return null;
        }
    }

    private Optional<Instant> nextParcelAfter(Instant moment) {
        return sql.sql(
                        """
                        select next_at from fairhold.outbox
                        where sent_at is null and dead_at is null and next_at > :moment
                        order by next_at limit 1""")
                .param("moment", Timestamp.from(moment))
                .query(Timestamp.class)
                .optional()
                // The clock ticks in milliseconds, the database in microseconds: not a moment too early.
                .map(due -> due.toInstant().plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS));
    }
}
