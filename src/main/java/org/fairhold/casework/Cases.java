package org.fairhold.casework;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.desk.Colleague;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMembers;
import org.fairhold.policy.Clause;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.ClauseVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every case there is: found, held while something happens to it, managed, and closed. */
@Component
public class Cases {
    /** Steps that go on beside the case and do not change what it waits for. */
    private static final Set<String> BESIDE = Set.of(
            "reviewRestriction",
            "decideAppeal",
            "readAddedReport",
            "answerMessage",
            "checkMandate",
            "contactPerson",
            "decideHold",
            "reviewHold",
            "decideLines",
            "checkCommand",
            "reviewFreeze",
            "reviewWithheld",
            "decideAtLimit",
            "chaseChanges",
            "chaseProof",
            "settleClosure",
            "answerBody",
            "recordResult",
            "decideRemedy",
            "recordCosts");

    /** What closes a case when its measure is over. */
    private static final Set<Closing> ENDINGS = Set.of(Closing.MEASURE_ENDED, Closing.ACCOUNT_CLOSED);

    private final EnforcementCases cases;
    private final Decisions decisions;
    private final Timeline timeline;
    private final StaffMembers staff;
    private final Roster roster;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Cases(
            EnforcementCases cases,
            Decisions decisions,
            Timeline timeline,
            StaffMembers staff,
            Roster roster,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.timeline = timeline;
        this.staff = staff;
        this.roster = roster;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    public Optional<EnforcementCase> find(CaseNumber number) {
        return cases.findByNumber(number);
    }

    /** Refused as UNKNOWN when there is no such case. */
    public EnforcementCase get(CaseNumber number) {
        return find(number).orElseThrow(() -> Refused.unknown("There is no case of that number."));
    }

    /** The case, held until the transaction ends: what happens to one case happens one after the other. */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public EnforcementCase lock(CaseNumber number) {
        return cases.lock(number).orElseThrow(() -> Refused.unknown("There is no case of that number."));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void save(EnforcementCase changed) {
        cases.save(changed);
    }

    /** What has been held against somebody: these words never change. */
    public Set<ClauseVersion> citedClauses() {
        return Set.copyOf(
                sql.sql("select distinct clause, clause_version from enforcement_case where clause_version is not null")
                        .query((row, index) -> new ClauseVersion(
                                new ClauseCode(row.getString("clause")), row.getInt("clause_version")))
                        .list());
    }

    /** The open cases that somebody manages, in the order of their numbers. */
    public List<EnforcementCase> managedBy(String manager) {
        return cases.findByManagerAndClosedAtIsNullOrderByNumber(manager);
    }

    /** The open case of that person about that clause, held until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<EnforcementCase> lockOpen(AccountId subject, Clause about) {
        return cases.lockOpen(subject, about.ground(), about.clause().value());
    }

    /** A case under another clause takes up the matter of this one, with its manager. */
    @Transactional(propagation = Propagation.MANDATORY)
    public EnforcementCase openInsteadOf(EnforcementCase old, Clause clause, int clauseVersion) {
        var opened = EnforcementCase.open(
                new CaseNumber("C-" + cases.nextNumber()),
                old.subjectId(),
                new Triage(clause.ground(), old.severity(), old.priority(), old.level()),
                clause,
                clauseVersion,
                null,
                old.language(),
                clock.instant());
        if (old.manager() != null) {
            opened.giveTo(old.manager());
        }
        return cases.save(opened);
    }

    /** Closes a case whose matter goes on in another one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void closeInto(EnforcementCase moved, CaseNumber to, Closing as, Decision why) {
        moved.close(as, clock.instant());
        cases.save(moved);
        timeline.add(moved.number(), "closed:" + as, why.decidedBy(), to.value());
        events.publishEvent(new CaseEvent.Closed(moved.number(), as, why));
    }

    /** Makes a colleague the manager; their name stays known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void give(EnforcementCase open, Colleague to) {
        staff.keep(to);
        open.giveTo(to.id());
        cases.save(open);
    }

    public List<EnforcementCase> of(AccountId subject) {
        return cases.findBySubjectIdOrderByOpenedAtDesc(subject);
    }

    /** A step of the desk now has the case, until that instant. */
    @Transactional
    public void waitFor(CaseNumber number, String step, @Nullable Instant until) {
        var open = lock(number);
        if (open.stage() != Stage.CLOSED && !BESIDE.contains(step)) {
            open.waitFor(step, until);
            cases.save(open);
        }
    }

    /** The one of the candidates who is not absent and has the fewest open cases becomes its manager. */
    @Transactional
    public void assignManager(CaseNumber number, List<Colleague> colleagues) {
        var candidates = colleagues.stream().map(Colleague::id).toList();
        var manager = sql.sql(
                        """
                        select c.name from unnest(:candidates::text[]) as c(name)
                        where not exists (select 1 from staff_absence a where a.user_id = c.name
                            and a.absent_from <= :now and a.absent_until > :now)
                        order by (select count(*) from enforcement_case e where e.manager = c.name and e.closed_at is null), c.name
                        limit 1""")
                .param("candidates", candidates.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .or(() -> candidates.stream().sorted().findFirst());
        manager.ifPresent(name -> {
            var open = lock(number);
            give(
                    open,
                    colleagues.stream()
                            .filter(one -> one.id().equals(name))
                            .findFirst()
                            .orElseThrow());
            timeline.add(number, "managerAssigned", Timeline.DESK, name);
        });
    }

    /** The case manager as the person knows them. */
    public Optional<String> managerName(EnforcementCase of) {
        return staff.displayName(of.manager());
    }

    /** A staff member as people know them, or their user name. */
    public String staffName(String userId) {
        return staff.displayName(userId)
                .or(() -> roster.find(userId).map(one -> one.colleague().displayName()))
                .orElse(userId);
    }

    /** Closes the case; what led there must have been decided by a human. Closing twice changes nothing. */
    @Transactional
    public void close(CaseNumber number, Closing as) {
        var open = lock(number);
        if (open.stage() == Stage.CLOSED || (ENDINGS.contains(as) && keptOpen(number))) {
            return;
        }
        var reason =
                switch (as) {
                    case NO_VIOLATION -> decided(number, "reviewReport", "NONE");
                    case NO_MEASURE -> decided(number, "decideMeasure", "NONE");
                    case NO_SUSPICION -> decided(number, "decideFreeze", "NO_FREEZE");
                    case UNFOUNDED -> found(number, "NONE");
                    case FRAUD_SETTLED -> decided(number, "settleFraud", "LIFT");
                    case RESTORED -> decided(number, "decideChanges", "DECIDED");
                    case NO_HARM -> decided(number, "reviewPerformance", "NO_HARM");
                    case WARNED, MEASURE_ENDED, OVERTURNED, ACCOUNT_CLOSED -> {
                        open.require(Stage.WARNED, Stage.MEASURE_IN_FORCE);
                        yield null;
                    }
                    case NO_CONSISTENT_HISTORY -> {
                        open.require(Stage.OPENED, Stage.AWAITING_DECISION);
                        yield null;
                    }
                    case DECIDED, REFUNDED, NOT_REFUNDED -> {
                        open.require(Stage.DECIDED);
                        yield null;
                    }
                    case SETTLED -> null;
                    case WITHDRAWN -> decided(number, "withdrawMeasure", "WITHDRAW");
                    case RECLASSIFIED, JOINED ->
                        throw Refused.conflict("A case closes so only when its matter moves to another one.");
                };
        open.close(as, clock.instant());
        cases.save(open);
        timeline.add(number, "closed:" + as, Timeline.DESK, null);
        events.publishEvent(new CaseEvent.Closed(number, as, reason));
    }

    /** The finding, at whatever step it was made. */
    private Decision found(CaseNumber number, String result) {
        return decisions.of(number).stream()
                .filter(decision -> List.of("investigateFraud", "reviewFreeze").contains(decision.step()))
                .filter(decision -> decision.outcome().equals(result))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("Nobody has found %s in case %s.".formatted(result, number)));
    }

    /** A restriction and a closure can stand in one case; the last of them closes it. */
    private boolean keptOpen(CaseNumber number) {
        return sql.sql(
                        """
                        select exists (select 1 from measure m where m.case_number = :case
                            and m.kind in ('RESTRICTION', 'SUSPENSION', 'CLOSURE')
                            and not exists (select 1 from measure_end e where e.measure_id = m.id)
                            and not exists (select 1 from closure_settlement s where s.measure_id = m.id))""")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    private Decision decided(CaseNumber number, String step, String outcome) {
        var decision = decisions.required(number, step);
        if (!decision.outcome().equals(outcome)) {
            throw Refused.conflict("%s was decided as %s, not as %s.".formatted(step, decision.outcome(), outcome));
        }
        return decision;
    }

    /** A step was not done in time: the leads have it now, and a person who knows of the case is told once. */
    @Transactional
    public void escalate(CaseNumber number, String step, Instant due, List<Colleague> leads) {
        timeline.add(number, "escalated:" + step, Timeline.DESK, null);
        events.publishEvent(new CaseEvent.Overdue(number, step, due, leads));
    }
}
