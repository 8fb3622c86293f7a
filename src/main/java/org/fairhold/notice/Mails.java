package org.fairhold.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Settings;
import org.fairhold.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The mails that were written. They are personal: erasure deletes them, sent or not. */
@Repository
public class Mails {
    private static final Pattern BREAKS_A_HEADER = Pattern.compile("[\\r\\n\\x00]");

    private final JdbcClient sql;
    private final String domain;

    Mails(JdbcClient sql, Settings settings) {
        this.sql = sql;
        this.domain = settings.mailFrom().substring(settings.mailFrom().lastIndexOf('@') + 1);
    }

    /**
     * Writes a mail down, to be carried once it was posted.
     *
     * @throws IllegalArgumentException naming what would break out of its header line
     */
    public UUID write(Letter letter, String recipient, String replyTo, String language, Instant now) {
        requireOneLine("recipient", recipient);
        requireOneLine("replyTo", replyTo);
        requireOneLine("subject", letter.subject());
        requireOneLine("language", language);
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into mail (id, message_id, recipient, reply_to, subject, body_text, body_html, language, written_at)
                        values (:id, :messageId, :recipient, :replyTo, :subject, :text, :html, :language, :now)""")
                .param("id", id)
                .param("messageId", "<%s@%s>".formatted(id, domain))
                .param("recipient", recipient)
                .param("replyTo", replyTo)
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("html", letter.html())
                .param("language", language)
                .param("now", Timestamp.from(now))
                .update();
        return id;
    }

    /** Empty when it was erased. */
    public Optional<Mail> find(UUID id) {
        return sql.sql(
                        """
                        select m.*, n.account_id, (
                            select nullif(f.message_id, m.message_id) from notice o join mail f on f.id = o.mail_id
                            where o.case_number = n.case_number
                                and (o.account_id = n.account_id or o.representative = n.representative)
                            order by o.written_at, f.id limit 1) as first,
                            n.representative is not null and n.kind <> :over and not exists (
                                select 1 from standing_representative r where r.number = n.representative) as withdrawn
                        from mail m left join notice n on n.mail_id = m.id where m.id = :id""")
                .param("id", id)
                .param("over", RepresentativeNotices.OVER)
                .query((row, index) -> new Mail(
                        row.getObject("id", UUID.class),
                        row.getString("message_id"),
                        row.getString("recipient"),
                        row.getString("reply_to"),
                        new Letter(row.getString("subject"), row.getString("body_text"), row.getString("body_html")),
                        row.getString("language"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("account_id") == null ? null : new AccountId(row.getString("account_id")),
                        row.getString("first"),
                        row.getBoolean("withdrawn")))
                .optional();
    }

    private static void requireOneLine(String what, String value) {
        if (BREAKS_A_HEADER.matcher(value).find()) {
            throw new IllegalArgumentException("The mail's " + what + " holds a line break or a NUL.");
        }
    }
}
