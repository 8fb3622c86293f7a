package org.fairhold.process.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.fairhold.DeskTest;
import org.fairhold.Settings;
import org.fairhold.casework.Cases;
import org.fairhold.demo.world.Seed;
import org.fairhold.demo.world.World;
import org.fairhold.deployed.DeployedFiles;
import org.fairhold.notice.Words;
import org.fairhold.process.check.Check;
import org.fairhold.process.check.ProcessSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nodes start with what they have beside what others deployed. */
@DeskTest
class StartTest {
    private static final String WORDS = "notices/en/words.properties";

    @Autowired
    World world;

    @Autowired
    RepositoryService repository;

    @Autowired
    Revisions revisions;

    @Autowired
    DeployedFiles deployed;

    @Autowired
    Check check;

    @Autowired
    Cases cases;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    @Autowired
    Settings settings;

    @Autowired
    Words words;

    @Autowired
    JdbcClient sql;

    @Autowired
    Flyway owner;

    private Path folder;
    private ProcessSet files;
    private int shipped;

    @BeforeEach
    void the_desk_as_it_came(@TempDir Path empty) throws IOException {
        folder = empty;
        world.reset(Seed.EMPTY);
        files = ProcessSet.onTheClassPath();
        shipped = files.revision().orElseThrow();
    }

    @AfterEach
    void the_desk_as_others_know_it() {
        world.reset(Seed.EMPTY);
    }

    @Test
    void a_node_with_a_higher_revision_brings_its_files_to_all() throws IOException {
        var node = node(changed(shipped + 1));

        node.deployAtStart();

        assertThat(highest()).isEqualTo(shipped + 1);
        assertThat(words.of("en", "permission.APPLY")).isEqualTo("ask for jobs");
        assertThat(status(node)).isEqualTo("UP");
    }

    @Test
    void an_old_node_never_brings_old_files_back() throws IOException {
        node(changed(shipped + 2)).deployAtStart();

        var old = node(files.with("revision", String.valueOf(shipped + 1).getBytes(UTF_8)));
        old.deployAtStart();

        assertThat(highest()).isEqualTo(shipped + 2);
        assertThat(words.of("en", "permission.APPLY")).isEqualTo("ask for jobs");
        assertThat(status(old)).isEqualTo("UP");
    }

    @Test
    void the_same_number_with_other_content_is_refused_and_reported() throws IOException {
        var node = node(changed(shipped));

        node.deployAtStart();

        assertThat(highest()).isEqualTo(shipped);
        assertThat(words.of("en", "permission.APPLY")).isNotEqualTo("ask for jobs");
        assertThat(status(node)).isEqualTo("DEGRADED");
        assertThat(revisions.refused(9)).singleElement().satisfies(refusal -> {
            assertThat(refusal.attempt().by()).isEqualTo("desk");
            assertThat(refusal.attempt().source()).isEqualTo(Source.DIRECTORY);
            assertThat(refusal.attempt().findings().get(0)).contains("deployed with other content");
        });
    }

    @Test
    void a_node_whose_files_are_broken_starts_with_the_last_that_were_deployed() throws IOException {
        var node = node(changed(shipped + 1).with("notices/en/late.txt", "Subject:", "Subject: {oops"));

        node.deployAtStart();

        assertThat(highest()).isEqualTo(shipped);
        assertThat(status(node)).isEqualTo("DEGRADED");
        assertThat(revisions.refused(9)).hasSize(1);
    }

    @Test
    void a_folder_that_is_not_there_is_reported_too() {
        var node = node(folder.resolve("nowhere"));

        node.deployAtStart();

        assertThat(status(node)).isEqualTo("DEGRADED");
    }

    @Test
    void the_very_first_start_with_broken_files_names_what_is_wrong() throws Exception {
        asOwner("truncate fairhold.deployed_file, fairhold.deployment_attempt, fairhold.deployed_revision");
        var broken = node(files.with("notices/en/late.txt", "Subject:", "Subject: {oops"));

        assertThatThrownBy(broken::deployAtStart).hasMessageContaining("notices/en/late.txt, line 1");
    }

    @Test
    void a_desk_whose_application_kept_no_files_has_them_after_its_next_start() throws Exception {
        asOwner("truncate fairhold.deployed_file");

        node(files).deployAtStart();

        assertThat(highest()).isEqualTo(shipped + 1);
        assertThat(deployed.of(shipped + 1)).containsKey(WORDS);
    }

    @Test
    void a_folder_that_changed_is_read_again_when_somebody_asks() throws IOException {
        var node = node(files);
        node.deployAtStart();
        write(changed(shipped));

        var result = node.reread("pia");

        assertThat(result.changed()).isTrue();
        assertThat(result.revision().number()).isEqualTo(shipped + 1);
        assertThat(result.revision().by()).isEqualTo("pia");
        assertThat(result.revision().source()).isEqualTo(Source.DIRECTORY);
        assertThat(node.reread("pia").changed()).isFalse();
    }

    @Test
    void one_transaction_speaks_with_one_revision() throws IOException {
        var before = words.of("en", "permission.APPLY");
        var node = node(changed(shipped + 1));
        var apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            assertThat(words.of("en", "permission.APPLY")).isEqualTo(before);
            apart.executeWithoutResult(other -> node.deployAtStart());
            assertThat(words.of("en", "permission.APPLY")).isEqualTo(before);
        });

        assertThat(words.of("en", "permission.APPLY")).isEqualTo("ask for jobs");
    }

    @Test
    void what_was_deployed_cannot_be_rewritten_by_the_application() {
        for (var statement : List.of(
                "update deployed_file set content = ''",
                "delete from deployed_file",
                "update deployed_revision set content_sha256 = repeat('0', 64)",
                "delete from deployment_attempt")) {
            assertThatThrownBy(() -> sql.sql(statement).update()).hasStackTraceContaining("permission denied");
        }
    }

    private ProcessSet changed(int revision) {
        return files.with(WORDS, "permission.APPLY=apply for jobs", "permission.APPLY=ask for jobs")
                .with("revision", String.valueOf(revision).getBytes(UTF_8));
    }

    private Deployments node(ProcessSet set) throws IOException {
        write(set);
        return node(folder);
    }

    private void write(ProcessSet set) throws IOException {
        for (var file : set.files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    private Deployments node(Path processes) {
        var its = new Settings(
                settings.brand(),
                settings.mailFrom(),
                settings.replyTo(),
                settings.administrator(),
                processes.toString(),
                settings.apiKeys());
        return new Deployments(repository, revisions, deployed, new Origin(its), check, cases, transactions, clock);
    }

    private int highest() {
        return revisions.highest().orElseThrow().number();
    }

    private static String status(Deployments node) {
        return new DeploymentsHealthIndicator(node).health().getStatus().getCode();
    }

    private void asOwner(String statement) throws SQLException {
        try (var connection = owner.getConfiguration().getDataSource().getConnection();
                var statements = connection.createStatement()) {
            statements.execute(statement);
        }
    }
}
