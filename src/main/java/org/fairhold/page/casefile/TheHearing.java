package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the person says, or both parties of a dispute say: the answers to the reports, and the appeals. */
@Component
class TheHearing {
    /** @param who whose window it is, by the name of their role */
    record Window(String who, Instant invited, Instant due, @Nullable String endedAs, @Nullable Instant ended) {}

    /**
     * @param who whose answer it is, by the name of their role
     * @param representative who gave it for them; null where they did
     * @param corrects the fact that they say is wrong
     */
    record Answer(String who, @Nullable String representative, Instant at, String text, @Nullable String corrects) {}

    /** @param paused since when its measure takes nothing away, because the answer is late */
    record Appeal(
            String number,
            String measure,
            Instant lodged,
            Instant due,
            String text,
            @Nullable String outcome,
            @Nullable Instant paused,
            List<Said> said) {}

    /** @param by the reviewer who asked; null where the person wrote */
    record Said(String appeal, Instant at, @Nullable String by, String text, @Nullable String rule) {}

    record Section(List<Window> windows, List<Answer> answers, List<Appeal> appeals) {}

    private final JdbcClient sql;

    TheHearing(JdbcClient sql) {
        this.sql = sql;
    }

    Section of(CaseNumber number) {
        return new Section(windows(number), answers(number), appeals(number));
    }

    private List<Window> windows(CaseNumber number) {
        return sql.sql(
                        """
                        select w.*, h.ended_as, h.ended_at, p.role from answer_window w
                        left join party_heard h on h.case_number = w.case_number and h.account_id = w.account_id
                        join account p on p.id = w.account_id
                        where w.case_number = :case order by p.role desc""")
                .param("case", number.value())
                .query((row, index) -> new Window(
                        row.getString("role"),
                        At.of(row, "invited_at"),
                        At.of(row, "answer_due"),
                        row.getString("ended_as"),
                        At.orNull(row, "ended_at")))
                .list();
    }

    private List<Answer> answers(CaseNumber number) {
        return sql.sql(
                        """
                        select a.*, t.body, p.role, n.body as acting from answer a left join personal_text t on t.id = a.text_id
                        left join representative r on r.number = a.representative
                        left join personal_text n on n.id = r.name_id
                        join account p on p.id = a.account_id where a.case_number = :case order by a.received_at""")
                .param("case", number.value())
                .query((row, index) -> new Answer(
                        row.getString("role"),
                        row.getString("representative") == null ? null : CaseFile.orErased(row.getString("acting")),
                        At.of(row, "received_at"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("corrected_report") == null
                                ? null
                                : row.getString("corrected_report") + "/" + row.getInt("corrected_position")))
                .list();
    }

    private List<Appeal> appeals(CaseNumber number) {
        var said = said(number).stream().collect(Collectors.groupingBy(Said::appeal));
        return sql.sql(
                        """
                        select a.*, t.body, p.paused_at
                        from appeal a left join personal_text t on t.id = a.text_id
                            left join cause_pause p on p.appeal_number = a.number
                        where a.case_number = :case order by a.lodged_at, a.number""")
                .param("case", number.value())
                .query((row, index) -> new Appeal(
                        row.getString("number"),
                        row.getString("measure_id"),
                        At.of(row, "lodged_at"),
                        At.of(row, "answer_due"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("outcome"),
                        At.orNull(row, "paused_at"),
                        said.getOrDefault(row.getString("number"), List.of())))
                .list();
    }

    private List<Said> said(CaseNumber number) {
        return sql.sql(
                        """
                        select said.*, t.body from (
                            select q.appeal_number, q.asked_at as at, d.decided_by as by, d.reason_id as text_id, q.clause as rule
                                from appeal_question q join decision d on d.id = q.decision_id where q.case_number = :case
                            union all select m.appeal_number, m.sent_at, null, m.text_id, null
                                from appeal_message m join appeal a on a.number = m.appeal_number where a.case_number = :case) said
                            left join personal_text t on t.id = said.text_id
                        order by said.at""")
                .param("case", number.value())
                .query((row, index) -> new Said(
                        row.getString("appeal_number"),
                        At.of(row, "at"),
                        row.getString("by"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("rule")))
                .list();
    }
}
