package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody lives on is at stake, and they say so. Whoever decides next reads it. */
@Component
public class Hardships {
    private static final int OF_ONE_MAX = 5;

    public record Hardship(AccountId by, Instant toldAt, TextRef text) {}

    private final Cases cases;
    private final Hearing hearing;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final Clock clock;

    Hardships(Cases cases, Hearing hearing, PersonalTexts texts, Timeline timeline, JdbcClient sql, Clock clock) {
        this.cases = cases;
        this.hearing = hearing;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Refused as CONFLICT when the case is closed or it was said often enough, as INVALID from somebody who is no party.
     *
     * @param by null for whose case it is
     */
    @Transactional
    public void tell(CaseNumber number, @Nullable AccountId by, String text) {
        var open = cases.lock(number);
        var party = hearing.party(open, by);
        if (open.stage() == Stage.CLOSED) {
            throw open.notWaitingForThis();
        }
        if (of(number).stream().filter(told -> told.by().equals(party)).count() >= OF_ONE_MAX) {
            throw Refused.conflict("This was said %d times; the desk has read it.".formatted(OF_ONE_MAX));
        }
        var kept = texts.keep(text);
        sql.sql(
                        """
                        insert into hardship (case_number, account_id, told_at, text_id, text_sha256)
                        values (:case, :party, :now, :text, :sha256)""")
                .param("case", number.value())
                .param("party", party.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .update();
        timeline.add(number, "hardshipTold", open.sideOf(party), null);
    }

    public List<Hardship> of(CaseNumber number) {
        return sql.sql("select * from hardship where case_number = :case order by told_at")
                .param("case", number.value())
                .query((row, index) -> new Hardship(
                        new AccountId(row.getString("account_id")),
                        row.getTimestamp("told_at").toInstant(),
                        new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256"))))
                .list();
    }
}
