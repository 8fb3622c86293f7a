package org.fairhold.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Decision;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Stage;
import org.fairhold.measure.Ending;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.performance.Performance;
import org.fairhold.policy.Policies;
import org.fairhold.report.Reports;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person what happens in their case, as it happens and in the same transaction; {@link DisputeNotices} tells two. */
@Component
class CaseNotices {
    /** Whoever answers the appeal, or is late with it, says so there. */
    private static final Set<Ending> TOLD_WITH_THE_ANSWER = Set.of(Ending.CHANGED, Ending.UNANSWERED);

    private static final Set<Ending> MONEY_ONLY = Set.of(Ending.RELEASED, Ending.DECIDED, Ending.EXPIRED);

    private final Notices notices;
    private final MeasureLetters letters;
    private final Readable readable;
    private final Cases cases;
    private final Hearing hearing;
    private final Performance performance;
    private final Accounts accounts;
    private final Reports reports;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Clock clock;

    CaseNotices(
            Notices notices,
            MeasureLetters letters,
            Readable readable,
            Cases cases,
            Hearing hearing,
            Performance performance,
            Accounts accounts,
            Reports reports,
            Policies policies,
            PersonalTexts texts,
            Clock clock) {
        this.notices = notices;
        this.letters = letters;
        this.readable = readable;
        this.cases = cases;
        this.hearing = hearing;
        this.performance = performance;
        this.accounts = accounts;
        this.reports = reports;
        this.policies = policies;
        this.texts = texts;
        this.clock = clock;
    }

    @EventListener
    void on(CaseEvent.AnswerInvited invited) {
        var about = cases.get(invited.caseNumber());
        if (about.ground() == Ground.DISPUTE) {
            return;
        }
        var reader = accounts.get(invited.party());
        var clause = Objects.requireNonNull(about.clause());
        var version = Objects.requireNonNull(about.clauseVersion());
        var text = policies.text(clause, version, readable.language(reader));
        var facts = readable.facts(reports.ofCase(about.number().value()), reader);
        performance.latest(about.number()).ifPresent(record -> facts.addAll(readable.performance(record, reader)));
        tell(
                about,
                reader,
                "invitation-to-answer",
                "invitation",
                Map.of(
                        "facts", facts,
                        "clauseTitle", text.title(),
                        "clauseCode", clause.value(),
                        "clauseVersion", String.valueOf(version),
                        "clauseText", text.text(),
                        "answerDue", readable.at(invited.answerDue(), reader)));
    }

    @EventListener
    void on(CaseEvent.ReportJoined joined) {
        var about = cases.get(joined.caseNumber());
        if (about.stage() != Stage.OPENED && about.ground() != Ground.DISPUTE) {
            var reader = accounts.get(about.subjectId());
            tell(
                    about,
                    reader,
                    "report-added",
                    "added/" + joined.report().number(),
                    Map.of("facts", readable.facts(List.of(joined.report()), reader)));
        }
    }

    @EventListener
    void on(CaseEvent.Closed closed) {
        var about = cases.get(closed.caseNumber());
        var reader = accounts.get(about.subjectId());
        switch (closed.as()) {
            case NO_VIOLATION -> tell(about, reader, "no-violation", "closed", Map.of());
            case NO_HARM -> tell(about, reader, "no-harm", "closed", Map.of());
            case NO_CONSISTENT_HISTORY -> {
                if (invited(about)) {
                    tell(about, reader, "no-consistent-history", "closed", Map.of());
                }
            }
            case NO_MEASURE -> tell(about, reader, "no-measure", "closed", Map.of("reason", reason(closed.reason())));
            case NO_SUSPICION,
                    UNFOUNDED,
                    FRAUD_SETTLED,
                    RESTORED,
                    WARNED,
                    MEASURE_ENDED,
                    OVERTURNED,
                    ACCOUNT_CLOSED,
                    WITHDRAWN,
                    DECIDED,
                    REFUNDED,
                    NOT_REFUNDED,
                    SETTLED,
                    RECLASSIFIED,
                    JOINED -> {}
        }
    }

    @EventListener
    void on(CaseEvent.HandedOver handed) {
        if (handed.message() != null) {
            var about = cases.get(handed.caseNumber());
            var reader = accounts.get(about.subjectId());
            notices.tell(reader, about.number(), "handed-over", handed.message(), Map.of());
        }
    }

    /** Only somebody who knows of a case is told where it goes; a joined one is told once, with its reports. */
    @EventListener
    void on(CaseEvent.Moved moved) {
        var about = cases.get(moved.caseNumber());
        if (about.closedAs() == Closing.RECLASSIFIED && invited(about)) {
            var reader = accounts.get(about.subjectId());
            var goesOn = cases.get(moved.to());
            tell(
                    about,
                    reader,
                    "reclassified",
                    "moved",
                    Map.of(
                            "newCaseNumber", moved.to().value(),
                            "formerTitle", title(about, reader),
                            "clauseTitle", title(goesOn, reader),
                            "reason", reason(moved.why())));
        }
    }

    private boolean invited(EnforcementCase about) {
        return hearing.invited(about.number());
    }

    private String title(EnforcementCase about, Account reader) {
        return policies.text(
                        Objects.requireNonNull(about.clause()),
                        Objects.requireNonNull(about.clauseVersion()),
                        readable.language(reader))
                .title();
    }

