package org.fairhold.process.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.fairhold.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What stands beside a task's form, for whoever may see the task: the case file, and the letter as it is being written. */
@Controller
class TaskCaseFile {
    private static final int REASON_MAX = 4000;

    private final SeenTasks tasks;
    private final Choices choices;

    TaskCaseFile(SeenTasks tasks, Choices choices) {
        this.tasks = tasks;
        this.choices = choices;
    }

    @GetMapping("/desk/task/{taskId}")
    String show(
            @PathVariable String taskId,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            HttpServletRequest request) {
        var seen = tasks.find(taskId, staff, staffGroups);
        var number = seen.number();
        var step = seen.task().getTaskDefinitionKey();
        request.setAttribute("step", step);
        request.setAttribute("taskId", seen.task().getId());
        request.setAttribute("effects", choices.effects(number, step));
        request.setAttribute("choices", choices.at(number, step));
        return "forward:/desk/cases/" + number;
    }

    /** A page for the letter alone, which stands below the task's form. */
    @GetMapping("/desk/task/{taskId}/letter")
    String letter(
            @PathVariable String taskId,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        return letter(taskId, "", "", staff, staffGroups, model);
    }

    /** The letter as it would be sent if this were decided now. Nothing is stored. */
    @PostMapping("/desk/task/{taskId}/letter")
    String letter(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        var seen = tasks.find(taskId, staff, staffGroups);
        var number = seen.number();
        var step = seen.task().getTaskDefinitionKey();
        var offered = choices.at(number, step);
        if (!choice.isEmpty()) {
            if (!offered.contains(choice)) {
                throw Refused.invalid("choice", "This step does not offer that choice.");
            }
            if (reason.length() > REASON_MAX) {
                throw Refused.invalid("reason", "Write at most %d characters.".formatted(REASON_MAX));
            }
            var written = reason.isBlank() ? "[the reason you write]" : reason.strip();
            model.addAttribute("letters", choices.letters(number, step, choice, written, staff, tasks.variables(seen)));
        }
        model.addAttribute("taskId", seen.task().getId());
        model.addAttribute("choices", offered);
        model.addAttribute("choice", choice);
        model.addAttribute("step", step);
        model.addAttribute("reason", reason);
        return "desk/letter";
    }
}
