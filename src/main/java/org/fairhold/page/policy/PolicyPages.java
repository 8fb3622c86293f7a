package org.fairhold.page.policy;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fairhold.Settings;
import org.fairhold.notice.Words;
import org.fairhold.outside.Bodies;
import org.fairhold.outside.Body;
import org.fairhold.page.person.PageWords;
import org.fairhold.policy.Clause;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The marketplace's rules, for everybody: nobody signs in, and no page knows who reads it. */
@Controller
class PolicyPages {
    record Entry(String slug, String title, String text, @Nullable String announced) {}

    /** @param kind of body, in words */
    record Outside(String name, String address, String kind, List<String> lines) {}

    /** @param changes against the version before; empty for the first one */
    record Written(
            int version, String from, boolean inForce, boolean announced, List<Change> changes, Clause.Text text) {}

    private static final String WORDS = "policy.";

    private final Policies policies;
    private final TheTables tables;
    private final Bodies bodies;
    private final Words words;
    private final PageWords page;
    private final Settings settings;
    private final Clock clock;

    PolicyPages(
            Policies policies,
            TheTables tables,
            Bodies bodies,
            Words words,
            PageWords page,
            Settings settings,
            Clock clock) {
        this.policies = policies;
        this.tables = tables;
        this.bodies = bodies;
        this.words = words;
        this.page = page;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/policies")
    String all(@RequestParam(required = false) @Nullable String lang, HttpServletRequest request, Model model) {
        var language = language(lang, request);
        common(model, "/policies", words.of(language.toLanguageTag(), WORDS + "rules"), language);
        model.addAttribute(
                "clauses",
                policies.all().stream().map(clause -> entry(clause, language)).toList());
        model.addAttribute(
                "outside",
                bodies.named().stream().map(body -> outside(body, language)).toList());
        return "policies/all";
    }

    private Outside outside(Body body, Locale language) {
        List<String> lines = new ArrayList<>();
        var languages = body.languages().stream()
                .map(one -> one.getDisplayLanguage(language))
                .collect(Collectors.joining(", "));
        lines.add(words.of(language, WORDS + "outside.languages", Map.of("languages", languages)));
        if (body.certifiedBy() != null) {
            lines.add(words.of(language, WORDS + "outside.certified", Map.of("by", body.certifiedBy())));
        }
        if (body.usualFee() != null) {
            lines.add(words.of(language, WORDS + "outside.fee", Map.of("fee", body.usualFee())));
        }
        return new Outside(
                body.name(),
                String.valueOf(body.address()),
                words.of(language.toLanguageTag(), WORDS + "outside." + body.kind()),
                lines);
    }

    private Entry entry(Clause clause, Locale language) {
        var text = policies.text(clause.clause(), clause.inForceOn(today()), language);
        var announced = clause.versions().stream()
                .filter(version -> version.inForceFrom().isAfter(today()))
                .map(version -> day(version.inForceFrom(), language))
                .findFirst();
        return new Entry(slug(clause.clause()), text.title(), text.text(), announced.orElse(null));
    }

    @GetMapping("/policies/{slug:[a-z0-9-]+}")
    String one(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request,
            Model model) {
        return page(slug, lang, request, null, model);
    }

    /** The lesson, for practice: nobody signs in for it, and what passes is passed in a case. */
    @PostMapping("/policies/{slug:[a-z0-9-]+}/lesson")
    String practise(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request,
            Model model) {
        return page(slug, lang, request, request, model);
    }

    private String page(
            String slug,
            @Nullable String lang,
            HttpServletRequest request,
            @Nullable HttpServletRequest answered,
            Model model) {
        var clause = policies.all().stream()
                .filter(one -> slug(one.clause()).equals(slug))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var language = language(lang, request);
        var text = policies.text(clause.clause(), clause.inForceOn(today()), language);
        common(model, "/policies/" + slug, text.title(), language);
        model.addAttribute(
                "attempt", answered == null ? null : Attempt.at(text.lesson(), chosen(text.lesson(), answered)));
        model.addAttribute("slug", slug);
        model.addAttribute("clause", clause);
        model.addAttribute("text", text);
        model.addAttribute(
                "steps",
                clause.fixSteps().stream()
                        .map(step -> text.fixSteps().containsKey(step)
                                ? Objects.requireNonNull(text.fixSteps().get(step))
                                : words.of(language.toLanguageTag(), WORDS + step))
                        .toList());
        model.addAttribute("versions", versions(clause, language));
        model.addAttribute("tables", tables.of(clause.ground(), language));
        return "policies/one";
    }

    private static List<String> chosen(Clause.Lesson lesson, HttpServletRequest answered) {
        return IntStream.rangeClosed(1, lesson.questions().size())
                .mapToObj(number -> Objects.requireNonNullElse(answered.getParameter("q" + number), ""))
                .toList();
    }

    /** The newest first. */
    private List<Written> versions(Clause clause, Locale language) {
        List<Written> versions = new ArrayList<>();
        Clause.Text before = null;
        for (var version : clause.versions()) {
            var text = policies.text(clause.clause(), version.version(), language);
            versions.add(new Written(
                    version.version(),
                    day(version.inForceFrom(), language),
                    version.version() == clause.inForceOn(today()),
                    version.inForceFrom().isAfter(today()),
                    before == null ? List.of() : Change.between(whole(before), whole(text)),
                    text));
            before = text;
        }
        Collections.reverse(versions);
        return versions;
    }

    private static String whole(Clause.Text text) {
        return text.text() + " " + String.join(" ", text.examples());
    }

    private void common(Model model, String self, String title, Locale language) {
        Map<String, String> said = new TreeMap<>();
        for (var key : List.of(
                "rules",
                "intro",
                "announced",
                "examples",
                "fix",
                "lesson",
                "answer",
                "passed",
                "decides",
                "decidesText",
                "versions",
                "version",
                "from",
                "inForce",
                "notYet",
                "changed",
                "new",
                "gone",
                "outside",
                "outsideText",
                "back")) {
            said.put(key, words.of(language.toLanguageTag(), WORDS + key));
        }
        model.addAttribute("said", said);
        model.addAttribute("say", page.reading(language));
        model.addAttribute("self", self);
        model.addAttribute("title", "%s – %s".formatted(title, settings.brand()));
        model.addAttribute("brand", settings.brand());
        model.addAttribute(
                "languages",
                policies.languages().stream().map(Locale::forLanguageTag).toList());
    }

    private Locale language(@Nullable String asked, HttpServletRequest request) {
        if (asked != null && policies.languages().contains(asked)) {
            return Locale.forLanguageTag(asked);
        }
        var wanted = Collections.list(request.getLocales()).stream()
                .map(locale -> new LanguageRange(locale.toLanguageTag()))
                .toList();
        var found = Locale.lookupTag(wanted, policies.languages());
        return found == null ? Locale.ENGLISH : Locale.forLanguageTag(found);
    }

    private static String slug(ClauseCode code) {
        return code.value().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String day(LocalDate day, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(day);
    }
}
