package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Review;
import org.fairhold.casework.Review.Finding;
import org.fairhold.casework.Severity;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.measure.ClosureChoices.Chosen;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What must be there before somebody may close an account; the schema has the same floors. */
@Component
class ClosureFloors {
    /** What happened twice before and once more has happened repeatedly. */
    private static final int REPEATED_MIN = 2;

    private static final Set<Finding> GRAVE = Set.of(Finding.VIOLATION, Finding.HARM);

    private final Cases cases;
    private final Review review;
    private final Measures measures;
    private final Roster roster;
    private final Absences absences;
    private final JdbcClient sql;
    private final Clock clock;

    ClosureFloors(
            Cases cases,
            Review review,
            Measures measures,
            Roster roster,
            Absences absences,
            JdbcClient sql,
            Clock clock) {
        this.cases = cases;
        this.review = review;
        this.measures = measures;
        this.roster = roster;
        this.absences = absences;
        this.sql = sql;
        this.clock = clock;
    }

    /** Refused as INVALID unless there is an earlier measure, or two people refused to reinstate. In fraud there need be none. */
    void requireNotFirst(CaseNumber number) {
        var about = requireGrave(number);
        if (about.ground() != Ground.FRAUD && earlier(number).isEmpty() && !refused(number)) {
            throw Refused.invalid(
                    "measure",
                    "No account is closed for a first violation: no earlier measure stands on this person's record.");
        }
    }

    /** Refused as INVALID where the law has no such exception here, or nobody else can sign it. */
    void requireException(CaseNumber number, NoticeWaiver why, String decidedBy) {
        var about = requireGrave(number);
        if (about.ground() == Ground.POOR_PERFORMANCE) {
            throw Refused.invalid(
                    "measure", "Poor performance closes no account at once. Give the thirty days' notice.");
        }
        if (why == NoticeWaiver.REPEATED_INFRINGEMENT && earlier(number).size() < REPEATED_MIN) {
            throw Refused.invalid(
                    "closureException",
                    "A repeated infringement needs at least two earlier measures that still stand on the record.");
        }
        if (signers(about, decidedBy).isEmpty()) {
            throw Refused.invalid(
                    "measure",
                    "Nobody but you could sign this now, and it needs two people. Give the thirty days' notice, or wait until another lead is here.");
        }
    }

    /** Refused as FORBIDDEN for whoever may not sign this, or is marked absent. */
    void requireSigner(CaseNumber number, String decidedBy, String staff) {
        if (absences.until(staff).isPresent()) {
            throw Refused.forbidden("You are marked absent. Say that you are back before you sign.");
        }
        if (signers(cases.get(number), decidedBy).stream()
                .noneMatch(one -> one.id().equals(staff))) {
            throw Refused.forbidden(
                    "A closure at once is signed by a lead, or in fraud by a member of the fraud team.");
        }
    }

    /** Refused as CONFLICT where earlier measures that it cites were overturned or withdrawn meanwhile, or a body looks at the case. */
    void requireStillHolds(CaseNumber number, Chosen chosen) {
        requireNobodyLooks(number);
        if (chosen.exception() == NoticeWaiver.REPEATED_INFRINGEMENT) {
            var standing = earlier(number).stream().map(Measure::id).toList();
            if (chosen.cited().stream().filter(standing::contains).count() < REPEATED_MIN) {
                throw Refused.conflict(
                        "An earlier measure that this rests on does not stand any more. Return it, so that it is decided again.");
            }
        }
    }

    private EnforcementCase requireGrave(CaseNumber number) {
        requireNobodyLooks(number);
        if (review.found(number).filter(found -> GRAVE.contains(found.result())).isEmpty()) {
            throw Refused.invalid(
                    "measure", "An account is closed for a violation only, and never for an honest mistake.");
        }
        return cases.get(number);
    }

    /** Refused as CONFLICT while a body outside looks at the case, but in fraud and takeover. */
    private void requireNobodyLooks(CaseNumber number) {
        var looked = sql.sql(
                        """
                        select exists (select 1 from mediation where case_number = :case and ended_at is null
                            and ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))""")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
        if (looked) {
            throw Refused.conflict("A body outside looks at this case. Nothing harder follows before its result.");
        }
    }

    void requireRefusedInGraveCase(CaseNumber number) {
        if (cases.get(number).severity() != Severity.HIGH || !refused(number)) {
            throw Refused.invalid(
                    "restrictionReview",
                    "An account is closed after a review only in a grave case in which two people refused to reinstate.");
        }
    }

    /** What stands on the person's record from other cases, oldest first. */
    List<Measure> earlier(CaseNumber number) {
        return sql
                .sql(
                        """
                        select i.id from infringement i join enforcement_case c on c.subject_id = i.subject_id
                        where c.number = :case and i.case_number <> c.number and i.effective_at < :now
                          and (i.ends_at is null or i.ends_at > :now)
                        order by i.effective_at, i.id""")
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .list()
                .stream()
                .map(id -> measures.find(new MeasureId(id)).orElseThrow())
                .toList();
    }

    private boolean refused(CaseNumber number) {
        return sql.sql("select exists (select 1 from refusal where case_number = :case)")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    /** Leads who are here; for a confidential case, members of the fraud group as well, where they are cleared. */
    private List<StaffMember> signers(EnforcementCase about, String except) {
        var absent = absences.now().keySet();
        return roster.all().stream()
                .filter(one -> one.lead()
                        || (about.ground().confidential() && one.groups().contains("fraud")))
                .filter(one -> one.maySee(about.ground()))
                .filter(one -> !one.id().equalsIgnoreCase(except) && !absent.contains(one.id()))
                .toList();
    }
}
