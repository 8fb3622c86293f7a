package org.fairhold.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.fairhold.text.PersonalTexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys the diagrams, tables and forms as one set, before the first request is served. The set has a revision; only a
 * higher one than ever deployed is deployed, under a lock, so that an old node never brings old diagrams back.
 */
@Component
public class Deployment implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final Pattern DEPLOYED = Pattern.compile(".*/processes/([^/]+/[^/]+\\.(?:bpmn|dmn|form))");
    private static final long LOCK = 0x66616972_00000001L;

    private final RepositoryService repository;
    private final ResourcePatternResolver files;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final Clock clock;

    Deployment(
            RepositoryService repository,
            ResourcePatternResolver files,
            TransactionTemplate transaction,
            JdbcClient sql,
            Clock clock) {
        this.repository = repository;
        this.files = files;
        this.transaction = transaction;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        deploy();
    }

    /** Deploys the set in this application, if its revision is higher than any before. */
    public void deploy() {
        try {
            var revision = Integer.parseInt(files.getResource("classpath:processes/revision")
                    .getContentAsString(UTF_8)
                    .strip());
            var set = set();
            var hash = hash(set);
            transaction.executeWithoutResult(status -> deployOnce(revision, set, hash));
        } catch (IOException e) {
            throw new IllegalStateException("the diagrams cannot be read", e);
        }
    }

    private void deployOnce(int revision, Map<String, byte[]> set, String hash) {
        sql.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(row -> {});
        var deployed = sql.sql("select revision, content_sha256 from deployed_revision order by revision desc limit 1")
                .query((row, index) -> Map.entry(row.getInt("revision"), row.getString("content_sha256")))
                .optional();
        if (deployed.isPresent() && deployed.get().getKey() >= revision) {
            if (deployed.get().getKey() == revision
                    && !deployed.get().getValue().equals(hash)) {
                LOG.error(
                        "Revision {} of the diagrams is deployed with other content. Raise processes/revision; the deployed set keeps running.",
                        revision);
            }
            return;
        }
        var deployment =
                repository.createDeployment().name("revision " + revision).source("fairhold");
        set.forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        var result = deployment.deployWithResult();
        sql.sql("insert into deployed_revision (revision, content_sha256, deployed_at) values (:revision, :hash, :now)")
                .param("revision", revision)
                .param("hash", hash)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        LOG.info("Deployed revision {} of the diagrams as {}", revision, result.getId());
    }

    /** Every file of the set by its name relative to {@code processes/}, the same from a folder and from the jar. */
    private Map<String, byte[]> set() throws IOException {
        Map<String, byte[]> set = new TreeMap<>();
        for (var file : files.getResources("classpath*:processes/*/*.*")) {
            var name = DEPLOYED.matcher(file.getURL().toString());
            if (name.matches()) {
                set.put(name.group(1), file.getContentAsByteArray());
            }
        }
        return set;
    }

    private static String hash(Map<String, byte[]> set) {
        var digest = new StringBuilder();
        set.forEach((name, content) -> digest.append(name)
                .append(' ')
                .append(HexFormat.of().formatHex(content))
                .append('\n'));
        return PersonalTexts.sha256(digest.toString());
    }
}
