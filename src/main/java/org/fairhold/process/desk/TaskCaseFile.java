package org.fairhold.process.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.notice.Letter;
import org.jspecify.annotations.Nullable;
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
    private static final List<String> WITHHOLDABLE = List.of("NOTHING", "FACTS", "SOURCE", "FACTS_AND_SOURCE");

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
        return letter(taskId, "", "", "", "", "", "", "", "", staff, staffGroups, model);
    }

    /** The letter as it would be sent if this were decided now. Nothing is stored. */
    @PostMapping("/desk/task/{taskId}/letter")
    String letter(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String origin,
            @RequestParam(defaultValue = "") String holdLines,
            @RequestParam(defaultValue = "") String withhold,
            @RequestParam(defaultValue = "") String lookAgainDays,
            @RequestParam(defaultValue = "") String reversalLines,
            @RequestParam(defaultValue = "") String otherRule,
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
            var typed = new Choices.Typed(
                    choice, written, origin(origin), holdLines, withhold, lookAgainDays, reversalLines, otherRule);
            model.addAttribute("letters", letters(number, step, typed, staff, tasks.variables(seen), model));
        }
        model.addAttribute("taskId", seen.task().getId());
        model.addAttribute("choices", offered);
        model.addAttribute("choice", choice);
        model.addAttribute("step", step);
        model.addAttribute("reason", reason);
        model.addAttribute("origins", step.equals("decideHold") ? Origin.values() : new Origin[0]);
        model.addAttribute("origin", origin);
        model.addAttribute("holdLines", holdLines);
        model.addAttribute("withhold", withhold);
        model.addAttribute("withholdable", step.equals("decideFreeze") ? WITHHOLDABLE : List.of());
        model.addAttribute("lookAgainDays", lookAgainDays);
        model.addAttribute("reversalLines", reversalLines);
        model.addAttribute("otherRule", otherRule);
        return "desk/letter";
    }

    /** What stands in the form may not be whole yet; then the page says what is missing. */
    private List<Letter> letters(
            CaseNumber number, String step, Choices.Typed typed, String staff, Map<String, Object> known, Model model) {
        try {
            return choices.letters(number, step, typed, staff, known);
        } catch (Refused refused) {
            if (refused.kind() != Refused.Kind.INVALID) {
                throw refused;
            }
            model.addAttribute("missing", refused.reason());
            return List.of();
        }
    }

    private static @Nullable Origin origin(String typed) {
        return Stream.of(Origin.values())
                .filter(origin -> origin.name().equals(typed))
                .findFirst()
                .orElse(null);
    }
}
