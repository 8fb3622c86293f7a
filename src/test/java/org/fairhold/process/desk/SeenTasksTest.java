package org.fairhold.process.desk;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.camunda.bpm.engine.TaskService;
import org.fairhold.DeskTest;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DeskTest
class SeenTasksTest {
    @Autowired
    SeenTasks seen;

    @Autowired
    TaskService tasks;

    @Test
    void a_task_that_a_colleague_completes_while_somebody_looks_is_unknown_and_no_failure_of_ours() {
        var task = tasks.newTask();
        tasks.saveTask(task);
        var looking = new SeenTasks.Seen(task, new CaseNumber("C-2001"));
        tasks.deleteTask(task.getId(), true);

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> seen.variables(looking))
                .matches(refused -> refused.kind() == Refused.Kind.UNKNOWN);
    }
}
