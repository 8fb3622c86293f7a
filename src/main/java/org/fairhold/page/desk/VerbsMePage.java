package org.fairhold.page.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.caseload.Handover;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.fairhold.desk.SpokenLanguages;
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

/** Where a colleague says that they are away and which languages they speak, and hands on what they manage; leads and support managers for everybody. */
@Controller
@RequestMapping("/desk/me")
class VerbsMePage {
    /**
     * Somebody on the page.
     *
     * @param until until when they are absent; null where they are here
     * @param languages the codes of those in which they answer people
     */
    record Line(
            String id,
            String name,
            @Nullable String until,
            String languages,
            List<String> managed,
            boolean mayHandOver) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Roster roster;
    private final Absences absences;
    private final SpokenLanguages languages;
    private final Handover handover;

    VerbsMePage(Roster roster, Absences absences, SpokenLanguages languages, Handover handover) {
        this.roster = roster;
        this.absences = absences;
        this.languages = languages;
        this.handover = handover;
    }

    @GetMapping
    ModelAndView show(@RequestAttribute String staff) {
        return page(HttpStatus.OK, staff, Map.of(), null);
    }

    @PostMapping("/absent")
    ModelAndView absent(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("absent", staff, sent, (who, by, typed) -> absences.mark(who, typed.endOf("until"), by));
    }

    @PostMapping("/back")
    ModelAndView back(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("back", staff, sent, (who, by, typed) -> absences.end(who, by));
    }

    @PostMapping("/languages")
    ModelAndView languages(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act(
                "languages",
                staff,
                sent,
                (who, by, typed) -> languages.say(who, codes(typed.optional("languages")), by));
    }

    private static List<String> codes(@Nullable String typed) {
        return typed == null
                ? List.of()
                : Stream.of(typed.toLowerCase(Locale.ROOT).split("[,;\\s]+", -1))
                        .filter(code -> !code.isEmpty())
                        .toList();
    }

    @PostMapping("/hand-over")
    ModelAndView handOver(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act(
                "handOver",
                staff,
                sent,
                (who, by, typed) -> handover.handOverAll(
                        by, who, typed.required("to", "Choose who gets the cases."), typed.optional("reason")));
    }

    private interface Verb {
        void act(String who, StaffMember by, VerbsTyped typed);
    }

    private ModelAndView act(String name, String staff, Map<String, String> sent, Verb verb) {
        var by = roster.get(staff);
        var typed = new VerbsTyped(sent);
        var refusal = VerbsRefusal.of(
                name, () -> verb.act(Optional.ofNullable(typed.optional("who")).orElse(staff), by, typed));
        return refusal == null ? new ModelAndView("redirect:/desk/me") : page(refusal.status(), staff, sent, refusal);
    }

    private ModelAndView page(
            HttpStatus status, String staff, Map<String, String> typed, @Nullable VerbsRefusal refusal) {
        var by = roster.get(staff);
        var absent = absences.now();
        var all = roster.all();
        var shown = all.stream()
                .filter(one -> by.keepsTheRota() || one.id().equals(staff))
                .map(one -> line(one, by, absent))
                .toList();
        var here = all.stream()
                .filter(one -> one.worksOnCases() && !absent.containsKey(one.id()))
                .map(one -> new Verbs.Choice(one.id(), one.colleague().displayName()))
                .toList();
        return new ModelAndView("desk/me", status)
                .addObject("me", staff)
                .addObject("lines", shown)
                .addObject("here", here)
                .addObject("typed", typed)
                .addObject("refusal", refusal);
    }

    private Line line(StaffMember one, StaffMember by, Map<String, Instant> absent) {
        var until = absent.get(one.id());
        var managed = handover.managed(one.id(), by).stream()
                .map(EnforcementCase::number)
                .map(Object::toString)
                .toList();
        return new Line(
                one.id(),
                one.colleague().displayName(),
                until == null ? null : DAY.format(until),
                languages.of(one.id()).stream().map(Locale::toLanguageTag).collect(Collectors.joining(", ")),
                managed,
                by.lead() || by.id().equals(one.id()));
    }
}
