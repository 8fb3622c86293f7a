package org.fairhold.fraud;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.OnCall;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Calls whoever is on call, one after the other, until somebody decides. */
@Component
public class CallOuts {
    private static final String STEP = "decideFreeze";

    private final OnCall onCall;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CallOuts(OnCall onCall, Timeline timeline, JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.onCall = onCall;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Calls the first member of the fraud team in order who is here and was not called yet, where there is one. */
    @Transactional
    public void callNext(CaseNumber number, int minutes) {
        var called = called(number);
        var next = onCall.order(FraudTeam.TEAM).stream()
                .filter(colleague -> !called.contains(colleague.id()))
                .findFirst();
        if (next.isEmpty()) {
            timeline.add(number, "nobodyElseOnCall", Timeline.DESK, null);
            return;
        }
        sql.sql(
                        """
                        insert into called_out (case_number, step, number, user_id, called_at)
                        values (:case, :step, :number, :user, :now)""")
                .param("case", number.value())
                .param("step", STEP)
                .param("number", called.size() + 1)
                .param("user", next.get().id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(number, "calledOut", Timeline.DESK, next.get().id());
        events.publishEvent(new FraudEvent.CalledOut(number, next.get(), minutes));
    }

    private List<String> called(CaseNumber number) {
        return sql.sql("select user_id from called_out where case_number = :case and step = :step order by number")
                .param("case", number.value())
                .param("step", STEP)
                .query(String.class)
                .list();
    }
}
