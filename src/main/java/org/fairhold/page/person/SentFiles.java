package org.fairhold.page.person;

import org.fairhold.evidence.Evidence;
import org.fairhold.visit.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who sent a file: the person sees what came for them, who acts for them only what they sent themselves. */
@Component
class SentFiles {
    private final JdbcClient sql;

    SentFiles(JdbcClient sql) {
        this.sql = sql;
    }

    boolean by(Visit visit, Evidence file) {
        return file.by().equals(visit.reader())
                && (visit.representative() == null
                        || sql.sql(
                                        """
                                        select exists (select 1 from case_event where case_number = :case
                                            and what = 'evidenceReceived' and reference = :file and representative = :by)""")
                                .param("case", visit.caseNumber().value())
                                .param("file", file.id().toString())
                                .param("by", visit.representative().value())
                                .query(Boolean.class)
                                .single());
    }
}
