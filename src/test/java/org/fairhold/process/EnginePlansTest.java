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
import java.util.function.Supplier;
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
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * With many open cases, what the engine asks at every task and every acquisition goes through our indexes. The queries are
 * the engine's own, caught as it sends them. The rows are gone afterwards; without a vacuum no count is taken from an index alone.
 */
@DeskTest
class EnginePlansTest {
    private static final String ACQUISITION = "selectNextJobsToExecute";
    private static final String SUBTASKS = "selectTasksByParentTaskId";
    private static final String PAGE = "selectTaskByQueryCriteria";
    private static final String FOLLOW_UPS = "selectTaskCountByQueryCriteria";
    private static final String COUNT_OF_QUEUE = "selectTaskCountOfQueue";
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

    @Autowired
    TransactionTemplate transactions;

    private Connection connection;

    @BeforeEach
    void open_many_cases() throws SQLException {
        catchQueries();
        connection = DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        execute("set search_path to engine");
        // A vacuum that comes before the commit is on disk finds no page that everybody sees.
        execute("set synchronous_commit = on");
        execute(
                """
                insert into act_ru_task
                    (id_, rev_, name_, task_def_key_, suspension_state_, due_date_, create_time_, follow_up_date_, proc_def_id_)
                select 'many-' || n, 1, 'Review report', 'reviewReport', 1, current_timestamp + n * interval '1 minute',
                    current_timestamp, case when n %% 100 = 0 then current_timestamp end, definition.id_
                from generate_series(1, %d) n
                    left join (select key_, min(id_) id_ from act_re_procdef group by key_) definition
                        on definition.key_ = case when n %% 50 = 0 then 'appeal' else 'policy-violation' end"""
                        .formatted(MANY));
        execute(
                """
                insert into act_ru_identitylink (id_, rev_, type_, group_id_, task_id_)
                select id_, 1, 'candidate', case when substring(id_ from 6)::int % 200 = 0 then 'leads' else 'analysts' end, id_
                from act_ru_task where id_ like 'many-%'""");
        execute("vacuum analyze act_ru_task");
        execute("vacuum analyze act_ru_identitylink");
        connection.setAutoCommit(false);
        execute(
                """
                insert into act_ru_job (id_, rev_, type_, retries_, suspension_state_, priority_, exclusive_, duedate_)
                select 'many-' || n, 1, 'timer', 3, 1, 0, true, current_timestamp + n * interval '1 minute'
                from generate_series(1, %d) n"""
                        .formatted(MANY));
        execute("analyze act_ru_job");
    }

    @AfterEach
    void forget_them() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        execute("delete from act_ru_identitylink where task_id_ like 'many-%'");
        execute("delete from act_ru_task where id_ like 'many-%'");
        execute("vacuum analyze act_ru_task");
        execute("vacuum analyze act_ru_identitylink");
        execute("analyze act_ru_job");
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
    void what_is_late_is_counted_by_due_date_and_team_alone() throws SQLException {
        var counted = asQueue(() -> tasks.createTaskQuery()
                .dueBefore(Date.from(Instant.now().plusSeconds(3600)))
                .taskCandidateGroup("analysts")
                .includeAssignedTasks()
                .count());

        assertThat(counted).isPositive();
        assertThat(plan(COUNT_OF_QUEUE))
                .contains("Index Only Scan using fairhold_task_due", "Index Only Scan using fairhold_link_group")
                .doesNotContain("Seq Scan");
    }

    @Test
    void what_is_free_for_a_small_team_is_counted_by_team_and_assignee_alone() throws SQLException {
        var counted = asQueue(() -> tasks.createTaskQuery()
                .taskCandidateGroup("leads")
                .taskUnassigned()
                .count());

        assertThat(counted).isPositive();
        assertThat(plan(COUNT_OF_QUEUE))
                .contains("Index Only Scan using fairhold_task_free", "Index Only Scan using fairhold_link_group")
                .doesNotContain("Seq Scan");
    }

    @Test
    void the_few_appeals_are_counted_without_reading_all_other_tasks() throws SQLException {
        var counted = asQueue(
                () -> tasks.createTaskQuery().processDefinitionKeyIn("appeal").count());

        assertThat(counted).isPositive();
        assertThat(plan(COUNT_OF_QUEUE))
                .contains("Index Only Scan using fairhold_task_definition")
                .doesNotContain("Seq Scan on act_ru_task");
    }

    @Test
    void a_queue_is_planned_for_its_own_values_and_nothing_else_is() {
        var queue = asQueue(() -> transactions.execute(status -> {
            assertThat(tasks.createTaskQuery()
                            .dueBefore(Date.from(Instant.EPOCH))
                            .list())
                    .isEmpty();
            return planning();
        }));
        var other = transactions.execute(status -> {
            assertThat(tasks.createTaskQuery()
                            .dueBefore(Date.from(Instant.EPOCH))
                            .list())
                    .isEmpty();
            return planning();
        });

        assertThat(queue).isEqualTo("force_custom_plan");
        assertThat(other).isEqualTo("auto");
    }

    private String planning() {
        return sql.sql("show plan_cache_mode").query(String.class).single();
    }

    /** Asks as Tasklist does for a queue. */
    private static <T> T asQueue(Supplier<T> ask) {
        var request = new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/filter/1/count");
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            return ask.get();
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
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
            if (List.of(ACQUISITION, SUBTASKS, PAGE, FOLLOW_UPS, COUNT_OF_QUEUE).contains(id)) {
                var parameter = invocation.getArgs()[1];
                queries.put(id, new Sent(statement, parameter, statement.getBoundSql(parameter)));
            }
            return invocation.proceed();
        }
    }
}
