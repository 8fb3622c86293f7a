package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people wrote to the desk, by mail or through the front line, what became of it, and what came in beside it. */
@Component
class TheMessages {
    /**
     * @param representative who wrote it for them; null where they did
     * @param whole all of the mail, where {@code text} is the new part of it
     * @param outcome null while it waits for an answer
     */
    record Message(
            String number,
            String from,
            @Nullable String representative,
            String channel,
            boolean knownSender,
            String text,
            @Nullable String whole,
            @Nullable String note,
            Instant at,
            @Nullable Instant due,
            @Nullable String answerer,
            @Nullable String outcome,
            @Nullable String answeredBy,
            @Nullable Instant answered,
            @Nullable String mail) {}

    /** @param verdict why it is no message */
    record Other(String id, String verdict, Instant at) {}

    /** @param waiting how many messages nobody has answered yet */
    record Section(List<Message> messages, List<Other> others, long waiting) {
        public boolean isEmpty() {
            return messages.isEmpty() && others.isEmpty();
        }
    }

    private final JdbcClient sql;

    TheMessages(JdbcClient sql) {
        this.sql = sql;
    }

    /** In one question to the database, as it is asked for every case. */
    Section of(CaseNumber number) {
        var rows = sql.sql(
                        """
                        select m.number, m.account_id, m.representative, n.body as acting, m.channel, m.known_sender, t.body, w.body as whole,
                            m.whole_sha256 is not null as longer, m.note, m.received_at, m.answer_due, m.answerer, a.outcome,
                            d.decided_by, a.answered_at, m.inbound_id, cast(null as text) as verdict
                        from case_message m left join personal_text t on t.id = m.text_id
                            left join personal_text w on w.id = m.whole_id
                            left join representative r on r.number = m.representative
                            left join personal_text n on n.id = r.name_id
                            left join message_answer a on a.message_number = m.number left join decision d on d.id = a.decision_id
                        where m.case_number = :case
                        union all select null, account_id, null, null, null, false, null, null, false, null, received_at, null, null, null,
                            null, null, id, verdict
                        from inbound_mail where case_number = :case and verdict in ('AUTOMATIC', 'QUARANTINED')
                        order by received_at, number""")
                .param("case", number.value())
                .query((row, index) -> row.getString("verdict") == null ? message(row) : other(row))
                .list();
        var messages = rows.stream()
                .filter(Message.class::isInstance)
                .map(Message.class::cast)
                .toList();
        return new Section(
                messages,
                rows.stream()
                        .filter(Other.class::isInstance)
                        .map(Other.class::cast)
                        .toList(),
                messages.stream().filter(one -> one.outcome() == null).count());
    }

    private static Record message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("number"),
                row.getString("account_id"),
                row.getString("representative") == null ? null : CaseFile.orErased(row.getString("acting")),
                row.getString("channel"),
                row.getBoolean("known_sender"),
                CaseFile.orErased(row.getString("body")),
                row.getBoolean("longer") ? CaseFile.orErased(row.getString("whole")) : null,
                row.getString("note"),
                At.of(row, "received_at"),
                At.orNull(row, "answer_due"),
                row.getString("answerer"),
                row.getString("outcome"),
                row.getString("decided_by"),
                At.orNull(row, "answered_at"),
                row.getString("inbound_id"));
    }

    private static Record other(ResultSet row) throws SQLException {
        return new Other(row.getString("inbound_id"), row.getString("verdict"), At.of(row, "received_at"));
    }
}
