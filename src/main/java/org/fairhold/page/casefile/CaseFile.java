package org.fairhold.page.casefile;

import java.util.List;
import java.util.Locale;
import org.fairhold.account.Account;
import org.fairhold.caseload.InternalNote;
import org.fairhold.caseload.InternalNotes;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Review;
import org.fairhold.casework.Timeline;
import org.fairhold.policy.Clause;
import org.fairhold.policy.Policies;
import org.fairhold.representative.Mandate;
import org.fairhold.representative.Mandates;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Everything the desk knows about a case, gathered at the moment of looking; nothing of it is a process variable. */
@Component
public class CaseFile {
    static final String ERASED = "(erased)";
    private static final int TIMELINE_MAX = 500;

    /**
     * @param rule the clause as it was in force on the day of the act; null where the case cites none
     * @param dispute between whom it is and what came out; null where the case is no dispute
     * @param performance the record of all contracts; null where the case is not about performance
     */
    public record View(
            EnforcementCase about,
            String manager,
            ThePerson.Section person,
            List<TheReports.Report> reports,
            TheHearing.Section hearing,
            WhatWasSent.Section sent,
            TheMessages.Section messages,
            Clause.@Nullable Text rule,
            TheDispute.@Nullable Section dispute,
            List<TheOutside.Mediation> outside,
            ThePerformance.@Nullable Section performance,
            Review.@Nullable Proposal proposal,
            List<TheDecisions.Decision> decisions,
            TheMeasures.Section measures,
            TheMoney.Section money,
            TheFraud.Section fraud,
            TheTakeover.@Nullable Section takeover,
            List<Representative> representatives,
            List<Mandate> mandates,
            List<TheMails.Mail> mails,
            List<InternalNote> notes,
            List<Timeline.Entry> timeline) {
        /** Whose case it is. */
        public Account account() {
            return person.account();
        }
    }

    private final Cases cases;
    private final ThePerson person;
    private final TheReports reports;
    private final TheHearing hearing;
    private final WhatWasSent sent;
    private final TheMessages messages;
    private final TheDecisions decisions;
    private final TheMeasures measures;
    private final TheMoney money;
    private final TheFraud fraud;
    private final TheTakeover takeover;
    private final Representatives representatives;
    private final Mandates mandates;
    private final TheMails mails;
    private final TheDispute dispute;
    private final TheOutside outside;
    private final ThePerformance performance;
    private final Review review;
    private final Policies policies;
    private final InternalNotes notes;
    private final Timeline timeline;

    CaseFile(
            Cases cases,
            ThePerson person,
            TheReports reports,
            TheHearing hearing,
            WhatWasSent sent,
            TheMessages messages,
            TheDecisions decisions,
            TheMeasures measures,
            TheMoney money,
            TheFraud fraud,
            TheTakeover takeover,
            Representatives representatives,
            Mandates mandates,
            TheMails mails,
            TheDispute dispute,
            TheOutside outside,
            ThePerformance performance,
            Review review,
            Policies policies,
            InternalNotes notes,
            Timeline timeline) {
        this.cases = cases;
        this.person = person;
        this.reports = reports;
        this.hearing = hearing;
        this.sent = sent;
        this.messages = messages;
        this.decisions = decisions;
        this.measures = measures;
        this.money = money;
        this.fraud = fraud;
        this.takeover = takeover;
        this.representatives = representatives;
        this.mandates = mandates;
        this.mails = mails;
        this.dispute = dispute;
        this.outside = outside;
        this.performance = performance;
        this.review = review;
        this.policies = policies;
        this.notes = notes;
        this.timeline = timeline;
    }

    /** @param cleared whether the reader may know of confidential cases of the same person */
    @Transactional(readOnly = true)
    public View of(EnforcementCase about, boolean cleared) {
        CaseNumber number = about.number();
        var clause = about.clause();
        var version = about.clauseVersion();
        var decided = measures.of(number);
        return new View(
                about,
                cases.managerName(about).orElse("nobody yet"),
                person.of(about.subjectId(), number, cleared),
                reports.of(number),
                hearing.of(number),
                sent.of(number),
                messages.of(number),
                clause == null || version == null ? null : policies.text(clause, version, Locale.ENGLISH),
                dispute.of(about),
                outside.of(about, decided),
                performance.of(about),
                review.proposal(number).orElse(null),
                decisions.of(number),
                decided,
                money.of(about),
                fraud.of(about),
                takeover.of(about),
                representatives.of(number),
                mandates.of(number),
                mails.of(number),
                notes.of(number),
                timeline.of(number, 0, TIMELINE_MAX));
    }

    public static String orErased(@Nullable String text) {
        return text == null ? ERASED : text;
    }
}
