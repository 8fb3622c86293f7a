package org.fairhold.caseload;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A case gets another manager: taken over or handed over, with the message to the person in the same transaction. */
@Component
public class Handover {
    private final Cases cases;
    private final Roster roster;
    private final Absences absences;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Handover(
            Cases cases,
            Roster roster,
            Absences absences,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.roster = roster;
        this.absences = absences;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Makes {@code by} the manager.
     *
     * @param seen who managed the case when {@code by} decided to take it; refused as CONFLICT when that has changed
     */
    @Transactional
    public void takeOver(CaseNumber number, StaffMember by, @Nullable String seen) {
        var open = open(number, by);
        if (!by.lead() && !by.handles(open.ground())) {
            throw Refused.forbidden("This case is the work of another team; its manager or a lead can hand it to you.");
        }
        if (by.id().equals(open.manager())) {
            throw Refused.conflict("You manage this case already.");
        }
        if (!Objects.equals(open.manager(), seen)) {
            throw Refused.conflict("%s has just taken this case over. Talk to them, or take it over from them."
                    .formatted(open.manager() == null ? "Somebody" : cases.staffName(open.manager())));
        }
        if (absences.until(by.id()).isPresent()) {
            throw Refused.conflict("You are marked absent. Mark yourself back before you take a case over.");
        }
        give(open, by, by, null, "takenOver");
    }

    /**
     * Gives the case to a colleague. Refused as INVALID when they are not on the staff, absent, or not cleared for it, or
     * when another team gets it without a reason.
     */
    @Transactional
    public void handOver(CaseNumber number, StaffMember by, String to, @Nullable String reason) {
        var open = open(number, by);
        open.requireManagedBy(by);
        give(open, receiver(open, to, reason), by, reason, "handedOver");
    }

    /** Hands every open case of somebody to a colleague, all or none. Only one's own, unless one leads. */
    @Transactional
    public void handOverAll(StaffMember by, String of, String to, @Nullable String reason) {
        if (!by.lead() && !by.id().equals(of)) {
            throw Refused.forbidden("Only a lead hands over the cases of somebody else.");
        }
        var managed = managed(of, by);
        if (managed.isEmpty()) {
            throw Refused.conflict("There is no open case to hand over.");
        }
        managed.forEach(one -> handOver(one.number(), by, to, reason));
    }

    /** The open cases that somebody manages, as far as {@code reader} may know of them, in the order of their numbers. */
    public List<EnforcementCase> managed(String manager, StaffMember reader) {
        return cases.managedBy(manager).stream()
                .filter(one -> reader.maySee(one.ground()))
                .toList();
    }

    private EnforcementCase open(CaseNumber number, StaffMember by) {
        var open = cases.lock(number);
        by.requireToSee(open.ground());
        if (open.stage() == Stage.CLOSED) {
            throw Refused.conflict("Case %s is closed; its manager stays as it was.".formatted(number));
        }
        return open;
    }

    private StaffMember receiver(EnforcementCase open, String to, @Nullable String reason) {
        var receiver =
                roster.find(to).orElseThrow(() -> Refused.invalid("to", "There is nobody called so on the staff."));
        if (receiver.id().equals(open.manager())) {
            throw Refused.invalid(
                    "to",
                    "%s manages this case already."
                            .formatted(receiver.colleague().displayName()));
        }
        if (!receiver.worksOnCases()) {
            throw Refused.invalid(
                    "to",
                    "%s does not work on cases.".formatted(receiver.colleague().displayName()));
        }
        if (!receiver.maySee(open.ground())) {
            throw Refused.invalid(
                    "to",
                    "%s is not cleared for this case."
                            .formatted(receiver.colleague().displayName()));
        }
        if (absences.until(receiver.id()).isPresent()) {
            throw Refused.invalid(
                    "to",
                    "%s is absent. Choose somebody who is here."
                            .formatted(receiver.colleague().displayName()));
        }
        if (!receiver.handles(open.ground()) && (reason == null || reason.isBlank())) {
            throw Refused.invalid(
                    "reason",
                    "%s is in another team. Say why they get this case."
                            .formatted(receiver.colleague().displayName()));
        }
        return receiver;
    }

    private void give(EnforcementCase open, StaffMember to, StaffMember by, @Nullable String reason, String what) {
        var from = open.manager();
        var id = UUID.randomUUID();
        var message = open.stage() == Stage.OPENED ? null : "%s/handed-over/%s".formatted(open.number(), id);
        var why = texts.keepIfAny(reason);
        cases.give(open, to.colleague());
        sql.sql(
                        """
                        insert into case_handover (id, case_number, from_manager, to_manager, reason_id, reason_sha256, handed_by,
                            handed_at, message_key)
                        values (:id, :case, :from, :to, :reason, :sha256, :by, :now, :message)""")
                .param("id", id)
                .param("case", open.number().value())
                .param("from", from)
                .param("to", to.id())
                .param("reason", why == null ? null : why.id())
                .param("sha256", why == null ? null : why.sha256())
                .param("by", by.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("message", message)
                .update();
        timeline.add(open.number(), what, by.id(), to.id());
        events.publishEvent(new CaseEvent.HandedOver(open.number(), from, to, message));
    }
}
