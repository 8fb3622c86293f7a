package org.fairhold.caseload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.StaffMember;
import org.fairhold.policy.Clause;
import org.fairhold.policy.Policies;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A matter goes on in another case: under another rule, or together with another matter of the same person. */
@Component
public class Moves {
    private static final Set<String> OTHER_KINDS = Set.of("DISPUTE", "FRAUD_SUSPICION", "ACCOUNT_TAKEOVER");

    private final Cases cases;
    private final Links links;
    private final Decisions decisions;
    private final Reports reports;
    private final Accounts accounts;
    private final Policies policies;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Moves(
            Cases cases,
            Links links,
            Decisions decisions,
            Reports reports,
            Accounts accounts,
            Policies policies,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.cases = cases;
        this.links = links;
        this.decisions = decisions;
        this.reports = reports;
        this.accounts = accounts;
        this.policies = policies;
        this.timeline = timeline;
        this.events = events;
    }

    /**
     * The case was about another rule: a new case under that rule takes its reports, hears the person anew, and this one
     * closes. Refused as CONFLICT once a measure was decided, as INVALID when no process handles the kind.
     */
    @Transactional
    public CaseNumber reclassify(CaseNumber number, StaffMember by, String kind, String reasonForPerson) {
        var old = lockTogether(number, number, by);
        old.requireManagedBy(by);
        requireUndecided(old);
        requireNoDispute(old);
        if (Ground.ofReport(kind) == Ground.DISPUTE) {
            throw Refused.invalid("kind", "A dispute begins with a report that names its contract. Open it by hand.");
        }
        var clause = policies.ofKind(kind).orElseThrow(() -> unhandled(kind));
        var subject = accounts.get(old.subjectId());
        if (clause.clause().equals(old.clause())) {
            throw Refused.invalid("kind", "The case is about this rule already.");
        }
        if (!clause.appliesTo(subject.role())) {
            throw Refused.invalid("kind", "This rule does not bind a %s.".formatted(subject.role()));
        }
        cases.lockOpen(subject.id(), clause).ifPresent(other -> {
            throw Refused.conflict("Case %s about this rule is open. Join the two instead.".formatted(other.number()));
        });
        var decision = decide(old, by, "reclassify", "RECLASSIFY", reasonForPerson);
        var opened = open(old, clause);
        move(reports.ofCase(number.value()), old, opened.number(), Closing.RECLASSIFIED, decision);
        timeline.add(
                opened.number(),
                "openedByReclassification",
                by.id(),
                old.number().value());
        events.publishEvent(new CaseEvent.Moved(number, opened.number(), decision));
        events.publishEvent(new CaseEvent.Opened(opened.number()));
        return opened.number();
    }

    private static Refused unhandled(String kind) {
        return Refused.invalid(
                "kind",
                OTHER_KINDS.contains(kind)
                        ? "No process handles cases of the kind %s here.".formatted(kind)
                        : "Choose the rule that the case is about.");
    }

    private EnforcementCase open(EnforcementCase old, Clause clause) {
        var newest = reports.ofCase(old.number().value()).stream()
                .map(Report::newestFact)
                .max(Instant::compareTo)
                .orElse(old.openedAt());
        return cases.openInsteadOf(
                old, clause, clause.inForceOn(newest.atZone(ZoneOffset.UTC).toLocalDate()));
    }

    /**
     * Another open case of the same person becomes part of this one: its reports move here and it closes. Refused as
     * CONFLICT when a measure was decided there, or either is confidential.
     */
    @Transactional
    public void join(CaseNumber into, StaffMember by, CaseNumber other, String reason) {
        if (into.equals(other)) {
            throw Refused.invalid("other", "That is this case itself.");
        }
        var target = lockTogether(into, other, by);
        var joined = cases.get(other);
        by.requireToSee(joined.ground());
        target.requireManagedBy(by);
        joined.requireManagedBy(by);
        if (target.ground().confidential() || joined.ground().confidential()) {
            throw Refused.conflict("Fraud and takeover cases stay apart. Link them instead.");
        }
        if (!target.subjectId().equals(joined.subjectId())) {
            throw Refused.invalid("other", "Case %s is about somebody else. Link them instead.".formatted(other));
        }
        if (target.stage() == Stage.CLOSED) {
            throw Refused.conflict("Case %s is closed; nothing can join it.".formatted(into));
        }
        requireUndecided(joined);
        requireNoDispute(joined);
        requireNoDispute(target);
        var decision = decide(joined, by, "join", "JOIN", reason);
        var moved = reports.ofCase(other.value());
        move(moved, joined, into, Closing.JOINED, decision);
        timeline.add(into, "caseJoined", by.id(), other.value());
        events.publishEvent(new CaseEvent.Moved(other, into, decision));
        events.publishEvent(new CaseEvent.Joined(into, other, moved, target.reviewed()));
    }

    /** Reports about this person wait, and the two cases are held in the order of their numbers. */
    private EnforcementCase lockTogether(CaseNumber number, CaseNumber other, StaffMember by) {
        var about = cases.get(number);
        by.requireToSee(about.ground());
        accounts.lock(about.subjectId());
        Stream.of(number.value(), other.value())
                .distinct()
                .sorted()
                .forEach(one -> by.requireToSee(cases.lock(new CaseNumber(one)).ground()));
        return cases.get(number);
    }

    private static void requireUndecided(EnforcementCase open) {
        switch (open.stage()) {
            case WARNED, MEASURE_IN_FORCE ->
                throw Refused.conflict("A measure of case %s is in force. Withdraw it or wait until it has ended."
                        .formatted(open.number()));
            case DECIDED ->
                throw Refused.conflict("Case %s has just been decided. Look at it again.".formatted(open.number()));
            case CLOSED -> throw Refused.conflict("Case %s is closed.".formatted(open.number()));
            default -> {}
        }
    }

    /** Two parties were promised to be heard about their contract, and an outcome. */
    private static void requireNoDispute(EnforcementCase open) {
        if (open.ground() == Ground.DISPUTE) {
            throw Refused.conflict("Case %s is a dispute of two parties about one contract; it ends with its outcome."
                    .formatted(open.number()));
        }
    }

    private Decision decide(EnforcementCase about, StaffMember by, String step, String outcome, String reason) {
        var signature = new Signature(about.number(), step + "/" + about.number(), step, by.id());
        return decisions.record(signature, outcome, null, reason, null);
    }

    private void move(List<Report> moved, EnforcementCase from, CaseNumber to, Closing as, Decision why) {
        reports.move(moved, from.number().value(), to.value());
        links.add(from.number(), to, Links.Kind.valueOf(as.name()), why.reason(), why.decidedBy());
        cases.closeInto(from, to, as, why);
    }
}
