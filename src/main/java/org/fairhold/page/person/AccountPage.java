package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.Settings;
import org.fairhold.account.Accounts;
import org.fairhold.visit.AccountVisit;
import org.fairhold.visit.AccountVisits;
import org.fairhold.visit.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * "How do I stand", for whoever comes from the marketplace or from a case of theirs. Its address names nobody; before the visit
 * it is the same for everybody.
 */
@Controller
class AccountPage {
    private static final String HERE = "/account";

    private final AccountVisits visits;
    private final AccountViews views;
    private final Accounts accounts;
    private final Doorstep doorstep;
    private final VisitCookie cookie;
    private final PageWords words;
    private final Settings settings;

    AccountPage(
            AccountVisits visits,
            AccountViews views,
            Accounts accounts,
            Doorstep doorstep,
            VisitCookie cookie,
            PageWords words,
            Settings settings) {
        this.visits = visits;
        this.views = views;
        this.accounts = accounts;
        this.doorstep = doorstep;
        this.cookie = cookie;
        this.words = words;
        this.settings = settings;
    }

    @GetMapping(HERE)
    Object show(HttpServletRequest request, Model model) {
        var visit = visit(request);
        var json = CasePage.wantsJson(request);
        if (visit.isEmpty()) {
            return json
                    ? CasePage.closed("A link from the marketplace opens it.")
                    : door(said(request), request, model);
        }
        if (json) {
            return ResponseEntity.ok(views.of(visit.get().reader(), say(visit.get())));
        }
        if (request.getParameter("t") != null || request.getParameter("lang") != null) {
            cookie.readAccount(request)
                    .filter(secret -> request.getParameter("lang") != null)
                    .ifPresent(secret -> visits.read(secret, doorstep.language(request)));
            return "redirect:" + HERE;
        }
        var say = say(visit.get());
        common(say, "standing.title", model);
        model.addAttribute("said", said(request));
        model.addAttribute("page", views.of(visit.get().reader(), say));
        return "account/page";
    }

    private static @Nullable String said(HttpServletRequest request) {
        return "again".equals(request.getParameter("done")) ? "done.again" : null;
    }

    private Optional<AccountVisit> visit(HttpServletRequest request) {
        return cookie.readAccount(request).flatMap(visits::find).filter(visit -> !Doorstep.followed(request)
                .filter(token -> visits.isForAnother(visit, token))
                .isPresent());
    }

    private PageWords.In say(AccountVisit visit) {
        return words.in(Objects.requireNonNullElseGet(
                visit.language(), () -> accounts.get(visit.reader()).language()));
    }

    private void common(PageWords.In say, String title, Model model) {
        model.addAttribute("say", say);
        model.addAttribute("languages", words.languages());
        model.addAttribute("brand", settings.brand());
        model.addAttribute("self", HERE);
        model.addAttribute("title", "%s – %s".formatted(say.of(title), settings.brand()));
    }

    private String door(@Nullable String said, HttpServletRequest request, Model model) {
        common(words.in(doorstep.language(request)), "standing.title", model);
        model.addAttribute("t", Optional.ofNullable(request.getParameter("t")).orElse(""));
        model.addAttribute("said", said);
        return "account/doorstep";
    }

    @PostMapping(HERE + "/enter")
    String enter(
            @RequestParam(defaultValue = "") String t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var begun = visits.begin(new Secret(t));
        if (begun.isEmpty() && visit(request).isEmpty()) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            var page = door("standing.closed", request, model);
            model.addAttribute("t", "");
            return page;
        }
        begun.ifPresent(secret -> cookie.writeAccount(secret, response));
        return "redirect:" + HERE;
    }

    /** From the page of a case: it is the same person who reads. */
    @PostMapping("/case/{number}/standing")
    String fromCase(@PathVariable String number, HttpServletRequest request, HttpServletResponse response) {
        var begun = doorstep.visit(number, request)
                .filter(visit -> visit.representative() == null)
                .flatMap(visits::begin);
        begun.ifPresent(secret -> cookie.writeAccount(secret, response));
        return begun.isPresent() ? "redirect:" + HERE : "redirect:/case/" + number;
    }

    @PostMapping(HERE + "/leave")
    String leave(HttpServletRequest request, HttpServletResponse response, Model model) {
        cookie.readAccount(request).ifPresent(visits::end);
        cookie.removeAccount(response);
        return door("standing.left", request, model);
    }
}
