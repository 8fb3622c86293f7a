package org.fairhold.process.deployment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was deployed, and every attempt to. Rows are only added. */
@Repository
class Revisions {
    private static final long LOCK = 0x66616972_00000001L;
    private static final int FINDINGS_KEPT_MAX = 50;

    /** How many cases run on a version of a process. */
    record Running(String process, int version, int cases) {}

    /** A revision with the cases that run on the versions it brought. */
    record InUse(Revision revision, List<Running> running) {}

    /** @param findings how many there were */
    record Refusal(Attempt attempt, int findings) {}

    private final JdbcClient sql;

    Revisions(JdbcClient sql) {
        this.sql = sql;
    }

    /** One deployment at a time on all nodes, until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        sql.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
    }

    Optional<Revision> highest() {
        return sql.sql("select * from deployed_revision order by revision desc limit 1")
                .query((row, index) -> revision(row))
                .optional();
    }

    Optional<Revision> find(int number) {
        return sql.sql("select * from deployed_revision where revision = :number")
                .param("number", number)
                .query((row, index) -> revision(row))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Revision revision, Map<String, byte[]> files) {
        sql.sql(
                        """
                        insert into deployed_revision (revision, content_sha256, deployed_at, deployed_by, source, engine_deployment)
                        values (:number, :hash, :at, :by, :source, :engine)""")
                .param("number", revision.number())
                .param("hash", revision.sha256())
                .param("at", Timestamp.from(revision.deployedAt()))
                .param("by", revision.by())
                .param("source", revision.source().name())
                .param("engine", revision.engineDeployment())
                .update();
        files.forEach((name, content) -> sql.sql(
                        "insert into deployed_file (revision, name, content) values (:number, :name, :content)")
                .param("number", revision.number())
                .param("name", name)
                .param("content", content)
                .update());
    }

    @Transactional
    public void note(Attempt attempt) {
        insert(attempt);
    }

    /** Kept although the transaction around it is undone. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void noteRefused(Attempt attempt) {
        insert(attempt);
    }

    private void insert(Attempt attempt) {
        sql.sql(
                        """
                        insert into deployment_attempt (attempted_at, attempted_by, source, content_sha256, outcome, revision,
                            findings, first_findings)
                        values (:at, :by, :source, :hash, :outcome, :revision, :findings, :first)""")
                .param("at", Timestamp.from(attempt.at()))
                .param("by", attempt.by())
                .param("source", attempt.source().name())
                .param("hash", attempt.sha256())
                .param("outcome", attempt.outcome().name())
                .param("revision", attempt.revision())
                .param("findings", attempt.findings().size())
                .param(
                        "first",
                        attempt.findings().stream().limit(FINDINGS_KEPT_MAX).toArray(String[]::new))
                .update();
    }

    /** Newest first, below the given number; one question, however many cases there are. */
    List<InUse> page(int below, int limit) {
        Map<Revision, List<Running>> found = new LinkedHashMap<>();
        sql.sql(
                        """
                        select r.*, d.key_ as process, d.version_ as version, count(e.id_) as cases
                        from (select * from deployed_revision where revision < :below order by revision desc limit :limit) r
                        left join act_re_procdef d on d.deployment_id_ = r.engine_deployment
                        left join act_ru_execution e on e.proc_def_id_ = d.id_ and e.parent_id_ is null
                        group by r.revision, r.content_sha256, r.deployed_at, r.deployed_by, r.source, r.engine_deployment,
                            d.key_, d.version_
                        order by r.revision desc, d.key_""")
                .param("below", below)
                .param("limit", limit)
                .query(row -> {
                    var running = found.computeIfAbsent(revision(row), revision -> new ArrayList<>());
                    if (row.getInt("cases") > 0) {
                        running.add(new Running(row.getString("process"), row.getInt("version"), row.getInt("cases")));
                    }
                });
        return found.entrySet().stream()
                .map(entry -> new InUse(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The latest refused attempts, newest first. */
    List<Refusal> refused(int limit) {
        return sql.sql("select * from deployment_attempt where outcome = 'REFUSED' order by id desc limit :limit")
                .param("limit", limit)
                .query((row, index) -> new Refusal(
                        new Attempt(
                                row.getTimestamp("attempted_at").toInstant(),
                                row.getString("attempted_by"),
                                Source.valueOf(row.getString("source")),
                                row.getString("content_sha256"),
                                Attempt.Outcome.REFUSED,
                                null,
                                Arrays.asList((String[])
                                        row.getArray("first_findings").getArray())),
                        row.getInt("findings")))
                .list();
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getInt("revision"),
                row.getString("content_sha256"),
                row.getTimestamp("deployed_at").toInstant(),
                row.getString("deployed_by"),
                Source.valueOf(row.getString("source")),
                row.getString("engine_deployment"));
    }
}
