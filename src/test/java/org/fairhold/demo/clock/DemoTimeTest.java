package org.fairhold.demo.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.fairhold.demo.InDemo;
import org.fairhold.demo.world.Seed;
import org.fairhold.demo.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

@InDemo
class DemoTimeTest {
    @Autowired
    DemoTime time;

    @Autowired
    DemoClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Standstill standstill;

    @Autowired
    World world;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    HistoryService history;

    @BeforeEach
    void newWorld() {
        world.reset(Seed.EMPTY);
    }

    @AfterEach
    void setBack() {
        clock.setBack();
    }

    @Test
    void the_engine_and_the_desk_have_one_time() {
        var before = clock.instant();

        var passed = time.pass("P3DT4H");

        assertThat(passed.now()).isBetween(before.plus(Duration.ofHours(76)), before.plus(Duration.ofHours(77)));
        clock.standAt(passed.now());
        assertThat(clock.instant())
                .isEqualTo(passed.now())
                .isEqualTo(ClockUtil.getCurrentTime().toInstant());
        clock.runFrom(passed.now());
        assertThat(clock.instant()).isBetween(passed.now(), passed.now().plusSeconds(10));
    }

    @Test
    void timers_fire_in_order_and_each_at_its_own_time() {
        deploy(Bpmn.createExecutableProcess("passing")
                .startEvent()
                .intermediateCatchEvent("wait")
                .timerWithDuration("P2DT1H")
                .receiveTask("work")
                .message("never")
                .boundaryEvent("everyDay")
                .cancelActivity(false)
                .timerWithCycle("R/P1D")
                .intermediateThrowEvent("reminded")
                .endEvent()
                .done());
        // The engine drops milliseconds when it repeats a timer.
        var start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        clock.standAt(start);
        runtime.startProcessInstanceByKey("passing");

        var passed = time.pass("P5D");

        assertThat(passed.failed()).isEmpty();
        assertThat(passed.stopped()).isNull();
        assertThat(passed.now()).isEqualTo(start.plus(Duration.ofDays(5)));
        assertThat(endOf("wait")).containsExactly(start.plus(Duration.ofHours(49)));
        assertThat(endOf("reminded"))
                .containsExactly(start.plus(Duration.ofHours(73)), start.plus(Duration.ofHours(97)));
    }

