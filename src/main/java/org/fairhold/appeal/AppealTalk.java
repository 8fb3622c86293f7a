package org.fairhold.appeal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.MeasureId;
import org.fairhold.notice.MeasureLetters;
import org.fairhold.notice.Notices;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the reviewer of an appeal asks, and what the person says. The two weeks of the answer run on meanwhile. */
@Component
public class AppealTalk {
    private final AppealRows appeals;
    private final Cases cases;
    private final Decisions decisions;
    private final Accounts accounts;
    private final Notices notices;
    private final MeasureLetters letters;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AppealTalk(
            AppealRows appeals,
            Cases cases,
            Decisions decisions,
            Accounts accounts,
            Notices notices,
            MeasureLetters letters,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.appeals = appeals;
        this.cases = cases;
        this.decisions = decisions;
        this.accounts = accounts;
        this.notices = notices;
        this.letters = letters;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** The reviewer wants to know something first: the question is the decision's reason. It is sent by {@link #tell}. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(String appealNumber, Decision question, Duration window) {
        var appeal = appeals.get(appealNumber);
        appeal.requireOpen();
        sql.sql(
                        """
                        insert into appeal_question (decision_id, appeal_number, case_number, outcome, asked_at, answer_until)
                        values (:decision, :appeal, :case, :outcome, :now, :until)""")
                .param("decision", question.id())
                .param("appeal", appealNumber)
                .param("case", appeal.caseNumber().value())
                .param("outcome", question.outcome())
                .param("now", Timestamp.from(question.decidedAt()))
                .param("until", Timestamp.from(until(appeal.answerDue(), question.decidedAt(), window)))
                .update();
    }

    /** Until when the person can answer a question: never past the day on which we owe the answer, while that is to come. */
    private static Instant until(Instant answerDue, Instant asked, Duration window) {
        var until = asked.plus(window);
        return answerDue.isAfter(asked) && until.isAfter(answerDue) ? answerDue : until;
    }

    /** Until when the person could answer a question about that measure's appeal if it were asked now. */
    public Instant answerUntil(CaseNumber number, MeasureId appealed, Duration window) {
        var appeal = appeals.of(number).stream()
                .filter(Appeal::open)
                .filter(one -> one.measureId().equals(appealed))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("There is no open appeal against %s.".formatted(appealed)));
        return until(appeal.answerDue(), clock.instant(), window);
    }

    /** Sends the latest question to the person, and says until when they can answer. */
    @Transactional
    public Instant tell(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        var asked = sql.sql(
                        """
                        select decision_id, answer_until from appeal_question where appeal_number = :appeal
                        order by asked_at desc limit 1""")
                .param("appeal", appealNumber)
                .query((row, index) -> Map.entry(
                        row.getObject("decision_id", UUID.class),
                        row.getTimestamp("answer_until").toInstant()))
                .single();
        var question = decisions.get(asked.getKey());
        var reader = accounts.get(cases.get(appeal.caseNumber()).subjectId());
        var words = letters.asked(texts.readOr(question.reason(), "—"), asked.getValue(), reader);
        notices.tell(
                reader,
                appeal.caseNumber(),
                words.notice(),
                appealNumber + "/question/" + question.id(),
                words.arguments());
        return asked.getValue();
    }

    /** A question that the person can still answer. */
    public record Question(String text, Instant until) {}

    /** The latest question to the person, while they have said nothing since and the time has not passed. */
    public Optional<Question> open(String appealNumber) {
        return sql.sql(
                        """
                        select d.reason_id, d.reason_sha256, q.answer_until
                        from appeal_question q join decision d on d.id = q.decision_id
                        where q.appeal_number = :appeal and q.answer_until > :now
                          and not exists (select 1 from appeal_message m
                              where m.appeal_number = q.appeal_number and m.sent_at > q.asked_at)
                        order by q.asked_at desc limit 1""")
                .param("appeal", appealNumber)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new Question(
                        texts.readOr(
                                new TextRef(row.getObject("reason_id", UUID.class), row.getString("reason_sha256")),
                                "—"),
                        row.getTimestamp("answer_until").toInstant()))
                .optional();
    }

    /**
     * The person adds something, asked or not. Refused as UNKNOWN when the case has no such appeal, as CONFLICT when it was
     * answered.
     */
    @Transactional
    public void write(CaseNumber number, String appealNumber, String text) {
        cases.lock(number);
        var appeal = appeals.of(number).stream()
                .filter(one -> one.number().equals(appealNumber))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("There is no appeal of that number in this case."));
        appeal.requireOpen();
        var kept = texts.keep(text);
        sql.sql(
                        """
                        insert into appeal_message (id, appeal_number, text_id, text_sha256, sent_at)
                        values (:id, :appeal, :text, :sha256, :now)""")
                .param("id", UUID.randomUUID())
                .param("appeal", appealNumber)
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(number, "appealMessage", Timeline.SUBJECT, appealNumber);
        events.publishEvent(new AppealMessage(appeal));
    }
}
