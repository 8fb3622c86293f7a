package org.fairhold.appeal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Timeline;
import org.fairhold.measure.MeasureId;
import org.fairhold.notice.MeasureLetters;
import org.fairhold.notice.Notices;
import org.fairhold.policy.Clause;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.ClauseVersion;
import org.fairhold.policy.Policies;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the reviewer of an appeal asks, and what the person says. The two weeks of the answer run on meanwhile. */
@Component
public class AppealTalk {
    private static final String RULE = "otherRule";

    private final AppealRows appeals;
    private final Cases cases;
    private final Decisions decisions;
    private final Accounts accounts;
    private final Policies policies;
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
            Policies policies,
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
        this.policies = policies;
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
    public void ask(String appealNumber, Decision question, Duration window, @Nullable String otherRule) {
        var appeal = appeals.get(appealNumber);
        appeal.requireOpen();
        var rule = otherRule == null ? null : other(appeal.caseNumber(), otherRule);
        sql.sql(
                        """
                        insert into appeal_question (decision_id, appeal_number, case_number, outcome, asked_at, answer_until, clause,
                            clause_version)
                        values (:decision, :appeal, :case, :outcome, :now, :until, :clause, :version)""")
                .param("decision", question.id())
                .param("appeal", appealNumber)
                .param("case", appeal.caseNumber().value())
                .param("outcome", question.outcome())
                .param("now", Timestamp.from(question.decidedAt()))
                .param("until", Timestamp.from(until(appeal.answerDue(), question.decidedAt(), window)))
                .param("clause", rule == null ? null : rule.clause().value())
                .param("version", rule == null ? null : rule.version())
                .update();
    }

    /**
     * The version in force of another rule that the matter may break. Refused as INVALID where there is none of that code that
     * binds this person, or it is the case's own.
     */
    public ClauseVersion other(CaseNumber number, String code) {
        var about = cases.get(number);
        if (about.ground() != Ground.POLICY_VIOLATION) {
            throw Refused.invalid(RULE, "Only a case about a rule can turn out to be about another one.");
        }
        var role = accounts.get(about.subjectId()).role();
        var fitting = policies.all().stream()
                .filter(clause -> clause.ground() == Ground.POLICY_VIOLATION && clause.appliesTo(role))
                .filter(clause -> !clause.clause().equals(about.clause()))
                .toList();
        return fitting.stream()
                .filter(clause -> clause.clause().value().equalsIgnoreCase(code))
                .findFirst()
                .map(clause -> new ClauseVersion(
                        clause.clause(), clause.inForceOn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))))
                .orElseThrow(() -> Refused.invalid(
                        RULE,
                        "Write the code of another rule that binds this person, one of "
                                + fitting.stream().map(Clause::clause).toList() + "."));
    }

    /** The other rule of which the person was asked, once they have answered or let the time pass. */
    ClauseVersion requireRule(Appeal appeal) {
        var asked = rule(appeal.number())
                .orElseThrow(
                        () -> Refused.invalid(
                                "appealDecision",
                                "Ask the person about the other rule first: nobody is judged by a rule that they could not speak about."));
        if (open(appeal.number()).isPresent()) {
            throw Refused.conflict("The person can still answer your question about the other rule.");
        }
        return asked;
    }

    /** The other rule of which the person was asked last. */
    public Optional<ClauseVersion> rule(String appealNumber) {
        return sql.sql(
                        """
                        select clause, clause_version from appeal_question where appeal_number = :appeal and clause is not null
                        order by asked_at desc limit 1""")
                .param("appeal", appealNumber)
                .query((row, index) ->
                        new ClauseVersion(new ClauseCode(row.getString("clause")), row.getInt("clause_version")))
                .optional();
    }

    /** The other rule of which the person was asked last in the open appeal against that measure. */
    public Optional<ClauseVersion> rule(CaseNumber number, MeasureId appealed) {
        return openAgainst(number, appealed).flatMap(appeal -> rule(appeal.number()));
    }

    private Optional<Appeal> openAgainst(CaseNumber number, MeasureId appealed) {
        return appeals.of(number).stream()
                .filter(Appeal::open)
                .filter(one -> one.measureId().equals(appealed))
                .findFirst();
    }

    /** Until when the person can answer a question: never past the day on which we owe the answer, while that is to come. */
    private static Instant until(Instant answerDue, Instant asked, Duration window) {
        var until = asked.plus(window);
        return answerDue.isAfter(asked) && until.isAfter(answerDue) ? answerDue : until;
    }

    /** Until when the person could answer a question about that measure's appeal if it were asked now. */
    public Instant answerUntil(CaseNumber number, MeasureId appealed, Duration window) {
        var appeal = openAgainst(number, appealed)
                .orElseThrow(() -> Refused.conflict("There is no open appeal against %s.".formatted(appealed)));
        return until(appeal.answerDue(), clock.instant(), window);
    }

    /** Sends the latest question to the person, and says until when they can answer. */
    @Transactional
    public Instant tell(String appealNumber) {
        var appeal = appeals.get(appealNumber);
        var asked = sql.sql(
                        """
                        select decision_id, answer_until, clause, clause_version from appeal_question
                        where appeal_number = :appeal order by asked_at desc limit 1""")
                .param("appeal", appealNumber)
                .query((row, index) -> new Asked(
                        row.getObject("decision_id", UUID.class),
                        row.getTimestamp("answer_until").toInstant(),
                        ruleOf(row)))
                .single();
        var question = decisions.get(asked.question());
        var reader = accounts.get(cases.get(appeal.caseNumber()).subjectId());
        var words = letters.asked(texts.readOr(question.reason(), "—"), asked.until(), asked.rule(), reader);
        notices.tell(
                reader,
                appeal.caseNumber(),
                words.notice(),
                appealNumber + "/question/" + question.id(),
                words.arguments());
        return asked.until();
    }

    private record Asked(UUID question, Instant until, @Nullable ClauseVersion rule) {}

    private static @Nullable ClauseVersion ruleOf(ResultSet row) throws SQLException {
        var clause = row.getString("clause");
        return clause == null ? null : new ClauseVersion(new ClauseCode(clause), row.getInt("clause_version"));
    }

    /** A question that the person can still answer. @param rule another rule that we ask about */
    public record Question(String text, Instant until, @Nullable ClauseVersion rule) {}

    /** The latest question to the person, while they have said nothing since and the time has not passed. */
    public Optional<Question> open(String appealNumber) {
        return sql.sql(
                        """
                        select d.reason_id, d.reason_sha256, q.answer_until, q.clause, q.clause_version
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
                        row.getTimestamp("answer_until").toInstant(),
                        ruleOf(row)))
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
