package org.fairhold.appeal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fairhold.Refused;
import org.fairhold.Settings;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.notice.MeasureLetters;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lodges appeals and answers them; never by somebody who decided or signed the measure (never-rule 11). */
@Component
public class Appeals {
    private final Cases cases;
    private final Decisions decisions;
    private final Measures measures;
    private final Enforcement enforcement;
    private final Accounts accounts;
    private final Notices notices;
    private final MeasureLetters letters;
    private final Readable readable;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final Settings settings;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Appeals(
            Cases cases,
            Decisions decisions,
            Measures measures,
            Enforcement enforcement,
            Accounts accounts,
            Notices notices,
            MeasureLetters letters,
            Readable readable,
            PersonalTexts texts,
            Timeline timeline,
            Settings settings,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.measures = measures;
        this.enforcement = enforcement;
        this.accounts = accounts;
        this.notices = notices;
        this.letters = letters;
        this.readable = readable;
        this.texts = texts;
        this.timeline = timeline;
        this.settings = settings;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Refused when the measure is not this case's, its appeal window has passed, or an appeal is open. */
    @Transactional
    public Appeal lodge(CaseNumber number, MeasureId measureId, String text) {
        var about = cases.lock(number);
        var measure = measures.find(measureId)
                .filter(found -> found.caseNumber().equals(number))
                .orElseThrow(() -> Refused.invalid("measureId", "That measure is not part of this case."));
        var now = clock.instant();
        if (now.isAfter(measure.effectiveAt().plus(Duration.ofDays(settings.appealWindowDays())))) {
            throw Refused.conflict("The time to appeal this measure has passed.");
        }
        if (measures.withdrawn(measureId)) {
            throw Refused.conflict("This measure was withdrawn. There is nothing left to appeal.");
        }
        if (of(number).stream().anyMatch(open -> open.measureId().equals(measureId) && open.answeredAt() == null)) {
            throw Refused.conflict("There is an open appeal against this measure.");
        }
        var kept = texts.keep(text);
        var appeal = new Appeal(
                "A-"
                        + sql.sql("select nextval('appeal_number')")
                                .query(Long.class)
                                .single(),
                number,
                measureId,
                kept,
                now,
                now.plus(Duration.ofDays(settings.appealAnswerDays())),
                null,
                null);
        sql.sql(
                        """
                        insert into appeal (number, case_number, measure_id, text_id, text_sha256, lodged_at, answer_due)
                        values (:number, :case, :measure, :text, :sha256, :now, :due)""")
                .param("number", appeal.number())
                .param("case", number.value())
                .param("measure", measureId.value())
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(appeal.answerDue()))
                .update();
        timeline.add(number, "appealLodged", Timeline.SUBJECT, appeal.number());
        var reader = accounts.get(about.subjectId());
        notices.tell(
                reader,
                number,
                "appeal-received",
                appeal.number() + "/received",
                Map.of(
                        "statementNumber", measure.statementNumber(),
                        "answerDue", readable.at(appeal.answerDue(), reader)));
        events.publishEvent(new AppealLodged(appeal));
        return appeal;
    }

    public List<Appeal> of(CaseNumber number) {
        return sql.sql("select * from appeal where case_number = :case order by lodged_at, number")
                .param("case", number.value())
                .query((row, index) -> appeal(row))
                .list();
    }

