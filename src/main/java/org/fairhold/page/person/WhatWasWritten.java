package org.fairhold.page.person;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was written to the desk outside the forms, and what it answered, newest first. */
@Component
class WhatWasWritten {
    /**
     * @param ours whether it is our answer
     * @param heading who wrote it
     * @param text absent where anybody may have written it, and where it was erased
     */
    record Message(String number, boolean ours, String heading, @Nullable String text, Moment at) {}

    private record Row(
            String number,
            boolean ours,
            boolean known,
            @Nullable String representative,
            @Nullable String text,
            Instant at) {}

    private final JdbcClient sql;
    private final Moments moments;

    WhatWasWritten(JdbcClient sql, Moments moments) {
        this.sql = sql;
        this.moments = moments;
    }

    /** Who acts for somebody reads what they wrote themselves, and what they were answered. */
    List<Message> of(Look look) {
        return sql
                .sql(
                        """
                        select m.number, false as ours, m.known_sender, n.body as representative, t.body, m.received_at as at
                        from case_message m left join personal_text t on t.id = m.text_id
                            left join representative r on r.number = m.representative
                            left join personal_text n on n.id = r.name_id
                        where m.case_number = :case and m.account_id = :account
                            and (:acting::text is null or m.representative = :acting)
                        union all select m.number, true, true, null, t.body, a.answered_at
                        from message_answer a join case_message m on m.number = a.message_number
                            join decision d on d.id = a.decision_id left join personal_text t on t.id = d.reason_id
                        where m.case_number = :case and m.account_id = :account and a.outcome = 'ANSWER'
                            and (:acting::text is null or m.representative = :acting)
                        order by at desc, number desc""")
                .param("case", look.number().value())
                .param("account", look.reader().id().value())
                .param(
                        "acting",
                        look.acting() == null ? null : look.acting().number().value())
                .query((row, index) -> new Row(
                        row.getString("number"),
                        row.getBoolean("ours"),
                        row.getBoolean("known_sender"),
                        row.getString("representative"),
                        row.getString("body"),
                        row.getTimestamp("at").toInstant()))
                .list()
                .stream()
                .map(row -> new Message(
                        row.number(),
                        row.ours(),
                        heading(row, look),
                        row.known() ? row.text() : null,
                        moments.at(row.at(), look)))
                .toList();
    }

    private static String heading(Row row, Look look) {
        if (row.ours()) {
            return look.say().of("message.ours");
        }
        if (!row.known()) {
            return look.say().of("message.unknown");
        }
        return row.representative() == null || !look.self()
                ? look.say().of("message.yours")
                : look.say().of("message.by", row.representative());
    }
}