    @Test
    void what_is_due_now_is_done_without_moving_the_clock() {
        deploy(Bpmn.createExecutableProcess("steps")
                .startEvent()
                .camundaAsyncBefore()
                .intermediateThrowEvent("first")
                .camundaAsyncBefore()
                .intermediateThrowEvent("second")
                .camundaAsyncBefore()
                .endEvent("done")
                .done());
        var before = clock.instant();

        var passed = standstill.during(() -> {
            runtime.startProcessInstanceByKey("steps");
            return time.pass("P0D");
        });

        assertThat(passed.now()).isBetween(before, before.plusSeconds(10));
        assertThat(endOf("done")).hasSize(1);
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void a_job_that_fails_loses_its_retries_one_after_the_other_and_is_named() {
        deploy(failing());
        openCase("C-1");

        var first = standstill.during(() -> {
            runtime.startProcessInstanceByKey("failing", "C-1", Map.of("way", "back"));
            return time.pass("P0D");
        });
        var last = time.pass("P1D");

        assertThat(first.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.process()).isEqualTo("failing");
            assertThat(failure.activity()).isEqualTo("noWayOut");
            assertThat(failure.caseNumber()).isEqualTo("C-1");
            assertThat(failure.retriesLeft()).isPositive();
            assertThat(failure.reason()).isNotBlank();
        });
        assertThat(last.failed()).singleElement().satisfies(failure -> assertThat(failure.retriesLeft())
                .isZero());
        var job = management.createJobQuery().processDefinitionKey("failing").singleResult();
        assertThat(job.getRetries()).isZero();
        assertThat(time.pass("P1D").failed()).isEmpty();
    }

    @Test
    void a_diagram_that_runs_in_circles_is_left_after_a_while() {
        deploy(Bpmn.createExecutableProcess("circle")
                .startEvent()
                .camundaAsyncBefore()
                .exclusiveGateway("again")
                .camundaAsyncBefore()
                .connectTo("again")
                .done());
        var start = clock.instant();

        var passed = standstill.during(() -> {
            runtime.startProcessInstanceByKey("circle");
            var circling = time.pass("P1D");
            world.reset(Seed.EMPTY);
            return circling;
        });

        assertThat(passed.stopped()).isNotBlank();
        assertThat(passed.now()).isBefore(start.plus(Duration.ofDays(1)));
    }

    @Test
    void the_job_executor_rests_meanwhile_and_works_afterwards() {
        deploy(Bpmn.createExecutableProcess("byItself")
                .startEvent()
                .camundaAsyncBefore()
                .receiveTask("arrived")
                .message("never")
                .done());
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        assertThat(executor.isActive()).isTrue();

        time.pass("PT1H");

        assertThat(executor.isActive()).isTrue();
        var instance = runtime.startProcessInstanceByKey("byItself");
        await().untilAsserted(() ->
                assertThat(runtime.getActiveActivityIds(instance.getId())).containsExactly("arrived"));
    }

    @Test
    void jobs_in_flight_and_several_who_move_the_clock_do_not_disturb_each_other() {
        deploy(Bpmn.createExecutableProcess("many")
                .startEvent()
                .camundaAsyncBefore()
                .intermediateCatchEvent()
                .timerWithDuration("P1D")
                .endEvent("arrived")
                .done());
        for (var i = 0; i < 40; i++) {
            runtime.startProcessInstanceByKey("many");
        }
        var start = clock.instant();

        var moves = List.of("PT12H", "PT12H", "PT12H").stream()
                .map(iso -> CompletableFuture.supplyAsync(() -> time.pass(iso)))
                .toList();
        var passed = moves.stream().map(CompletableFuture::join).toList();

        assertThat(passed).allSatisfy(one -> assertThat(one.failed()).isEmpty());
        assertThat(endOf("arrived")).hasSize(40);
        assertThat(clock.instant()).isAfter(start.plus(Duration.ofHours(36)).minusSeconds(20));
    }

    @Test
    void the_outbox_is_asked_whenever_one_of_its_parcels_is_due() {
        var start = clock.instant();
        var due = start.plus(Duration.ofHours(30));
        sql.sql(
                        """
                        insert into outbox (kind, dedupe_key, payload_id, created_at, next_at)
                        values ('TEST', 'test', gen_random_uuid(), :start, :due)""")
                .param("start", Timestamp.from(start))
                .param("due", Timestamp.from(due))
                .update();
        var sentAt = new ArrayList<Instant>();
        Settling outbox = () -> {
            var sent = sql.sql("update outbox set sent_at = :now where next_at <= :now and sent_at is null")
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
            sentAt.addAll(Collections.nCopies(sent, clock.instant()));
            return sent;
        };
        var others = new StaticListableBeanFactory(Map.of("outbox", outbox)).getBeanProvider(Settling.class);

        var passed = new DemoTime(clock, standstill, management, runtime, history, others, sql).pass("P3D");

        assertThat(passed.sent()).isEqualTo(1);
        assertThat(sentAt).containsExactly(due);
    }

    @Test
    void a_year_passes_in_a_few_seconds_and_the_engine_may_clean_up_afterwards() {
        var start = System.nanoTime();

        var passed = time.pass("P365D");

        assertThat(passed.ran()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(history.findHistoryCleanupJobs()).isNotEmpty().allSatisfy(job -> assertThat(job.isSuspended())
                .isFalse());
    }

    private List<Instant> endOf(String activity) {
        return history
                .createHistoricActivityInstanceQuery()
                .activityId(activity)
                .finished()
                .orderByHistoricActivityInstanceEndTime()
                .asc()
                .list()
                .stream()
                .map(HistoricActivityInstance::getEndTime)
                .map(Date::toInstant)
                .toList();
    }

    private void deploy(BpmnModelInstance diagram) {
        repository.createDeployment().addModelInstance("test.bpmn", diagram).deploy();
    }

    /** What runs belongs to a case that there is. */
    private void openCase(String number) {
        sql.sql(
                        """
                with person as (
                    insert into fairhold.account values ('anna', 'FREELANCER', 'en', 'DE', 'Europe/Berlin', now(), false, 1, now())
                    returning id)
                insert into fairhold.enforcement_case (number, subject_id, ground, contract_id, severity, priority, level, language, stage,
                    waiting_for, opened_at, version)
                select ?, id, 'DISPUTE', 'k-1', 'LOW', 40, 'L1', 'en', 'OPENED', 'start', now(), 1 from person""")
                .param(number)
                .update();
    }

    private static BpmnModelInstance failing() {
        return Bpmn.createExecutableProcess("failing")
                .startEvent()
                .exclusiveGateway("noWayOut")
                .camundaAsyncBefore()
                .condition("To the left", "${way == 'left'}")
                .endEvent()
                .moveToLastGateway()
                .condition("To the right", "${way == 'right'}")
                .endEvent()
                .done();
    }
}