    @EventListener
    void on(CaseEvent.Joined joined) {
        var about = cases.get(joined.caseNumber());
        var other = cases.get(joined.joined());
        if (invited(about) || invited(other)) {
            var reader = accounts.get(about.subjectId());
            tell(
                    about,
                    reader,
                    "case-joined",
                    "joined/" + joined.joined(),
                    Map.of(
                            "joinedCaseNumber", joined.joined().value(),
                            "clauseTitle", title(about, reader),
                            "facts", readable.facts(joined.reports(), reader)));
        }
    }

    @EventListener
    void on(CaseEvent.Overdue overdue) {
        var about = cases.get(overdue.caseNumber());
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var lead : overdue.leads()) {
            if (lead.email() != null) {
                notices.tellStaff(
                        lead.email(),
                        about.number(),
                        "staff-reminder",
                        key(about.number(), "overdue/%s/%s/%s".formatted(overdue.step(), today, lead.id())),
                        Map.of(
                                "stepName", overdue.step(),
                                "dueOn", readable.atForStaff(overdue.due())));
            }
        }
        if (waitsFor(about, overdue.step())) {
            var reader = accounts.get(about.subjectId());
            tell(
                    about,
                    reader,
                    Readable.LATE,
                    "late/%s/%s".formatted(overdue.step(), overdue.due()),
                    readable.late(overdue.step(), overdue.due(), reader));
        }
    }

    /**
     * Of an appeal, and of our answer to a body, the person hears on the day that we promised, not before; whom no mail reaches is not mailed that the call is
     * late, nor who does not answer about a mandate, and who was not told of a suspicion does not hear of it so. Whose message
     * waits is told by {@link LineNotices}.
     */
    private static boolean waitsFor(EnforcementCase about, String step) {
        return switch (step) {
            case "decideAppeal", "contactPerson", "answerMessage", "checkMandate", "answerBody" -> false;
            default ->
                about.stage() != Stage.CLOSED && !(about.ground().confidential() && about.stage() == Stage.OPENED);
        };
    }

    @EventListener
    void on(MeasureEvent.AskedAgain asked) {
        tell(
                asked,
                "asked-again/" + asked.why().id(),
                reader -> letters.askedAgain(asked.measure(), asked.conditions(), reason(asked.why()), reader));
    }

    @EventListener
    void on(MeasureEvent.ReinstatementRefused refused) {
        tell(
                refused,
                "refused/" + refused.why().id(),
                reader -> letters.refused(refused.measure(), reason(refused.why()), reader));
    }

    @EventListener
    void on(MeasureEvent.Confirmed confirmed) {
        tell(
                confirmed,
                "confirmed/" + confirmed.why().id(),
                reader -> letters.confirmed(
                        confirmed.measure(), confirmed.nextReview(), reason(confirmed.why()), reader));
    }

    @EventListener
    void on(MeasureEvent.ClosureNear near) {
        tell(near, "closureNear/" + near.measure().id(), reader -> letters.closureNear(near.measure(), reader));
    }

    /** Whom we closed out at once the statement has told so. */
    @EventListener
    void on(MeasureEvent.ClosureReached reached) {
        var closure = reached.measure();
        if (!Objects.requireNonNull(closure.closure()).atOnce()) {
            tell(reached, "closureReached/" + closure.id(), reader -> letters.closureReached(closure, reader));
        }
    }

    @EventListener
    void on(MeasureEvent.ClosureSettled settled) {
        var closure = settled.measure();
        tell(settled, "closureSettled/" + closure.id(), reader -> letters.closureSettled(closure, reader));
    }

    /**
     * What went back of a hold is told by itself; here only why a human or our delay ended it. That a freeze gives way to a
     * closure the closure's statement has told.
     */
    /** Where a body outside said so, no appeal is spoken of. */
    private static MeasureLetters.Words asDecided(MeasureEvent.Ended ended, MeasureLetters.Words words) {
        return ended.as() == Ending.OVERTURNED
                        && ended.why() != null
                        && ended.why().step().equals("decideRemedy")
                ? new MeasureLetters.Words(words.notice() + "-outside", words.arguments())
                : words;
    }

    @EventListener
    void on(MeasureEvent.Ended ended) {
        var kind = ended.measure().kind();
        if (TOLD_WITH_THE_ANSWER.contains(ended.as())
                || (kind == MeasureKind.HOLD && MONEY_ONLY.contains(ended.as()))
                || (kind == MeasureKind.FREEZE && ended.as() == Ending.DECIDED)) {
            return;
        }
        tell(
                ended,
                "ended/%s/%s".formatted(ended.measure().id(), ended.as()),
                reader -> asDecided(ended, letters.ended(ended.measure(), ended.as(), reason(ended.why()), reader)));
    }

    private void tell(MeasureEvent event, String key, Function<Account, MeasureLetters.Words> letter) {
        var about = cases.get(event.caseNumber());
        var reader = accounts.get(about.subjectId());
        var words = letter.apply(reader);
        tell(about, reader, words.notice(), key, words.arguments());
    }

    private void tell(EnforcementCase about, Account reader, String notice, String key, Map<String, Object> arguments) {
        notices.tell(reader, about.number(), notice, key(about.number(), key), arguments);
    }

    private String reason(@Nullable Decision why) {
        return texts.readOr(why == null ? null : why.reason(), "—");
    }

    private static String key(CaseNumber number, String what) {
        return number + "/" + what;
    }
}
