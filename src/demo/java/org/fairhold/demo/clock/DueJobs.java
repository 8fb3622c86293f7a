package org.fairhold.demo.clock;

import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.fairhold.demo.clock.Passed.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's jobs of one passing of time, run in this thread in the order in which they fall due. */
class DueJobs {
    private static final Logger LOG = LoggerFactory.getLogger(DueJobs.class);
    private static final int BATCH = 50;
    private static final int COLLISIONS_MAX = 5;

    private final ManagementService management;
    private final RuntimeService runtime;
    private final Map<String, Failure> failed = new LinkedHashMap<>();
    private int ran;

    DueJobs(ManagementService management, RuntimeService runtime) {
        this.management = management;
        this.runtime = runtime;
    }

    int ran() {
        return ran;
    }

    Collection<Failure> failed() {
        return failed.values();
    }

    Optional<Instant> nextAfter(Instant moment) {
        return alive().duedateHigherThan(Date.from(moment)).listPage(0, 1).stream()
                .map(job -> job.getDuedate().toInstant())
                .findFirst();
    }

    /** The next few that are due; empty when none is. */
    List<Job> due() {
        return alive().executable().listPage(0, BATCH);
    }

    private JobQuery alive() {
        return management
                .createJobQuery()
                .active()
                .withRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc();
    }

    /** A job that fails loses a retry and becomes due later, as the engine does it. */
    void run(Job job) {
        for (var attempt = 1; ; attempt++) {
            try {
                management.executeJob(job.getId());
                failed.remove(job.getId());
                ran++;
                return;
            } catch (RuntimeException e) {
                var left = find(job.getId());
                if (left == null) {
                    LOG.debug("Job {} was done or cancelled by somebody else.", job.getId(), e);
                    return;
                }
                if (!(e instanceof OptimisticLockingException) || attempt == COLLISIONS_MAX) {
                    failed.put(job.getId(), failure(left, e));
                    return;
                }
            }
        }
    }

    private Failure failure(Job job, RuntimeException e) {
        return new Failure(
                job.getId(),
                job.getProcessDefinitionKey(),
                job.getFailedActivityId() == null ? activity(job) : job.getFailedActivityId(),
                businessKey(job),
                job.getRetries(),
                e.getMessage());
    }

    private @Nullable Job find(String id) {
        return management.createJobQuery().jobId(id).singleResult();
    }

    private @Nullable String activity(Job job) {
        return Optional.ofNullable(job.getJobDefinitionId())
                .map(id -> management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(id)
                        .singleResult())
                .map(JobDefinition::getActivityId)
                .orElse(null);
    }

    private @Nullable String businessKey(Job job) {
        return Optional.ofNullable(job.getProcessInstanceId())
                .map(id -> runtime.createProcessInstanceQuery()
                        .processInstanceId(id)
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .orElse(null);
    }
}
