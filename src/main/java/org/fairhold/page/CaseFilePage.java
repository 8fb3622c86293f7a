package org.fairhold.page;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.ConfidentialReads;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The case file: beside the task in Tasklist, and as a page of its own. Only for staff who work on cases. */
@Controller
class CaseFilePage {
    private static final List<String> READERS = List.of("analysts", "leads", "appeals", "compliance", "cleared");

    private final CaseFile files;
    private final Cases cases;
    private final ConfidentialReads reads;

    CaseFilePage(CaseFile files, Cases cases, ConfidentialReads reads) {
        this.files = files;
        this.cases = cases;
        this.reads = reads;
    }

    @GetMapping("/desk/cases/{number}")
    String show(
            @PathVariable String number,
            @RequestAttribute(required = false) @Nullable String step,
            @RequestAttribute(required = false) @Nullable String proposalWords,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            Model model) {
        if (Collections.disjoint(READERS, staffGroups)) {
            throw Refused.forbidden("The case file is for people who work on cases.");
        }
        var about = new CaseNumber(number);
        if (cases.get(about).ground().confidential()) {
            if (!staffGroups.contains("cleared")) {
                throw Refused.unknown("There is no case of that number.");
            }
            reads.note(about, ConfidentialReads.Door.DESK, staff, step == null ? "case file" : "case file at " + step);
        }
        model.addAttribute("file", files.of(about, step));
        model.addAttribute("proposalWords", proposalWords);
        return "case-file";
    }

    @ExceptionHandler
    String refused(Refused refused, Model model, HttpServletResponse response) {
        response.setStatus(
                refused.kind() == Refused.Kind.FORBIDDEN ? HttpStatus.FORBIDDEN.value() : HttpStatus.NOT_FOUND.value());
        model.addAttribute("reason", refused.reason());
        return "case-file-refused";
    }
}
