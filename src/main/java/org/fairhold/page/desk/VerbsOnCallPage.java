package org.fairhold.page.desk;

import java.util.List;
import java.util.Map;
import org.fairhold.Refused;
import org.fairhold.desk.OnCall;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who is called first, and next, and when. Leads and support managers say so; everybody of the staff may look. */
@Controller
@RequestMapping("/desk/on-call")
class VerbsOnCallPage {
    /** One time on call, as the page shows it. */
    record Line(long id, String team, String name, int position, String from, String until) {}

    private final OnCall onCall;
    private final Roster roster;
    private final StaffWords words;

    VerbsOnCallPage(OnCall onCall, Roster roster, StaffWords words) {
        this.onCall = onCall;
        this.roster = roster;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@RequestAttribute String staff) {
        return page(HttpStatus.OK, staff, Map.of(), null);
    }

    @PostMapping
    ModelAndView add(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        var by = roster.get(staff);
        var typed = new VerbsTyped(sent);
        return done(
                staff,
                sent,
                VerbsRefusal.of(
                        "add",
                        () -> onCall.add(
                                typed.required("team", "Choose a team."),
                                typed.required("who", "Choose who is on call."),
                                number(typed, "position", "1 is called first; write a number from 1 to 99."),
                                typed.moment("from"),
                                typed.moment("until"),
                                by)));
    }

    @PostMapping("/remove")
    ModelAndView remove(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        var by = roster.get(staff);
        var typed = new VerbsTyped(sent);
        return done(
                staff,
                sent,
                VerbsRefusal.of("remove", () -> onCall.remove(number(typed, "id", "Choose what to remove."), by)));
    }

    private static int number(VerbsTyped typed, String field, String asked) {
        var text = typed.required(field, asked);
        if (!text.matches("[0-9]{1,9}")) {
            throw Refused.invalid(field, asked);
        }
        return Integer.parseInt(text);
    }

    private ModelAndView done(String staff, Map<String, String> sent, @Nullable VerbsRefusal refusal) {
        return refusal == null
                ? new ModelAndView("redirect:/desk/on-call")
                : page(refusal.status(), staff, sent, refusal);
    }

    private ModelAndView page(
            HttpStatus status, String staff, Map<String, String> typed, @Nullable VerbsRefusal refusal) {
        var by = roster.get(staff);
        return new ModelAndView("desk/on-call", status)
                .addObject("lines", onCall.shifts().stream().map(this::line).toList())
                .addObject(
                        "now",
                        OnCall.TEAMS.stream()
                                .flatMap(team -> onCall.order(team).stream())
                                .toList())
                .addObject("mayEdit", by.keepsTheRota())
                .addObject("teams", OnCall.TEAMS)
                .addObject("members", members())
                .addObject("typed", typed)
                .addObject("refusal", refusal);
    }

    private List<StaffMember> members() {
        return roster.all().stream()
                .filter(one -> OnCall.TEAMS.stream().anyMatch(one.groups()::contains))
                .toList();
    }

    private Line line(OnCall.Shift shift) {
        return new Line(
                shift.id(),
                shift.team(),
                roster.find(shift.userId())
                        .map(one -> one.colleague().displayName())
                        .orElse(shift.userId()),
                shift.position(),
                words.at(shift.from()),
                words.at(shift.until()));
    }
}
