package org.fairhold.demo.clock;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/** While it lasts, nothing in the desk works by itself: no job, no mail. Only one at a time; others wait for its end. */
@Component
@Profile("demo")
public class Standstill {
    private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
    private static final Duration JOBS_IN_FLIGHT_MAX = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final int GLANCES = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final ProcessEngine engine;
    private final ObjectProvider<SmartLifecycle> lifecycles;
    private final JdbcClient sql;
    private final DemoClock clock;

    Standstill(ProcessEngine engine, ObjectProvider<SmartLifecycle> lifecycles, JdbcClient sql, DemoClock clock) {
        this.engine = engine;
        this.lifecycles = lifecycles;
        this.sql = sql;
        this.clock = clock;
    }

    /** Whoever is within already goes on: a story may move the clock while the world is made. */
    @CanIgnoreReturnValue
    public <T> T during(Supplier<T> work) {
        if (lock.isHeldByCurrentThread()) {
            return work.get();
        }
        lock.lock();
        try {
            return alone(work);
        } finally {
            lock.unlock();
        }
    }

    private <T> T alone(Supplier<T> work) {
        var threads = runningThreads();
        var jobs = jobExecutor();
        var jobsRan = jobs.isActive();
        try {
            threads.forEach(SmartLifecycle::stop);
            if (jobsRan) {
                jobs.shutdown();
                waitForJobsInFlight(jobs);
            }
            return work.get();
        } finally {
            if (jobsRan) {
                jobs.start();
            }
            threads.forEach(SmartLifecycle::start);
        }
    }

    /** Our own threads, such as the outbox's. */
    private List<SmartLifecycle> runningThreads() {
        return lifecycles.stream()
                .filter(lifecycle -> lifecycle.getClass().getName().startsWith("org.fairhold."))
                .filter(SmartLifecycle::isRunning)
                .toList();
    }

    private JobExecutor jobExecutor() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    /** A lock alone is no job in flight: what was acquired just before the end stays locked, and nobody runs it. */
    private void waitForJobsInFlight(JobExecutor jobs) {
        var end = System.nanoTime() + JOBS_IN_FLIGHT_MAX.toNanos();
        for (var idle = 0; idle < GLANCES && locked() > 0; idle = isIdle(jobs) ? idle + 1 : 0) {
            if (System.nanoTime() > end) {
                LOG.warn("{} jobs are still running; going on without them.", locked());
                return;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }

    private static boolean isIdle(JobExecutor jobs) {
        return jobs instanceof SpringJobExecutor ours
                && ours.getTaskExecutor() instanceof ThreadPoolTaskExecutor threads
                && threads.getActiveCount() == 0
                && threads.getQueueSize() == 0;
    }

    private long locked() {
        return sql.sql("select count(*) from engine.act_ru_job where lock_owner_ is not null and lock_exp_time_ > :now")
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }
}
