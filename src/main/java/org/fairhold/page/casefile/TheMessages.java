package org.fairhold.page.casefile;

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
     * @param whole all of the mail, where {@code text} is the new part of it
     * @param outcome null while it waits for an answer
     */
    record Message(
            String number,
            String from,
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

    Section of(CaseNumber number) {
        var messages = messages(number);
        return new Section(
                messages,
                others(number),
                messages.stream().filter(one -> one.outcome() == null).count());
    }

    private List<Message> messages(CaseNumber number) {
        return sql.sql(
                        """
                        select m.*, t.body, w.body as whole, a.outcome, a.answered_at, d.decided_by
                        from case_message m left join personal_text t on t.id = m.text_id
                            left join personal_text w on w.id = m.whole_id
                            left join message_answer a on a.message_number = m.number left join decision d on d.id = a.decision_id
                        where m.case_number = :case order by m.received_at, m.number""")
                .param("case", number.value())
                .query((row, index) -> new Message(
                        row.getString("number"),
                        row.getString("account_id"),
                        row.getString("channel"),
                        row.getBoolean("known_sender"),
                        CaseFile.orErased(row.getString("body")),
                        row.getString("whole_sha256") == null ? null : CaseFile.orErased(row.getString("whole")),
                        row.getString("note"),
                        At.of(row, "received_at"),
                        At.orNull(row, "answer_due"),
                        row.getString("answerer"),
                        row.getString("outcome"),
                        row.getString("decided_by"),
                        At.orNull(row, "answered_at"),
                        row.getString("inbound_id")))
                .list();
    }

    private List<Other> others(CaseNumber number) {
        return sql.sql(
                        """
                        select * from inbound_mail where case_number = :case and verdict in ('AUTOMATIC', 'QUARANTINED')
                        order by received_at, id limit 50""")
                .param("case", number.value())
                .query((row, index) ->
                        new Other(row.getString("id"), row.getString("verdict"), At.of(row, "received_at")))
                .list();
    }
}
