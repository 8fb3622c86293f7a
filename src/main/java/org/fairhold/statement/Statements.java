package org.fairhold.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.fairhold.casework.CaseNumber;
import org.fairhold.notice.Letter;
import org.fairhold.notice.Notices;
import org.fairhold.text.PersonalTexts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements as issued. Rows are only added. */
@Repository
public class Statements {
    private final JdbcClient sql;
    private final ObjectMapper json;
    private final Notices notices;

    Statements(JdbcClient sql, ObjectMapper json, Notices notices) {
        this.sql = sql;
        this.json = json;
        this.notices = notices;
    }

    void add(Statement statement, String outboxKey) {
        var content = write(statement);
        var lead = statement.facts().get(0);
        sql.sql(
                        """
                        insert into statement (number, version, measure_id, case_number, issued_at, language, clause, clause_version,
                            lead_report, lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key)
                        values (:number, :version, :measure, :case, :issuedAt, :language, :clause, :clauseVersion,
                            :leadReport, :leadPosition, :reason, :reasonHash, :content::jsonb, :hash, :key)""")
                .param("number", statement.number())
                .param("version", statement.version())
                .param("measure", statement.measureId())
                .param("case", statement.caseNumber())
                .param("issuedAt", Timestamp.from(statement.issuedAt()))
                .param("language", statement.language())
                .param("clause", statement.clause().code())
                .param("clauseVersion", statement.clause().version())
                .param("leadReport", lead.reportNumber())
                .param("leadPosition", lead.position())
                .param("reason", statement.reason().id())
                .param("reasonHash", statement.reason().sha256())
                .param("content", content)
                .param("hash", PersonalTexts.sha256(content))
                .param("key", outboxKey)
                .update();
    }

    /** The newest version of the statement. */
    public Optional<Statement> find(String number) {
        return sql.sql("select content from statement where number = :number order by version desc limit 1")
                .param("number", number)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    public Optional<Statement> find(String number, int version) {
        return sql.sql("select content from statement where number = :number and version = :version")
                .param("number", number)
                .param("version", version)
                .query(String.class)
                .optional()
                .map(this::read);
    }

    /** The very words that the person got; empty once they were erased. */
    public Optional<Letter> letter(Statement statement) {
        return notices.letter(statement.key());
    }

    int latestVersion(String number) {
        return sql.sql("select coalesce(max(version), 0) from statement where number = :number")
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    public List<Statement> of(CaseNumber number) {
        return sql
                .sql("select content from statement where case_number = :case order by issued_at, number, version")
                .param("case", number.value())
                .query(String.class)
                .list()
                .stream()
                .map(this::read)
                .toList();
    }

    private String write(Statement statement) {
        try {
            return json.writeValueAsString(statement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Statement read(String content) {
        try {
            return json.readValue(content, Statement.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
