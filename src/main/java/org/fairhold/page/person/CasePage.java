package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fairhold.Settings;
import org.fairhold.visit.Drafts;
import org.fairhold.visit.Visit;
import org.fairhold.visit.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A case as the person affected sees it. */
@Controller
class CasePage {
    private static final Set<String> AT_THE_DOOR = Set.of("again");

    private final Doorstep doorstep;
    private final VisitCookie cookie;
    private final Visits visits;
    private final CaseViews views;
    private final PageWords words;
    private final Drafts drafts;
    private final Settings settings;

    CasePage(
            Doorstep doorstep,
            VisitCookie cookie,
            Visits visits,
            CaseViews views,
            PageWords words,
            Drafts drafts,
            Settings settings) {
        this.doorstep = doorstep;
        this.cookie = cookie;
        this.visits = visits;
        this.views = views;
        this.words = words;
        this.drafts = drafts;
        this.settings = settings;
    }

    /** The page, or for machines the same facts as JSON; without a visit the doorstep, whatever the number. */
    @GetMapping("/case/{number}")
    Object show(@PathVariable String number, HttpServletRequest request, Model model) {
        var json = wantsJson(request);
        var visit = doorstep.visit(number, request);
        if (visit.isEmpty()) {
            return json ? closed() : doorstep.show(number, said(request), request, model);
        }
        if (json) {
            return ResponseEntity.ok(views.of(visit.get()));
        }
        if (request.getParameter("t") != null || request.getParameter("lang") != null) {
            cookie.read(request)
                    .filter(secret -> request.getParameter("lang") != null)
                    .ifPresent(secret -> visits.read(secret, doorstep.language(request)));
            return "redirect:/case/" + number;
        }
        return show(visit.get(), new Typed(drafts.of(visit.get()), null), request, model);
    }

    static boolean wantsJson(HttpServletRequest request) {
        var accept = String.valueOf(request.getHeader("Accept"));
        return accept.contains(MediaType.APPLICATION_JSON_VALUE) && !accept.contains(MediaType.TEXT_HTML_VALUE);
    }

    static ResponseEntity<ProblemDetail> closed() {
        return closed("A link from a mail about the case opens it. The page itself sends new ones.");
    }

    static ResponseEntity<ProblemDetail> closed(String how) {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(HttpStatus.UNAUTHORIZED, how));
    }

    private static @Nullable String said(HttpServletRequest request) {
        var done = request.getParameter("done");
        return done != null && AT_THE_DOOR.contains(done) ? "door." + done : null;
    }

    String show(Visit visit, Typed typed, HttpServletRequest request, Model model) {
        var say = views.say(visit);
        model.addAttribute("say", say);
        model.addAttribute("languages", words.languages());
        model.addAttribute("brand", settings.brand());
        model.addAttribute("number", visit.caseNumber().value());
        var page = views.of(visit);
        model.addAttribute("page", page);
        model.addAttribute("said", page.actingFor() == null ? null : "acts.banner");
        model.addAttribute("saidOf", page.actingFor());
        var title = "%s – %s".formatted(say.of("title", visit.caseNumber().value()), settings.brand());
        model.addAttribute("title", typed.wrong() == null ? title : "%s: %s".formatted(say.of("wrong"), title));
        model.addAttribute("typed", typed);
        model.addAttribute(
                "done",
                Optional.ofNullable(request.getParameter("done"))
                        .flatMap(done -> say.find("done." + done))
                        .orElse(null));
        return "case/page";
    }

    /** What was typed just now stands in its form, whatever was kept before. */
    Typed typed(Visit visit, String form, Map<String, String> fields, Typed.Wrong wrong) {
        var all = new HashMap<>(drafts.of(visit));
        all.put(form, fields);
        return new Typed(all, wrong);
    }
}