    /**
     * Who may not touch an appeal in this case: everybody who found, decided, checked, confirmed or signed anything in
     * it, however long ago.
     */
    public Set<String> involved(CaseNumber number) {
        return decisions.of(number).stream()
                .filter(decision -> !decision.step().equals("decideAppeal"))
                .map(Decision::decidedBy)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Refused as FORBIDDEN for somebody who is involved. */
    public void requireUninvolved(CaseNumber number, String staff) {
        if (involved(number).stream().anyMatch(one -> one.equalsIgnoreCase(staff))) {
            throw Refused.forbidden("You decided or signed in this case; somebody else answers the appeal.");
        }
    }

    /** Somebody who was not involved has decided this appeal; its answer follows. Refused when it was answered meanwhile. */
    public void decided(String appealNumber, Decision decision) {
        requireOpen(get(appealNumber));
        sql.sql("insert into appeal_decision (appeal_number, decision_id) values (:appeal, :decision)")
                .param("appeal", appealNumber)
                .param("decision", decision.id())
                .update();
    }

    /** The appeal was heard and the measure stands; the person reads why. */
    @Transactional
    public void uphold(String appealNumber) {
        var appeal = get(appealNumber);
        var why = answered(appeal, "UPHOLD");
        var measure = appealed(appeal);
        var reader = accounts.get(measure.subjectId());
        var words = letters.upheld(measure, texts.readOr(why.reason(), "—"));
        notices.tell(reader, appeal.caseNumber(), words.notice(), appealNumber + "/answered", words.arguments());
    }

    /** The appeal was granted: the measure ends at once, with an apology. */
    @Transactional
    public void overturn(String appealNumber) {
        var appeal = get(appealNumber);
        answered(appeal, "OVERTURN");
        enforcement.end(appealed(appeal), Ending.OVERTURNED);
    }

    private Appeal get(String appealNumber) {
        return sql.sql("select * from appeal where number = :number")
                .param("number", appealNumber)
                .query((row, index) -> appeal(row))
                .single();
    }

    private static void requireOpen(Appeal appeal) {
        if (appeal.answeredAt() != null) {
            throw Refused.conflict("This appeal has been answered.");
        }
    }

    /** The decision that answers exactly this appeal; refused unless it says that. */
    @CanIgnoreReturnValue
    private Decision answered(Appeal appeal, String outcome) {
        cases.lock(appeal.caseNumber());
        requireOpen(get(appeal.number()));
        var why = sql.sql("select decision_id from appeal_decision where appeal_number = :appeal")
                .param("appeal", appeal.number())
                .query(UUID.class)
                .optional()
                .map(decisions::get)
                .orElseThrow(() -> Refused.conflict("Nobody has decided appeal %s.".formatted(appeal.number())));
        if (!why.outcome().equals(outcome)) {
            throw Refused.conflict("The appeal was decided as %s.".formatted(why.outcome()));
        }
        answer(appeal, outcome, why);
        return why;
    }

    /** A measure that is withdrawn is what its appeal asked for: nobody else must decide it. The apology tells the person. */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (ended.as() == Ending.WITHDRAWN) {
            of(ended.caseNumber()).stream()
                    .filter(appeal -> appeal.answeredAt() == null
                            && appeal.measureId().equals(ended.measure().id()))
                    .forEach(appeal -> {
                        answer(appeal, "MOOT", Objects.requireNonNull(ended.why()));
                        events.publishEvent(new AppealSettled(appeal));
                    });
        }
    }

    private void answer(Appeal appeal, String outcome, Decision why) {
        sql.sql(
                        """
                        update appeal set answered_at = :now, outcome = :outcome, decision_id = :decision
                        where number = :number""")
                .param("now", Timestamp.from(clock.instant()))
                .param("outcome", outcome)
                .param("decision", why.id())
                .param("number", appeal.number())
                .update();
        timeline.add(appeal.caseNumber(), "appealAnswered:" + outcome, why.decidedBy(), appeal.number());
    }

    private Measure appealed(Appeal appeal) {
        return measures.find(appeal.measureId()).orElseThrow();
    }

    private static Appeal appeal(ResultSet row) throws SQLException {
        var answered = row.getTimestamp("answered_at");
        return new Appeal(
                row.getString("number"),
                new CaseNumber(row.getString("case_number")),
                new MeasureId(row.getString("measure_id")),
                new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                row.getTimestamp("lodged_at").toInstant(),
                row.getTimestamp("answer_due").toInstant(),
                answered == null ? null : answered.toInstant(),
                row.getString("outcome"));
    }
}
