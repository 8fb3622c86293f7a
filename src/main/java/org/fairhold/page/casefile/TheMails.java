package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.notice.Letter;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people were told in a case, in the words in which it went out. Who reads the case reads this; addresses are masked. */
@Component
class TheMails {
    /**
     * @param to the account, or "staff"
     * @param markup the letter as it stands in a page; null when it was erased
     */
    record Mail(
            String id,
            String kind,
            String to,
            String address,
            @Nullable String subject,
            @Nullable String markup,
            Instant written,
            @Nullable Instant sent,
            @Nullable Instant dead,
            @Nullable String error) {
        public String state() {
            return sent != null ? "sent" : dead != null ? "could not be delivered" : "on its way";
        }
    }

    private final JdbcClient sql;

    TheMails(JdbcClient sql) {
        this.sql = sql;
    }

    List<Mail> of(CaseNumber number) {
        return sql.sql(
                        """
                        select n.*, m.recipient, m.subject, m.body_text, m.body_html, o.sent_at, o.dead_at, o.last_error
                        from notice n join outbox o on o.dedupe_key = n.outbox_key left join mail m on m.id = n.mail_id
                        where n.case_number = :case order by n.written_at, o.id""")
                .param("case", number.value())
                .query((row, index) -> new Mail(
                        row.getString("mail_id"),
                        row.getString("kind"),
                        row.getString("account_id") == null ? "staff" : row.getString("account_id"),
                        masked(row.getString("recipient")),
                        row.getString("subject"),
                        markup(row),
                        At.of(row, "written_at"),
                        At.orNull(row, "sent_at"),
                        At.orNull(row, "dead_at"),
                        row.getString("last_error")))
                .list();
    }

    private static @Nullable String markup(ResultSet row) throws SQLException {
        var html = row.getString("body_html");
        return html == null ? null : new Letter(row.getString("subject"), row.getString("body_text"), html).markup();
    }

    /** Enough of an address to see which of two it was. */
    static String masked(@Nullable String address) {
        if (address == null) {
            return CaseFile.ERASED;
        }
        var host = address.lastIndexOf('@');
        return host < 1 ? "…" : address.substring(0, 1) + "…" + address.substring(host);
    }
}
