package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.fairhold.Settings;
import org.fairhold.casework.CaseNumber;
import org.fairhold.visit.LinkRequests;
import org.fairhold.visit.Secret;
import org.fairhold.visit.Visit;
import org.fairhold.visit.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The page before the case page. It is the same for every number and every link: only pressing its button uses a link up, so
 * that whatever follows links by itself changes nothing.
 */
@Controller
class Doorstep {
    private static final int EMAIL_MAX = 254;

    private final Visits visits;
    private final VisitCookie cookie;
    private final LinkRequests requests;
    private final PageWords words;
    private final Settings settings;

    Doorstep(Visits visits, VisitCookie cookie, LinkRequests requests, PageWords words, Settings settings) {
        this.visits = visits;
        this.cookie = cookie;
        this.requests = requests;
        this.words = words;
        this.settings = settings;
    }

    /** The visit that this browser makes to that case; none at a link that opens it for somebody else. */
    Optional<Visit> visit(String number, HttpServletRequest request) {
        return CaseNumber.isOne(number)
                ? cookie.read(request)
                        .flatMap(secret -> visits.find(new CaseNumber(number), secret))
                        .filter(visit -> !followed(request)
                                .filter(token -> visits.isForAnother(visit, token))
                                .isPresent())
                : Optional.empty();
    }

    /** The link that was followed to here, whatever it opens. */
    static Optional<Secret> followed(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("t")).map(Secret::new);
    }

    /** @param said what to say first; a key of the page's words */
    String show(String number, @Nullable String said, HttpServletRequest request, Model model) {
        var language = language(request);
        var say = words.in(language);
        model.addAttribute("say", say);
        model.addAttribute("title", "%s – %s".formatted(say.of("door.title"), settings.brand()));
        model.addAttribute("languages", words.languages());
        model.addAttribute("brand", settings.brand());
        model.addAttribute("number", number);
        model.addAttribute("t", Optional.ofNullable(request.getParameter("t")).orElse(""));
        model.addAttribute("said", said);
        return "case/doorstep";
    }

    /** The language that was asked for on the page, else the browser's. */
    Locale language(HttpServletRequest request) {
        var wanted = request.getParameter("lang");
        return words.languages().stream()
                .filter(one -> one.toLanguageTag().equals(wanted))
                .findFirst()
                .orElseGet(() -> best(request));
    }

    private Locale best(HttpServletRequest request) {
        try {
            var ranges = Locale.LanguageRange.parse(
                    Optional.ofNullable(request.getHeader("Accept-Language")).orElse("en"));
            return Optional.ofNullable(Locale.lookup(ranges, words.languages())).orElse(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    @PostMapping("/case/{number}/enter")
    String enter(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String t,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var begun = CaseNumber.isOne(number)
                ? visits.begin(new CaseNumber(number), new Secret(t))
                : Optional.<Secret>empty();
        if (begun.isEmpty()) {
            if (visit(number, request).isPresent()) {
                return "redirect:/case/" + number;
            }
            response.setStatus(HttpStatus.FORBIDDEN.value());
            var page = show(number, "door.closed", request, model);
            model.addAttribute("t", "");
            return page;
        }
        cookie.write(new CaseNumber(number), begun.get(), response);
        return "redirect:/case/" + number;
    }

    /** The answer is the same whatever was typed; only a mail to the address that we know tells more. */
    @PostMapping("/case/{number}/link")
    String newLink(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request,
            Model model) {
        requests.ask(number.replace("\0", ""), email.substring(0, Math.min(email.length(), EMAIL_MAX)));
        var page = show(number, "door.asked", request, model);
        model.addAttribute("t", "");
        return page;
    }

    @PostMapping("/case/{number}/leave")
    String leave(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        cookie.read(request).ifPresent(visits::end);
        if (CaseNumber.isOne(number)) {
            cookie.remove(new CaseNumber(number), response);
        }
        return show(number, "door.left", request, model);
    }
}
