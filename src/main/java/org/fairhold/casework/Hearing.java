package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The person's chance to answer before anybody reviews (never-rule 4). */
@Component
public class Hearing {
    /** How a window ended. */
    public enum Ending {
        ANSWERED,
        LAPSED
    }

    /** Which fact of which report an answer says is wrong. */
    public record FactRef(String reportNumber, int position) {}

    public record Answer(Instant receivedAt, TextRef text, @Nullable FactRef corrects) {}

    private final Cases cases;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hearing(
            Cases cases,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the window; the instant it returns is what the mail promises and the timer fires at. */
    @Transactional
    public Instant invite(CaseNumber number, Duration timeToAnswer) {
        var now = clock.instant();
        var due = now.plus(timeToAnswer);
        var open = cases.lock(number);
        open.inviteAnswer(due);
        cases.save(open);
        sql.sql("insert into answer_window (case_number, invited_at, answer_due) values (:case, :now, :due)")
                .param("case", number.value())
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(due))
                .update();
        timeline.add(number, "answerInvited", Timeline.DESK, null);
        events.publishEvent(new CaseEvent.AnswerInvited(number, due));
        return due;
    }

    /**
     * The person's answer; also later, to a report that came after the window had ended. Refused as CONFLICT
     * when the case is not waiting for an answer, as INVALID when the corrected fact is not in it.
     */
    @Transactional
    public void receive(CaseNumber number, String text, @Nullable FactRef corrects) {
        var open = cases.lock(number);
        var invited = open.stage() == Stage.ANSWER_INVITED;
        if (open.stage() == Stage.CLOSED || !(invited || unheardReport(number))) {
            open.require(Stage.ANSWER_INVITED);
        }
        if (corrects != null && !isFactOf(number, corrects)) {
            throw Refused.invalid("correctsFact", "That fact is not part of this case.");
        }
        var kept = texts.keep(text);
        sql.sql(
                        """
                        insert into answer (case_number, received_at, text_id, text_sha256, corrected_report, corrected_position)
                        values (:case, :now, :text, :sha256, :report, :position)""")
                .param("case", number.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .param("report", corrects == null ? null : corrects.reportNumber())
                .param("position", corrects == null ? null : corrects.position())
                .update();
        timeline.add(number, "answerReceived", Timeline.SUBJECT, null);
        if (invited) {
            end(open, Ending.ANSWERED);
            events.publishEvent(new CaseEvent.AnswerReceived(number));
        }
    }

    /** The window ran out, unless the answer came first. */
    @Transactional
    public void lapse(CaseNumber number) {
        var open = cases.lock(number);
        if (open.stage() == Stage.ANSWER_INVITED) {
            timeline.add(number, "answerWindowLapsed", Timeline.DESK, null);
            end(open, Ending.LAPSED);
        }
    }

    /** Whether the person was ever invited to answer, and so knows of the case. */
    public boolean invited(CaseNumber number) {
        return sql.sql("select exists (select 1 from answer_window where case_number = :case)")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    public List<Answer> answers(CaseNumber number) {
        return sql.sql("select * from answer where case_number = :case order by received_at")
                .param("case", number.value())
                .query((row, index) -> new Answer(
                        row.getTimestamp("received_at").toInstant(),
                        new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                        row.getString("corrected_report") == null
                                ? null
                                : new FactRef(row.getString("corrected_report"), row.getInt("corrected_position"))))
                .list();
    }

    /** Whether a report joined after the person last could say something about the case. */
    private boolean unheardReport(CaseNumber number) {
        return sql.sql(
                        """
                        select exists (select 1 from case_report r where r.case_number = :case
                          and r.since > (select ended_at from answer_window_end where case_number = :case)
                          and not exists (select 1 from answer a where a.case_number = :case and a.received_at >= r.since))""")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    private void end(EnforcementCase open, Ending as) {
        open.endAnswerWindow();
        cases.save(open);
        sql.sql("insert into answer_window_end (case_number, ended_at, ended_as) values (:case, :now, :as)")
                .param("case", open.number().value())
                .param("now", Timestamp.from(clock.instant()))
                .param("as", as.name())
                .update();
    }

    private boolean isFactOf(CaseNumber number, FactRef fact) {
        return sql.sql(
                        """
                        select exists (select 1 from report_fact f join case_report o using (report_number)
                        where o.case_number = :case and f.report_number = :report and f.position = :position)""")
                .param("case", number.value())
                .param("report", fact.reportNumber())
                .param("position", fact.position())
                .query(Boolean.class)
                .single();
    }
}
