package org.fairhold.page.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.caseload.InternalNotes;
import org.fairhold.casework.CaseNumber;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.evidence.EvidenceId;
import org.fairhold.page.Download;
import org.fairhold.page.casefile.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The case file: beside the task in Tasklist, and as a page of its own; and the way to it from any number. */
@Controller
class CasePages {
    private static final String TASK_ID = "[0-9a-zA-Z-]{1,64}";

    private final Readers readers;
    private final CaseFile files;
    private final Verbs verbs;
    private final Identifiers identifiers;
    private final InternalNotes notes;
    private final EvidenceFiles evidence;

    CasePages(
            Readers readers,
            CaseFile files,
            Verbs verbs,
            Identifiers identifiers,
            InternalNotes notes,
            EvidenceFiles evidence) {
        this.readers = readers;
        this.files = files;
        this.verbs = verbs;
        this.identifiers = identifiers;
        this.notes = notes;
        this.evidence = evidence;
    }

    /** The case that is meant, or the cases to choose from. */
    @GetMapping("/desk")
    String find(@RequestParam(defaultValue = "") String find, @RequestAttribute Set<String> staffGroups, Model model) {
        readers.requireReader(staffGroups);
        var identifier = find.replaceAll("\\p{Cntrl}", "").strip();
        if (!identifier.isEmpty()) {
            var found = identifiers.cases(identifier, Readers.cleared(staffGroups));
            if (found.size() == 1) {
                return "redirect:/desk/cases/" + found.get(0).number();
            }
            model.addAttribute("found", found);
        }
        model.addAttribute("find", identifier);
        return "desk/find";
    }

    /** Reached from a task as well, which then says so. */
    @GetMapping("/desk/cases/{number}")
    String show(
            @PathVariable String number,
            @RequestAttribute(required = false) @Nullable String step,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        var about = readers.open(new CaseNumber(number), staff, staffGroups, step);
        var file = files.of(about, Readers.cleared(staffGroups));
        model.addAttribute("file", file);
        model.addAttribute("mayWrite", readers.mayWrite(staffGroups));
        model.addAttribute("verbs", verbs.of(about, file.account(), staff));
        model.addAttribute("step", step);
        return "desk/case-file";
    }

    /** A file that somebody sent, to be saved: never shown in a page of the desk. */
    @GetMapping("/desk/cases/{number}/evidence/{id}")
    ResponseEntity<byte[]> evidence(
            @PathVariable String number,
            @PathVariable String id,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups) {
        var about = readers.open(new CaseNumber(number), staff, staffGroups);
        return evidence.find(about.number(), EvidenceId.of(id))
                .flatMap(file -> evidence.content(file.id()).map(content -> Download.of(file, content)))
                .orElseThrow(() -> Refused.unknown("There is no file of that number in this case, or it was erased."));
    }

    /** Keeps a note and shows the page again; what could not be kept comes back as it was typed. */
    @PostMapping("/desk/cases/{number}/notes")
    String note(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String task,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model,
            HttpServletResponse response) {
        var about = readers.open(new CaseNumber(number), staff, staffGroups);
        readers.requireWriter(staffGroups);
        try {
            notes.write(about.number(), staff, note);
        } catch (Refused refused) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("noteTyped", note);
            model.addAttribute("noteRefused", refused.reason());
            return show(number, null, staff, staffGroups, model);
        }
        return task.matches(TASK_ID)
                ? "redirect:/desk/task/" + task + "#notes"
                : "redirect:/desk/cases/" + about.number() + "#notes";
    }
}
