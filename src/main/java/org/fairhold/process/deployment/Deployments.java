package org.fairhold.process.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.fairhold.Refused;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Timeline;
import org.fairhold.deployed.DeployedFiles;
import org.fairhold.policy.Policies;
import org.fairhold.process.check.Check;
import org.fairhold.process.check.Complaint;
import org.fairhold.process.check.ProcessSet;
import org.fairhold.regime.Breaches.Breach;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the owners' files as one set, checked first, under a lock and in one transaction: diagrams, notices and clauses
 * count together or not at all. At start only a higher revision than ever deployed is, so that an old node never brings old
 * files back; an upload gets the next number.
 */
@Component
public class Deployments implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    /** What an attempt came to: a new revision, or the one that is the same already. */
    record Result(Revision revision, boolean changed) {}

    private final RepositoryService repository;
    private final Revisions revisions;
    private final DeployedFiles deployed;
    private final Origin origin;
    private final Check check;
    private final Cases cases;
    private final TransactionTemplate transaction;
    private final TransactionTemplate trial;
    private final Clock clock;

    private volatile List<Complaint> refusedAtStart = List.of();
    private volatile @Nullable String sound;

    Deployments(
            RepositoryService repository,
            Revisions revisions,
            DeployedFiles deployed,
            Origin origin,
            Check check,
            Cases cases,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.repository = repository;
        this.revisions = revisions;
        this.deployed = deployed;
        this.origin = origin;
        this.check = check;
        this.cases = cases;
        this.transaction = new TransactionTemplate(transactions);
        this.trial = new TransactionTemplate(transactions);
        this.trial.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        deployAtStart();
    }

    /**
     * Deploys the set that this node has, if its revision is higher than any before. A set that is refused leaves the last
     * one running, and is reported; only where there is none does the desk not start.
     */
    public void deployAtStart() {
        refusedAtStart = List.of();
        try {
            deployIfHigher(origin.read());
        } catch (IOException | UncheckedIOException e) {
            reportAtStart(new SetRefused("processes", "the folder cannot be read: " + e.getMessage()));
        } catch (SetRefused refused) {
            reportAtStart(refused);
        }
    }

    private void deployIfHigher(ProcessSet set) {
        var number = set.revision()
                .orElseThrow(() -> new SetRefused(ProcessSet.REVISION, "it holds a whole number from 1 on"));
        var before = revisions.highest().filter(this::isKept);
        if (before.isPresent() && !isHigher(number, set, before.get())) {
            return;
        }
        requireSound(set);
        var unused = inTransaction(set, Timeline.DESK, origin.source(), highest -> {
            if (highest.isPresent() && isKept(highest.get()) && !isHigher(number, set, highest.get())) {
                return new Result(highest.get(), false);
            }
            // An application that kept no files may have deployed that number: what is kept comes after it.
            var next = Math.max(number, highest.map(one -> one.number() + 1).orElse(number));
            return new Result(put(next, set, Timeline.DESK, origin.source()), true);
        });
    }

    /** Whether its files are in the database, from where all nodes read them. */
    private boolean isKept(Revision revision) {
        return !deployed.of(revision.number()).isEmpty();
    }

    private static boolean isHigher(int number, ProcessSet set, Revision before) {
        if (number == before.number() && !set.sha256().equals(before.sha256())) {
            throw new SetRefused(
                    ProcessSet.REVISION,
                    "revision %d is deployed with other content; raise the number".formatted(number));
        }
        return number > before.number();
    }

    private void reportAtStart(SetRefused refused) {
        note(refused, Timeline.DESK, origin.source());
        if (revisions.highest().isEmpty()) {
            throw new IllegalStateException("Nothing is deployed yet, and this set cannot be:" + refused.getMessage());
        }
        refusedAtStart = refused.complaints();
        LOG.error(
                "The processes of this node are not deployed. What was deployed before keeps running.{}",
                refused.getMessage());
    }

    private void note(SetRefused refused, String by, Source source) {
        var findings = refused.complaints().stream().map(Complaint::toString).toList();
        revisions.noteRefused(
                new Attempt(clock.instant(), by, source, refused.sha256(), Attempt.Outcome.REFUSED, null, findings));
    }

    /** What was wrong with the set that this node started with; empty when nothing was. */
    List<Complaint> refusedAtStart() {
        return refusedAtStart;
    }

    /** Deploys an uploaded set under the next number, unless it is what is deployed already. Throws SetRefused. */
    Result upload(byte[] zip, String by) {
        return deployNext(() -> Archive.read(zip), by, Source.UPLOAD);
    }

    /** Deploys what stands in the configured folder now. Refused as CONFLICT when none is configured. */
    Result reread(String by) {
        return deployNext(this::configured, by, Source.DIRECTORY);
    }

    private interface Reading {
        ProcessSet read();
    }

    private Result deployNext(Reading reading, String by, Source source) {
        try {
            var set = reading.read();
            requireSound(set);
            return inTransaction(set, by, source, highest -> highest.filter(
                            one -> one.sha256().equals(set.sha256()))
                    .map(one -> new Result(one, false))
                    .orElseGet(
                            () -> new Result(put(highest.map(Revision::number).orElse(0) + 1, set, by, source), true)));
        } catch (SetRefused refused) {
            note(refused, by, source);
            throw refused;
        }
    }

    private ProcessSet configured() {
        if (origin.source() != Source.DIRECTORY) {
            throw Refused.conflict(
                    "No folder is configured to read again (FAIRHOLD_PROCESSES). Send a zip of processes/.");
        }
        try {
            return origin.read();
        } catch (IOException | UncheckedIOException e) {
            throw new SetRefused("processes", "the configured folder cannot be read");
        }
    }

    /** What the checker says does not depend on the desk's state: one content is checked once. */
    private void requireSound(ProcessSet set) {
        var hash = set.sha256();
        if (hash.equals(sound)) {
            return;
        }
        var complaints = check.complaints(set);
        if (!complaints.isEmpty()) {
            throw new SetRefused(complaints, hash);
        }
        sound = hash;
    }

    private Result inTransaction(
            ProcessSet set, String by, Source source, Function<Optional<Revision>, Result> deploying) {
        var result = Objects.requireNonNull(transaction.execute(status -> {
            revisions.lock();
            var highest = revisions.highest();
            highest.ifPresent(before -> requireCitedWords(deployed.of(before.number()), set));
            var came = deploying.apply(highest);
            revisions.note(new Attempt(
                    clock.instant(),
                    by,
                    source,
                    set.sha256(),
                    came.changed() ? Attempt.Outcome.DEPLOYED : Attempt.Outcome.UNCHANGED,
                    came.revision().number(),
                    List.of()));
            return came;
        }));
        if (result.changed()) {
            LOG.info(
                    "Deployed revision {} of the processes for {}",
                    result.revision().number(),
                    by);
        }
        return result;
    }

    private void requireCitedWords(Map<String, byte[]> before, ProcessSet set) {
        List<Complaint> complaints = new ArrayList<>();
        Policies.rewritten(before, set.files(), cases.citedClauses())
                .forEach((file, rule) -> complaints.add(new Complaint(file, "document", rule)));
        Policies.announcedTooLate(before, set.files(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .forEach((file, rule) -> complaints.add(new Complaint(file, "versions", rule)));
        if (!complaints.isEmpty()) {
            throw new SetRefused(complaints, set.sha256());
        }
    }

    private Revision put(int number, ProcessSet set, String by, Source source) {
        var deployment =
                repository.createDeployment().name("revision " + number).source("fairhold");
        set.deployed().forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        var revision = new Revision(
                number, set.sha256(), clock.instant(), by, source, deployedAs(deployment::deployWithResult));
        var kept = set.without(ProcessSet.REVISION);
        revisions.add(revision, kept.files());
        return revision;
    }

    private interface EngineDeploying {
        org.camunda.bpm.engine.repository.Deployment deploy();
    }

    /** The engine reads the set once more, and what it refuses is refused in the same words as the rest. */
    private static String deployedAs(EngineDeploying deploying) {
        try {
            return deploying.deploy().getId();
        } catch (ParseException e) {
            throw new SetRefused(e.getResorceReports().stream()
                    .flatMap(report -> report.getErrors().stream()
                            .map(error -> new Complaint(
                                    report.getResourceName(),
                                    error.getMainElementId() == null ? "document" : error.getMainElementId(),
                                    String.valueOf(error.getMessage()))))
                    .toList());
        } catch (ProcessEngineException e) {
            // Of another class is what is no fault of the set, such as a database that is gone.
            if (e.getClass() != ProcessEngineException.class) {
                throw e;
            }
            throw new SetRefused("all diagrams", String.valueOf(e.getMessage()));
        }
    }

    /**
     * What an upload of this set would change: it is deployed, looked at, and undone.
     *
     * @param look sees the desk as it would be; not called when the set is refused or deployed already
     */
    Trial trial(ProcessSet set, Looking look) {
        var before = revisions.highest();
        var files = before.map(one -> deployed.of(one.number())).orElse(Map.of());
        var changes = Changes.between(new ProcessSet(files), set.without(ProcessSet.REVISION));
        try {
            requireSound(set);
            var seen = Objects.requireNonNull(trial.execute(status -> {
                status.setRollbackOnly();
                revisions.lock();
                requireCitedWords(files, set);
                return changes.isEmpty()
                        ? Seen.NOTHING
                        : look.at(put(before.map(Revision::number).orElse(0) + 1, set, Timeline.DESK, Source.UPLOAD));
            }));
            return new Trial(List.of(), changes, seen.runningCases(), seen.breaches());
        } catch (SetRefused refused) {
            return new Trial(refused.complaints(), changes, List.of(), List.of());
        }
    }

    /** Looks at the desk as it would be. */
    interface Looking {
        Seen at(Revision revision);
    }

    /** What there would be to see. */
    record Seen(List<RunningCases.OnVersion> runningCases, List<Breach> breaches) {
        static final Seen NOTHING = new Seen(List.of(), List.of());
    }

    /**
     * @param runningCases on older versions of the processes, each with what the new one lacks
     * @param breaches what open cases promise, and is weaker than what the set's deadlines would give
     */
    record Trial(
            List<Complaint> findings,
            Changes changes,
            List<RunningCases.OnVersion> runningCases,
            List<Breach> breaches) {}

    Trial trialUpload(byte[] zip, Looking look) {
        return trialOf(() -> Archive.read(zip), look);
    }

    Trial trialReread(Looking look) {
        return trialOf(this::configured, look);
    }

    private Trial trialOf(Reading reading, Looking look) {
        try {
            return trial(reading.read(), look);
        } catch (SetRefused refused) {
            return new Trial(refused.complaints(), Changes.NONE, List.of(), List.of());
        }
    }
}
