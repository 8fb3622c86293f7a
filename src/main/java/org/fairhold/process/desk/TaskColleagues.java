package org.fairhold.process.desk;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** To whom a lead may hand a task: who is of its groups, is here, and has neither claimed it nor a part in what it decides. */
@RestController
class TaskColleagues {
    private final SeenTasks tasks;
    private final ClaimedTasks claimed;
    private final Roster roster;
    private final Absences absences;

    TaskColleagues(SeenTasks tasks, ClaimedTasks claimed, Roster roster, Absences absences) {
        this.tasks = tasks;
        this.claimed = claimed;
        this.roster = roster;
        this.absences = absences;
    }

    record Named(String id, String name) {}

    /** Nobody, for whoever does not lead. */
    @GetMapping("/desk/task/{taskId}/colleagues")
    List<Named> of(
            @PathVariable String taskId, @RequestAttribute String staff, @RequestAttribute Set<String> staffGroups) {
        if (!staffGroups.contains(Staff.LEADS)) {
            return List.of();
        }
        var seen = tasks.find(taskId, staff, staffGroups);
        var absent = absences.now().keySet();
        return roster.all().stream()
                .filter(one -> !absent.contains(one.id())
                        && !one.id().equals(seen.task().getAssignee()))
                .filter(one -> claimed.mayDo(seen.task(), seen.number(), one))
                .map(one -> new Named(one.id(), one.colleague().displayName()))
                .sorted(Comparator.comparing(Named::name))
                .toList();
    }
}
