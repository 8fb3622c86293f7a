package org.fairhold.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.scripting.defaults.DefaultParameterHandler;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * With many open cases, what the engine asks at every task and every acquisition goes through our indexes. The queries are
 * the engine's own, caught as it sends them; the rows exist only inside a transaction of the owner that is rolled back.
 */
@DeskTest
class EnginePlansTest {
    private static final String ACQUISITION = "selectNextJobsToExecute";
    private static final String SUBTASKS = "selectTasksByParentTaskId";
    private static final String PAGE = "selectTaskByQueryCriteria";
    private static final String FOLLOW_UPS = "selectTaskCountByQueryCriteria";
    private static final int MANY = 20_000;

    private static final Caught CAUGHT = new Caught();

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    TaskService tasks;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    JdbcClient sql;

    private Connection connection;

    @BeforeEach
    void open_many_cases() throws SQLException {
        catchQueries();
        connection = DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        execute("set search_path to engine");
        connection.setAutoCommit(false);
        execute(
                """
                insert into act_ru_task
                    (id_, rev_, name_, task_def_key_, suspension_state_, due_date_, create_time_, follow_up_date_)
                select 'many-' || n, 1, 'Review report', 'reviewReport', 1, current_timestamp + n * interval '1 minute',
                    current_timestamp, case when n %% 100 = 0 then current_timestamp end
                from generate_series(1, %d) n"""
                        .formatted(MANY));
        execute(
                """
                insert into act_ru_job (id_, rev_, type_, retries_, suspension_state_, priority_, exclusive_, duedate_)
                select 'many-' || n, 1, 'timer', 3, 1, 0, true, current_timestamp + n * interval '1 minute'
                from generate_series(1, %d) n"""
                        .formatted(MANY));
        execute("analyze act_ru_task, act_ru_job");
    }

    @AfterEach
    void forget_them() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        execute("analyze act_ru_task, act_ru_job");
        connection.close();
    }

    @Test
    void the_subtasks_that_every_completion_asks_for_are_found_by_their_parent() throws SQLException {
        assertThat(plan(SUBTASKS)).contains("fairhold_task_parent").doesNotContain("Seq Scan on act_ru_task");

        execute("drop index fairhold_task_parent");

        assertThat(plan(SUBTASKS)).contains("Seq Scan on act_ru_task");
    }

    @Test
    void the_next_jobs_are_found_by_their_due_date() throws SQLException {
        assertThat(engine.isEnsureJobDueDateNotNull()).isTrue();
        assertThat(engine.isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(plan(ACQUISITION)).contains("fairhold_job_due").doesNotContain("Seq Scan on act_ru_job");

        execute("drop index fairhold_job_due");

        assertThat(plan(ACQUISITION)).doesNotContain("fairhold_job_due");
    }

    @Test
    void what_is_due_soonest_in_a_queue_is_found_by_its_due_date() throws SQLException {
        assertThat(plan(PAGE)).contains("fairhold_task_due").doesNotContain("Seq Scan on act_ru_task");

        execute("drop index fairhold_task_due");

        assertThat(plan(PAGE)).doesNotContain("fairhold_task_due");
    }

    @Test
    void the_few_tasks_that_somebody_follows_up_are_found_by_that_date() throws SQLException {
        assertThat(plan(FOLLOW_UPS)).contains("fairhold_task_follow_up").doesNotContain("Seq Scan on act_ru_task");

        execute("drop index fairhold_task_follow_up");

        assertThat(plan(FOLLOW_UPS)).doesNotContain("fairhold_task_follow_up");
    }

    @Test
    void the_tables_of_open_cases_are_vacuumed_eagerly() {
        var eager = sql.sql(
                        """
                        select relname from pg_class
                        where relnamespace = 'engine'::regnamespace
                            and reloptions @> '{autovacuum_vacuum_scale_factor=0.01,autovacuum_analyze_scale_factor=0.01}'""")
                .query(String.class)
                .list();

        assertThat(eager)
                .contains(
                        "act_ru_job",
                        "act_ru_task",
                        "act_ru_execution",
                        "act_ru_variable",
                        "act_ru_event_subscr",
                        "act_ru_identitylink",
                        "act_ru_jobdef");
    }

    private void catchQueries() {
        var mybatis = engine.getSqlSessionFactory().getConfiguration();
        if (!mybatis.getInterceptors().contains(CAUGHT)) {
            mybatis.addInterceptor(CAUGHT);
        }
        var nothing = engine.getCommandExecutorTxRequired().execute(context -> {
            var jobs = context.getJobManager().findNextJobsToExecute(new Page(0, 3));
            var subtasks = context.getTaskManager().findTasksByParentTaskId("no such task");
            return jobs.size() + subtasks.size();
        });
        var page = tasks.createTaskQuery().orderByDueDate().asc().listPage(0, 15);
        var followUps =
                tasks.createTaskQuery().followUpBefore(Date.from(Instant.EPOCH)).count();
        assertThat(nothing + page.size() + followUps).isNotNegative();
    }

    /** How PostgreSQL would answer a query that the engine sent. */
    private String plan(String query) throws SQLException {
        var sent = requireNonNull(CAUGHT.queries.get(query), query);
        try (var statement = connection.prepareStatement("explain " + sent.sql().getSql())) {
            new DefaultParameterHandler(sent.statement(), sent.parameter(), sent.sql()).setParameters(statement);
            try (var rows = statement.executeQuery()) {
                var plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            }
        }
    }

    private void execute(String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private record Sent(MappedStatement statement, Object parameter, BoundSql sql) {}

    /** Notes the engine's queries as they pass. */
    @Intercepts(
            @Signature(
                    type = Executor.class,
                    method = "query",
                    args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}))
    private static final class Caught implements Interceptor {
        private final Map<String, Sent> queries = new HashMap<>();

        @Override
        public Object intercept(Invocation invocation) throws Throwable {
            var statement = (MappedStatement) invocation.getArgs()[0];
            var id = statement.getId().substring(statement.getId().lastIndexOf('.') + 1);
            if (List.of(ACQUISITION, SUBTASKS, PAGE, FOLLOW_UPS).contains(id)) {
                var parameter = invocation.getArgs()[1];
                queries.put(id, new Sent(statement, parameter, statement.getBoundSql(parameter)));
            }
            return invocation.proceed();
        }
    }
}
