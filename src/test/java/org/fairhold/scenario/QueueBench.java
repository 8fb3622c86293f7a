package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.GenericManagerFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.fairhold.process.desk.Staff;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long a queue takes with a hundred thousand open tasks, before (the engine's rows of rights for each task, its own joins
 * and counts) and after (decision record 18), in one run on one machine, through Tasklist's own calls. Not part of the build:
 * {@code mvn test -Dtest=QueueBench}.
 */
class QueueBench extends Scenario {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final int OPEN = Integer.getInteger("bench.tasks", 100_000);
    private static final int WARM = 3;
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final int TIMES = Integer.getInteger("bench.times", 40);

    private static final List<String> OF_ANA =
            List.of("1 Act now", "2 My cases", "3 Free for my teams", "8 Follow-ups today");
    private static final List<String> OF_LEE = List.of("3 Free for my teams", "5 Appeals", "9 Everything");

    /** A lead before saw only what was given to leads: these rights make the same queue as after. */
    private static final String ROWS_PER_TASK =
            """
            insert into engine.act_ru_authorization (id_, rev_, type_, group_id_, resource_type_, resource_id_, perms_)
                select 'a-' || task_id_, 1, 1, group_id_, 7, task_id_, 6 from engine.act_ru_identitylink
                where type_ = 'candidate';
            insert into engine.act_ru_authorization (id_, rev_, type_, group_id_, resource_type_, resource_id_, perms_)
                select 'l-' || task_id_, 1, 1, 'leads', 7, task_id_, 6 from engine.act_ru_identitylink
                where type_ = 'candidate' and group_id_ <> 'leads';
            update engine.act_ru_authorization set perms_ = 2 where resource_type_ = 6 and group_id_ is not null;
            drop index if exists engine.fairhold_task_due;
            drop index if exists engine.fairhold_task_follow_up;
            analyze engine.act_ru_authorization""";

    private static final String ROWS_PER_GROUP =
            """
            delete from engine.act_ru_authorization where resource_type_ = 7 and resource_id_ <> '*';
            create index if not exists fairhold_task_due on engine.act_ru_task (due_date_);
            create index if not exists fairhold_task_follow_up on engine.act_ru_task (follow_up_date_) where follow_up_date_ is not null;
            analyze engine.act_ru_authorization, engine.act_ru_task""";

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @Autowired
    EmbeddedPostgres postgres;

    @Autowired
    Staff staff;

    private record Times(double median, double p95) {
        static Times of(List<Long> nanos) {
            var sorted = nanos.stream().sorted().toList();
            return new Times(sorted.get(sorted.size() / 2) / 1e6, sorted.get((int) (sorted.size() * 0.95)) / 1e6);
        }
    }

    @Test
    void queues_with_a_hundred_thousand_open_tasks() {
        asSuperuser(
                "alter system set fsync = on", "alter system set synchronous_commit = on", "select pg_reload_conf()");
        fill();
        var after = everyQueue("after");
        var ours = Map.copyOf(engine.getSessionFactories());
        Map<String, Times> before;
        try {
            asOwner(ROWS_PER_TASK);
            theirs(AuthorizationManager.class);
            theirs(TaskManager.class);
            asSuperuser("alter system set statement_timeout = '10s'", "select pg_reload_conf()");
            before = everyQueue("before");
        } finally {
            asSuperuser("alter system reset statement_timeout", "select pg_reload_conf()");
            engine.getSessionFactories().putAll(ours);
            asOwner(ROWS_PER_GROUP);
            staff.seed();
        }

        before.forEach((call, was) -> {
            var is = after.get(call);
            System.out.printf(
                    "%-38s before %8.1f ms (p95 %8.1f)   after %7.1f ms (p95 %7.1f)   %6.1f times as fast%n",
                    call, was.median, was.p95, is.median, is.p95, was.median / is.median);
        });
        after.forEach((call, is) -> assertThat(is.median).as(call).isLessThan(call.endsWith("count") ? 20 : 50));
    }

    private void theirs(Class<? extends Session> session) {
        engine.getSessionFactories().put(session, new GenericManagerFactory(session));
    }

    private Map<String, Times> everyQueue(String when) {
        Map<String, Times> times = new LinkedHashMap<>();
        OF_ANA.forEach(queue -> oneQueue(when, "ana", queue, times));
        OF_LEE.forEach(queue -> oneQueue(when, "lee", queue, times));
        return times;
    }

