package org.fairhold.demo.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.fairhold.demo.InDemo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@InDemo
@TestPropertySource(properties = "camunda.bpm.job-execution.enabled=false")
@DirtiesContext
class WithoutJobExecutorTest {
    @Autowired
    DemoTime time;

    @Autowired
    DemoClock clock;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Test
    void time_passes_where_nothing_runs_by_itself() {
        repository
                .createDeployment()
                .addModelInstance(
                        "steps.bpmn",
                        Bpmn.createExecutableProcess("steps")
                                .startEvent()
                                .camundaAsyncBefore()
                                .intermediateCatchEvent()
                                .timerWithDuration("PT36H")
                                .endEvent()
                                .done())
                .deploy();
        var start = clock.instant();
        runtime.startProcessInstanceByKey("steps");

        var first = time.pass("P1D");
        var second = time.pass("P1D");

        assertThat(first.ran()).isEqualTo(1);
        assertThat(second.ran()).isEqualTo(1);
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
        assertThat(Duration.between(start, clock.instant())).isGreaterThanOrEqualTo(Duration.ofDays(2));
    }
}
