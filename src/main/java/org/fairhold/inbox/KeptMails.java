package org.fairhold.inbox;

import java.util.Optional;
import java.util.UUID;
import org.fairhold.casework.CaseNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails of a case as they came. */
@Component
public class KeptMails {
    private final JdbcClient sql;

    KeptMails(JdbcClient sql) {
        this.sql = sql;
    }

    /** Empty where the case has no such mail, or it was erased. */
    public Optional<byte[]> content(CaseNumber number, UUID id) {
        return sql.sql(
                        """
                        select c.content from inbound_mail i join inbound_content c on c.inbound_id = i.id
                        where i.id = :id and i.case_number = :case""")
                .param("id", id)
                .param("case", number.value())
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }
}