    private void oneQueue(String when, String who, String queue, Map<String, Times> times) {
        var member = as(who);
        var filter = ENGINE + "/filter/" + member.idOfQueue(queue);
        var newest = Map.of("sorting", List.of(Map.of("sortBy", "created", "sortOrder", "desc")));
        var page = timed(() -> member.http().post(filter + "/list?firstResult=0&maxResults=15", newest));
        var count = timed(() -> member.http().post(filter + "/count", Map.of()));
        System.out.printf(
                "%s, %s, %s: page %.1f ms (p95 %.1f), count %.1f ms (p95 %.1f)%n",
                when, who, queue, page.median, page.p95, count.median, count.p95);
        times.put("%s, %s: page".formatted(who, queue), page);
        times.put("%s, %s: count".formatted(who, queue), count);
    }

    /** Fewer times where one takes long; a call that is given up counts with the time until then. */
    private static Times timed(Supplier<Http.Answer> call) {
        List<Long> nanos = new ArrayList<>();
        var all = System.nanoTime();
        for (var i = -WARM; i < TIMES; i++) {
            var began = System.nanoTime();
            var given = answers(call);
            var ended = System.nanoTime();
            if (i >= 0 || !given || ended - all > PATIENCE_NANOS) {
                nanos.add(ended - began);
            }
            assertThat(given || ended - began > PATIENCE_NANOS)
                    .as("given up, not failed")
                    .isTrue();
            if (!given || ended - all > PATIENCE_NANOS) {
                break;
            }
        }
        return Times.of(nanos);
    }

    /** Whether it answers before the database gives the query up, which the engine reports as any failure of a query. */
    private static boolean answers(Supplier<Http.Answer> call) {
        var answer = call.get();
        assertThat(answer.status()).as(answer.body()).isIn(200, 500);
        return answer.status() == 200;
    }

    private void asSuperuser(String... statements) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Copies of one real case under review: of a hundred tasks 92 are the analysts', 5 the leads', 2 appeals, 1 the managers'. */
    private void fill() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        asOwner(
                """
                set search_path to engine;
                insert into act_ru_execution select r.* from act_ru_execution e, generate_series(1, %1$d) n,
                    lateral jsonb_populate_record(e, jsonb_build_object('id_', e.id_ || '-' || n,
                        'proc_inst_id_', e.proc_inst_id_ || '-' || n, 'parent_id_', e.parent_id_ || '-' || n,
                        'root_proc_inst_id_', e.root_proc_inst_id_ || '-' || n, 'business_key_', 'B-' || n)) r;
                insert into act_ru_task select r.* from act_ru_task t, generate_series(1, %1$d) n,
                    lateral jsonb_populate_record(t, jsonb_build_object('id_', t.id_ || '-' || n,
                        'execution_id_', t.execution_id_ || '-' || n, 'proc_inst_id_', t.proc_inst_id_ || '-' || n,
                        'due_date_', t.create_time_ + ((n::bigint * 7919) %% 28800 - 200) * interval '1 minute',
                        'follow_up_date_', case when n %% 500 = 0 then t.create_time_ end,
                        'assignee_', case when n %% 800 = 0 then 'ana' when n %% 10 = 0 then 'member-' || n %% 20 end,
                        'proc_def_id_', case when n %% 100 in (5, 6)
                            then (select id_ from act_re_procdef where key_ = 'appeal') else t.proc_def_id_ end)) r;
                insert into act_ru_identitylink (id_, rev_, type_, group_id_, task_id_)
                    select 'i-' || id_, 1, 'candidate', case
                            when n %% 100 < 5 then 'leads'
                            when n %% 100 < 7 then 'appeals'
                            when n %% 100 < 8 then 'support-managers'
                            else 'analysts' end, id_
                    from (select id_, substring(id_ from '[0-9]+$')::int n from act_ru_task where length(id_) > 36) copies;
                insert into act_ru_variable select r.* from act_ru_variable v, generate_series(1, %1$d) n,
                    lateral jsonb_populate_record(v, jsonb_build_object('id_', v.id_ || '-' || n,
                        'execution_id_', v.execution_id_ || '-' || n, 'proc_inst_id_', v.proc_inst_id_ || '-' || n,
                        'var_scope_', v.var_scope_ || '-' || n)) r
                    where v.name_ in ('caseNumber', 'account', 'clause', 'language', 'level');
                analyze"""
                        .formatted(OPEN));
    }
}
