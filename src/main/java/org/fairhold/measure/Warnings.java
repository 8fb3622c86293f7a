package org.fairhold.measure;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person does about a warning: acknowledge it, and take the lesson. */
@Component
public class Warnings {
    /** @param passed whether every answer was right; a lesson can be taken again */
    public record LessonResult(int correct, int questions, boolean passed) {}

    private final Cases cases;
    private final Measures measures;
    private final Policies policies;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Warnings(
            Cases cases,
            Measures measures,
            Policies policies,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.measures = measures;
        this.policies = policies;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Refused as CONFLICT when the case is not waiting for an acknowledgement. */
    @Transactional
    public void acknowledge(CaseNumber number) {
        var open = cases.lock(number);
        open.require(Stage.WARNED);
        var warning = measures.latest(number);
        if (!settle(warning, "ACKNOWLEDGED")) {
            throw Refused.conflict("The warning has been settled already.");
        }
        timeline.add(number, "acknowledged", Timeline.SUBJECT, warning.id().value());
        events.publishEvent(new MeasureEvent.Acknowledged(number, warning));
    }

    /** The time to acknowledge ran out, unless the acknowledgement came first. */
    @Transactional
    public void lapse(CaseNumber number) {
        var warning = measures.latest(cases.lock(number).number());
        if (settle(warning, "LAPSED")) {
            timeline.add(
                    number, "acknowledgementLapsed", Timeline.DESK, warning.id().value());
        }
    }

    /** Whether it was acknowledged, or the time to do so ran out. */
    public boolean settled(Measure warning) {
        return sql.sql("select exists (select 1 from acknowledgement where measure_id = :measure)")
                .param("measure", warning.id().value())
                .query(Boolean.class)
                .single();
    }

    /** Whether the lesson of that clause was passed in the case. */
    public boolean passed(CaseNumber number, ClauseCode clause) {
        return sql.sql(
                        """
                        select exists (select 1 from lesson_taken
                            where case_number = :case and clause = :clause and correct = questions)""")
                .param("case", number.value())
                .param("clause", clause.value())
                .query(Boolean.class)
                .single();
    }

    private boolean settle(Measure warning, String as) {
        return sql.sql(
                                """
                                insert into acknowledgement (measure_id, settled_at, settled_as)
                                values (:measure, :now, :as) on conflict do nothing""")
                        .param("measure", warning.id().value())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("as", as)
                        .update()
                == 1;
    }

    /**
     * The person takes the lesson of their warning's clause; also after the case was closed.
     *
     * @param answers one per question, each the chosen answer counted from 1
     */
    @Transactional
    public LessonResult takeLesson(CaseNumber number, ClauseCode clause, List<Integer> answers) {
        var about = cases.lock(number);
        var warning = measures.of(number).stream()
                .filter(measure -> measure.kind() == MeasureKind.WARNING
                        && measure.clause().equals(clause))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("Case %s has no warning under %s.".formatted(number, clause)));
        var lesson =
                policies.text(clause, warning.clauseVersion(), about.language()).lesson();
        if (answers.size() != lesson.questions().size()) {
            throw Refused.invalid(
                    "answers",
                    "The lesson has %d questions.".formatted(lesson.questions().size()));
        }
        var correct = lesson.correct(answers);
        sql.sql(
                        """
                        insert into lesson_taken (account_id, case_number, clause, clause_version, correct, questions, taken_at)
                        values (:account, :case, :clause, :version, :correct, :questions, :now)""")
                .param("account", about.subjectId().value())
                .param("case", number.value())
                .param("clause", clause.value())
                .param("version", warning.clauseVersion())
                .param("correct", correct)
                .param("questions", answers.size())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        var passed = correct == answers.size();
        timeline.add(number, passed ? "lessonPassed" : "lessonTaken", Timeline.SUBJECT, clause.value());
        return new LessonResult(correct, answers.size(), passed);
    }
}
