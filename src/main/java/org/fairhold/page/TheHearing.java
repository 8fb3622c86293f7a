package org.fairhold.page;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the person says: the answers to the reports, and the appeals. */
@Component
class TheHearing {
    record Window(Instant invited, Instant due, @Nullable String endedAs, @Nullable Instant ended) {}

    /** @param corrects the fact that the person says is wrong */
    record Answer(Instant at, String text, @Nullable String corrects) {}

    record Appeal(String number, String measure, Instant lodged, Instant due, String text, @Nullable String outcome) {}

    record Section(@Nullable Window window, List<Answer> answers, List<Appeal> appeals) {}

    private final JdbcClient sql;

    TheHearing(JdbcClient sql) {
        this.sql = sql;
    }

    Section of(CaseNumber number) {
        return new Section(window(number), answers(number), appeals(number));
    }

    private @Nullable Window window(CaseNumber number) {
        return sql.sql(
                        "select * from answer_window left join answer_window_end using (case_number) where case_number = :case")
                .param("case", number.value())
                .query((row, index) -> new Window(
                        At.of(row, "invited_at"),
                        At.of(row, "answer_due"),
                        row.getString("ended_as"),
                        At.orNull(row, "ended_at")))
                .optional()
                .orElse(null);
    }

    private List<Answer> answers(CaseNumber number) {
        return sql.sql(
                        """
                        select a.*, t.body from answer a left join personal_text t on t.id = a.text_id
                        where a.case_number = :case order by a.received_at""")
                .param("case", number.value())
                .query((row, index) -> new Answer(
                        At.of(row, "received_at"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("corrected_report") == null
                                ? null
                                : row.getString("corrected_report") + "/" + row.getInt("corrected_position")))
                .list();
    }

    private List<Appeal> appeals(CaseNumber number) {
        return sql.sql(
                        """
                        select a.*, t.body from appeal a left join personal_text t on t.id = a.text_id
                        where a.case_number = :case order by a.lodged_at, a.number""")
                .param("case", number.value())
                .query((row, index) -> new Appeal(
                        row.getString("number"),
                        row.getString("measure_id"),
                        At.of(row, "lodged_at"),
                        At.of(row, "answer_due"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("outcome")))
                .list();
    }
}
