package org.fairhold.page.desk;

import java.util.Map;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.desk.Roster;
import org.fairhold.redress.RuleReviews;
import org.fairhold.redress.WrongMeasures;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Which rules have erred, and what their owners did about it; everybody of the staff may look. */
@Controller
class WrongMeasuresPage {
    private static final String PAGE = "/desk/wrong-measures";

    private final WrongMeasures wrongMeasures;
    private final RuleReviews reviews;
    private final Roster roster;

    WrongMeasuresPage(WrongMeasures wrongMeasures, RuleReviews reviews, Roster roster) {
        this.wrongMeasures = wrongMeasures;
        this.reviews = reviews;
        this.roster = roster;
    }

    @GetMapping(PAGE)
    ModelAndView show(@RequestAttribute String staff, @RequestAttribute Set<String> staffGroups) {
        return page(HttpStatus.OK, staff, staffGroups, Map.of(), null);
    }

    /** An owner says what they changed about a row, or why not. */
    @PostMapping(PAGE)
    ModelAndView answer(
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups,
            @RequestParam Map<String, String> sent) {
        var by = roster.get(staff);
        var typed = new VerbsTyped(sent);
        var refusal = VerbsRefusal.of(
                "answer", () -> reviews.answer(review(typed), by, changed(typed), typed.reason("reason")));
        return refusal == null
                ? new ModelAndView("redirect:" + PAGE)
                : page(refusal.status(), staff, staffGroups, sent, refusal);
    }

    private static long review(VerbsTyped typed) {
        var text = typed.required("review", "Choose the row.");
        if (!text.matches("[0-9]{1,9}")) {
            throw Refused.invalid("review", "Choose the row.");
        }
        return Long.parseLong(text);
    }

    private static boolean changed(VerbsTyped typed) {
        return switch (typed.required("changed", "Say whether you changed the row.")) {
            case "YES" -> true;
            case "NO" -> false;
            default -> throw Refused.invalid("changed", "Say whether you changed the row.");
        };
    }

    private ModelAndView page(
            HttpStatus status,
            String staff,
            Set<String> staffGroups,
            Map<String, String> typed,
            @Nullable VerbsRefusal refusal) {
        var by = roster.get(staff);
        return new ModelAndView("desk/wrong-measures", status)
                .addObject("erring", wrongMeasures.erring(Readers.cleared(staffGroups)))
                .addObject("open", reviews.open())
                .addObject("mayAnswer", by.groups().contains(RuleReviews.OWNERS))
                .addObject("typed", typed)
                .addObject("refusal", refusal);
    }
}
