package org.fairhold.demo.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.fairhold.demo.InDemo;
import org.fairhold.demo.clock.DemoTime;
import org.fairhold.demo.mailbox.Mailbox;
import org.fairhold.demo.mailbox.Posting;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;

@InDemo
class WorldTest {
    @Autowired
    World world;

    @Autowired
    DemoTime time;

    @Autowired
    Clock clock;

    @Autowired
    Mailbox mailbox;

    @Autowired
    Posting posting;

    @Autowired
    JdbcClient sql;

    @Autowired
    Flyway flyway;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    TestRestTemplate http;

    @RepeatedTest(3)
    void a_new_world_is_empty_and_its_engine_works() {
        repository
                .createDeployment()
                .addModelInstance(
                        "left-over.bpmn",
                        Bpmn.createExecutableProcess("leftOver")
                                .startEvent()
                                .userTask("look")
                                .endEvent()
                                .done())
                .deploy();
        runtime.startProcessInstanceByKey("leftOver");
        posting.post(new Posting.Draft("jan@mail.example", "cases@gigfair.example", "Why?", "Why me?", null));
        sql.sql("insert into personal_text values (gen_random_uuid(), 'x', repeat('0', 64), now())")
                .update();
        time.pass("P30D");
        assertThat(tasks.createTaskQuery().taskDefinitionKey("look").count()).isEqualTo(1);

        world.reset(Seed.EMPTY);

        assertThat(clock.instant())
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(mailbox.all()).isEmpty();
        assertThat(sql.sql("select count(*) from personal_text")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("leftOver")
                        .count())
                .isZero();
        assertThat(identity.createUserQuery()
                        .userIdIn("ana", "ben", "lee", "fay", "gil", "rio", "pia", "sam", "coco")
                        .count())
                .isEqualTo(9);
        assertThat(identity.checkPassword("ana", "demo")).isTrue();
    }

    @Test
    void the_engine_knows_its_history_level_and_cleans_up_in_a_new_world_as_in_the_first() {
        var first = properties();

        world.reset(Seed.EMPTY);

        assertThat(properties()).isEqualTo(first).contains("historyLevel=42");
        assertThat(sql.sql("select count(*) from act_ru_job where handler_type_ = 'history-cleanup'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_world_whose_tables_somebody_changed_is_built_again_as_their_owner_makes_them() throws SQLException {
        world.reset(Seed.EMPTY);
        try (var owner = flyway.getConfiguration().getDataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute("alter table fairhold.account add column left_over text");
        }

        world.reset(Seed.EMPTY);

        assertThat(sql.sql("select count(*) from information_schema.columns where column_name = 'left_over'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(identity.checkPassword("ana", "demo")).isTrue();
    }

    @Test
    void numbers_begin_anew_in_a_new_world() {
        world.reset(Seed.EMPTY);
        var first = next();

        world.reset(Seed.EMPTY);

        assertThat(next()).isEqualTo(first);
        assertThat(next()).isGreaterThan(first);
    }

    private long next() {
        return sql.sql("select nextval('case_number')").query(Long.class).single();
    }

    @Test
    void a_reset_is_a_matter_of_few_seconds() {
        world.reset(Seed.EMPTY);
        var start = System.nanoTime();

        world.reset(Seed.EMPTY);

        // The aim is two; the machine may be busy.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void the_reset_door_names_what_it_did_and_what_it_does_not_understand() {
        var made = http.postForEntity("/demo/reset?seed=stories", null, String.class);
        var unknown = http.postForEntity("/demo/reset?seed=full", null, String.class);
        var missing = http.postForEntity("/demo/reset", null, String.class);

        assertThat(made.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(made.getBody()).contains("\"seed\":\"stories\"");
        assertThat(unknown.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(unknown.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(unknown.getBody()).contains("\"field\":\"seed\"");
        assertThat(missing.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    private java.util.List<String> properties() {
        return sql.sql(
                        """
                        select name_ || '=' || coalesce(value_, '') from act_ge_property
                        where name_ <> 'camunda.installation.id' order by name_""")
                .query(String.class)
                .list();
    }
}
