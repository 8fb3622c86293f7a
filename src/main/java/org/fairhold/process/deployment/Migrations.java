package org.fairhold.process.deployment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Timeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves running cases to the version of a revision: each in a transaction of its own, a bounded number at a time. */
@Component
class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int BATCH = 100;

    /** Which cases move. */
    enum Only {
        /** Those that the newer version has a place for; the others stay. */
        MAPPABLE
    }

    /** What becomes of timers that are running. */
    enum Timers {
        /** What we promised is what fires. */
        KEEP,
        /** They are set anew by the newer version. */
        RESTART
    }

    /** @param limit how many cases are moved by this call */
    record Order(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,63}") String process,
            @Nullable Boolean dryRun,
            @Nullable Only only,
            @Nullable Timers timers,
            @Nullable @Min(1) @Max(500) Integer limit) {
        boolean onlyLooks() {
            return Boolean.TRUE.equals(dryRun);
        }

        int batch() {
            return limit == null ? BATCH : limit;
        }
    }

    enum State {
        /** It would move. */
        MOVABLE,
        MOVED,
        /** The newer version has no place for it. */
        UNMAPPED,
        /** The engine refused it now; it is as it was. */
        FAILED
    }

    record Moved(@Nullable String caseNumber, int fromVersion, State state, List<RunningCases.Step> unmapped) {}

    /** @param remaining cases that can be moved, and for which there was no room in this call */
    record Report(int revision, String process, int version, boolean dryRun, List<Moved> cases, int remaining) {}

    /** Some case is where the newer version has no such step, so none was moved. */
    static final class Stuck extends RuntimeException {
        private final transient Report report;

        Stuck(Report report) {
            super("a case is where the newer version has no such step");
            this.report = report;
        }

        Report report() {
            return report;
        }
    }

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final Revisions revisions;
    private final RunningCases running;
    private final Timeline timeline;
    private final TransactionTemplate one;

    Migrations(
            RepositoryService repository,
            RuntimeService runtime,
            Revisions revisions,
            RunningCases running,
            Timeline timeline,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.runtime = runtime;
        this.revisions = revisions;
        this.running = running;
        this.timeline = timeline;
        this.one = new TransactionTemplate(transactions);
        this.one.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Moves the cases of older versions, or says what would happen. Throws Stuck, moving none, when a case is where the newer
     * version has no such step, unless only the others are to move.
     */
    Report move(int revision, Order order, String by, boolean confidential) {
        var target = target(revision, order.process());
        var older = running.olderThan(target, confidential);
        if (!order.onlyLooks() && order.only() == null) {
            requireMapped(revision, target, older);
        }
        List<Moved> cases = new ArrayList<>();
        int left = order.batch();
        int remaining = 0;
        for (var version : older) {
            for (var found : version.cases()) {
                if (!found.unmapped().isEmpty()) {
                    cases.add(new Moved(found.caseNumber(), version.version(), State.UNMAPPED, found.unmapped()));
                } else if (left == 0) {
                    remaining++;
                } else {
                    left--;
                    var state = order.onlyLooks() ? State.MOVABLE : move(found, version, target, order, by);
                    cases.add(new Moved(found.caseNumber(), version.version(), state, List.of()));
                }
            }
        }
        return new Report(revision, target.getKey(), target.getVersion(), order.onlyLooks(), cases, remaining);
    }

    private ProcessDefinition target(int revision, String process) {
        var found = revisions.find(revision).orElseThrow(() -> Refused.unknown("There is no such revision."));
        var definition = repository
                .createProcessDefinitionQuery()
                .deploymentId(found.engineDeployment())
                .processDefinitionKey(process)
                .singleResult();
        if (definition == null) {
            throw Refused.invalid("process", "Revision %d has no process %s.".formatted(revision, process));
        }
        return definition;
    }

    private static void requireMapped(int revision, ProcessDefinition target, List<RunningCases.OnVersion> older) {
        var stuck = older.stream()
                .flatMap(version -> version.cases().stream()
                        .filter(found -> !found.unmapped().isEmpty())
                        .map(found ->
                                new Moved(found.caseNumber(), version.version(), State.UNMAPPED, found.unmapped())))
                .toList();
        if (!stuck.isEmpty()) {
            throw new Stuck(new Report(revision, target.getKey(), target.getVersion(), false, stuck, 0));
        }
    }

    private State move(
            RunningCases.Case found, RunningCases.OnVersion from, ProcessDefinition target, Order order, String by) {
        var plan = running.plan(from.definition(), target.getId(), order.timers() == Timers.RESTART);
        try {
            one.executeWithoutResult(status -> {
                runtime.newMigration(plan).processInstanceIds(found.instance()).execute();
                timeline.add(
                        new CaseNumber(found.number()),
                        "processChanged",
                        by,
                        "%s %d".formatted(target.getKey(), target.getVersion()));
            });
            return State.MOVED;
        } catch (ProcessEngineException e) {
            LOG.warn("Case {} stays on version {} of {}", found.number(), from.version(), from.process(), e);
            return State.FAILED;
        }
    }
}
