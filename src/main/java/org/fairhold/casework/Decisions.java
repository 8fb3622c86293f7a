package org.fairhold.casework;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.desk.StaffMembers;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The decisions of people. Findings, measures and refusals can only be made from one. */
@Component
public class Decisions {
    private final DecisionRows rows;
    private final JdbcAggregateTemplate template;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final Roster roster;
    private final StaffMembers staff;
    private final Clock clock;

    Decisions(
            DecisionRows rows,
            JdbcAggregateTemplate template,
            PersonalTexts texts,
            Timeline timeline,
            Roster roster,
            StaffMembers staff,
            Clock clock) {
        this.rows = rows;
        this.template = template;
        this.texts = texts;
        this.timeline = timeline;
        this.roster = roster;
        this.staff = staff;
        this.clock = clock;
    }

    /** Refused as CONFLICT when this task has been decided already. */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public Decision record(
            Signature by, String outcome, @Nullable String intent, @Nullable String reason, @Nullable String note) {
        if (rows.madeAt(by.taskId())) {
            throw Refused.conflict("This task has been decided already.");
        }
        // Letters name whoever decided or signed, also after they have left.
        roster.find(by.by()).map(StaffMember::colleague).ifPresent(staff::keep);
        var decision = template.insert(new Decision(
                UUID.randomUUID(),
                by.caseNumber(),
                by.taskId(),
                by.step(),
                outcome,
                intent,
                texts.keepIfAny(reason),
                texts.keepInternalIfAny(note),
                by.by(),
                clock.instant()));
        timeline.add(
                by.caseNumber(),
                by.step() + ":" + outcome,
                by.by(),
                decision.id().toString());
        return decision;
    }

    /** Whether a human has decided at this task, which is what lets the task complete. */
    public boolean madeAt(String taskId) {
        return rows.madeAt(taskId);
    }

    /** A decision that another row refers to. */
    public Decision get(UUID id) {
        return rows.findById(id).orElseThrow();
    }

    public List<Decision> of(CaseNumber caseNumber) {
        return rows.findByCaseNumberOrderByDecidedAt(caseNumber);
    }

    public Optional<Decision> latest(CaseNumber caseNumber, String step) {
        return of(caseNumber).stream()
                .filter(decision -> decision.step().equals(step))
                .reduce((earlier, later) -> later);
    }

    /** Like {@link #latest}, for a step that must have been decided by now. */
    public Decision required(CaseNumber caseNumber, String step) {
        return latest(caseNumber, step)
                .orElseThrow(() -> Refused.conflict("Nobody has decided %s in case %s.".formatted(step, caseNumber)));
    }
}
