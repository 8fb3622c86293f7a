package org.fairhold.representative;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.fairhold.text.PersonalTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Anybody can say that they act for somebody. Saying it writes the same rows whether there is such a case or not; only the outbox,
 * later, finds out. So neither the answer nor its time tells anything.
 */
@Component
public class MandateForms {
    /** The kind of parcel that takes a form further. */
    static final String PARCEL = "MANDATE";

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int OF_ONE_MAX = 3;
    private static final int OF_ALL_MAX = 60;
    private static final int NUMBER_MAX = 32;

    private final Outbox outbox;
    private final JdbcClient sql;
    private final Clock clock;

    MandateForms(Outbox outbox, JdbcClient sql, Clock clock) {
        this.outbox = outbox;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Takes a form, unless there were too many of its case or its sender. Refused as INVALID for what was typed wrong.
     *
     * @param caseNumber as it was typed
     * @param personEmail of whom they act for, as it was typed
     */
    @Transactional
    public void send(String caseNumber, String personEmail, Named named, byte[] content) {
        named.require(clock);
        EvidenceFiles.requireTaken(content);
        var typed = caseNumber.strip();
        var number = typed.substring(0, Math.min(typed.length(), NUMBER_MAX));
        if (!counted(number, named)) {
            return;
        }
        var id = UUID.randomUUID();
        var now = clock.instant();
        sql.sql(
                        """
                        insert into mandate_form (id, case_number, person_email_sha256, email_sha256, name, email, may_answer,
                            may_appeal, ends_at, content, sent_at)
                        values (:id, :case, :person, :emailHash, :name, :email, :answer, :appeal, :ends, :content, :now)""")
                .param("id", id)
                .param("case", number)
                .param("person", PersonalTexts.sha256(personEmail.strip().toLowerCase(Locale.ROOT)))
                .param("emailHash", PersonalTexts.sha256(named.email()))
                .param("name", named.name())
                .param("email", named.email())
                .param("answer", named.rights().contains(Right.ANSWER))
                .param("appeal", named.rights().contains(Right.APPEAL))
                .param("ends", Timestamp.from(named.endsAt()))
                .param("content", content)
                .param("now", Timestamp.from(now))
                .update();
        outbox.post(new Parcel(PARCEL, "mandate/" + id, id, null), now);
    }

    private boolean counted(String number, Named named) {
        var now = clock.instant();
        sql.sql("delete from mandate_count where sent_at < :since")
                .param("since", Timestamp.from(now.minus(COUNTED)))
                .update();
        return sql.sql(
                                """
                                insert into mandate_count (case_number, email_sha256, sent_at)
                                select :case, :email, cast(:now as timestamptz)
                                from (select count(*) filter (where case_number = :case) as of_case,
                                        count(*) filter (where email_sha256 = :email) as of_sender, count(*) as of_all
                                    from mandate_count) lately
                                where of_case < :oneMax and of_sender < :oneMax and of_all < :allMax""")
                        .param("case", number)
                        .param("email", PersonalTexts.sha256(named.email()))
                        .param("now", Timestamp.from(now))
                        .param("oneMax", OF_ONE_MAX)
                        .param("allMax", OF_ALL_MAX)
                        .update()
                == 1;
    }
}
