package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.fairhold.Refused;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.Acting;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hardships;
import org.fairhold.casework.Hearing;
import org.fairhold.dispute.Refunds;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.measure.ConditionId;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Warnings;
import org.fairhold.mediation.Mediations;
import org.fairhold.money.Money;
import org.fairhold.policy.ClauseCode;
import org.fairhold.representative.Representatives;
import org.fairhold.representative.Right;
import org.fairhold.visit.Drafts;
import org.fairhold.visit.Submissions;
import org.fairhold.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What the person does on the page: the verbs of the API, each done once however often it is sent. */
@Controller
class CaseForms {
    private static final int TEXT_MAX = 10_000;
    private static final Set<String> OURS = Set.of("_csrf", "key", "save");

    private final Doorstep doorstep;
    private final CasePage page;
    private final CaseViews views;
    private final Submissions submissions;
    private final Drafts drafts;
    private final Cases cases;
    private final Hearing hearing;
    private final Refunds refunds;
    private final Conditions conditions;
    private final Warnings warnings;
    private final Appeals appeals;
    private final AppealTalk talk;
    private final Hardships hardships;
    private final Mediations mediations;
    private final EvidenceFiles evidence;
    private final Representatives representatives;
    private final Acting acting;

    CaseForms(
            Doorstep doorstep,
            CasePage page,
            CaseViews views,
            Submissions submissions,
            Drafts drafts,
            Cases cases,
            Hearing hearing,
            Refunds refunds,
            Conditions conditions,
            Warnings warnings,
            Appeals appeals,
            AppealTalk talk,
            Hardships hardships,
            Mediations mediations,
            EvidenceFiles evidence,
            Representatives representatives,
            Acting acting) {
        this.doorstep = doorstep;
        this.page = page;
        this.views = views;
        this.submissions = submissions;
        this.drafts = drafts;
        this.cases = cases;
        this.hearing = hearing;
        this.refunds = refunds;
        this.conditions = conditions;
        this.warnings = warnings;
        this.appeals = appeals;
        this.talk = talk;
        this.hardships = hardships;
        this.mediations = mediations;
        this.evidence = evidence;
        this.representatives = representatives;
        this.acting = acting;
    }

    /** A form that came in. */
    record Sent(String number, String form, HttpServletRequest request, HttpServletResponse response, Model model) {
        /** What was written; refused when it is nothing, or more than anybody can read. */
        String text(String field) {
            var text = optional(field);
            if (text == null) {
                throw Refused.invalid(field, "blank");
            }
            return text;
        }

        @Nullable
        String optional(String field) {
            var raw = request.getParameter(field);
            var text = raw == null ? "" : raw.replace("\0", "").strip();
            if (text.length() > TEXT_MAX) {
                throw Refused.invalid(field, "long");
            }
            return text.isEmpty() ? null : text;
        }

        /** The form without the number of the condition or appeal that it is about. */
        String kind() {
            return form.replaceAll("-[AK]-\\d+", "");
        }

        /** What nobody wants to write a second time. */
        List<String> written() {
            return typed().values().stream().filter(text -> text.length() > 20).toList();
        }

        Map<String, String> typed() {
            Map<String, String> fields = new LinkedHashMap<>();
            request.getParameterMap().forEach((name, values) -> {
                if (!OURS.contains(name) && values.length > 0) {
                    var text = values[0].replace("\0", "");
                    fields.put(name, text.substring(0, Math.min(text.length(), 2 * TEXT_MAX)));
                }
            });
            return fields;
        }
    }

    @PostMapping("/case/{number}/answers")
    String answer(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "answers", request, response, model);
        return submit(
                sent,
                Right.ANSWER,
                visit -> hearing.receive(
                        visit.caseNumber(), visit.reader(), sent.text("text"), corrected(sent.optional("corrects"))));
    }

    private static Hearing.@Nullable FactRef corrected(@Nullable String fact) {
        if (fact == null) {
            return null;
        }
        if (!fact.matches("R-[0-9]{1,12}/[0-9]{1,6}")) {
            throw Refused.invalid("corrects", "unknown");
        }
        var parts = fact.split("/", -1);
        return new Hearing.FactRef(parts[0], Integer.parseInt(parts[1]));
    }

    @PostMapping("/case/{number}/consent")
    String consent(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "consent", request, response, model);
        return submitOwn(sent, visit -> {
            var choice = sent.text("choice");
            if (!Set.of("yes", "no").contains(choice)) {
                throw Refused.invalid("choice", "blank");
            }
            refunds.answer(visit.caseNumber(), visit.reader(), amount(sent), choice.equals("yes"));
        });
    }

    /** What the form showed: who agrees to one amount does not agree to another. */
    private static Money amount(Sent sent) {
        try {
            return Money.of(Long.parseLong(sent.text("amountMinor")), sent.text("currency"));
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("choice", "blank");
        }
    }

    @PostMapping("/case/{number}/acknowledgement")
    String acknowledge(
            @PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        return submitOwn(
                new Sent(number, "acknowledgement", request, response, model),
                visit -> warnings.acknowledge(own(visit).caseNumber()));
    }

    @PostMapping("/case/{number}/lessons/{clause}")
    String lesson(
            @PathVariable String number,
            @PathVariable String clause,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sent = new Sent(number, "lesson", request, response, model);
        return submitOwn(sent, visit -> {
            List<Integer> answers = new ArrayList<>();
            for (var at = 1; request.getParameter("q" + at) != null; at++) {
                answers.add(chosen(sent.text("q" + at)));
            }
            if (!warnings.takeLesson(own(visit).caseNumber(), code(clause), answers)
                    .passed()) {
                request.setAttribute("done", "lesson.again");
            }
        });
    }

    private static ClauseCode code(String clause) {
        try {
            return new ClauseCode(clause);
        } catch (IllegalArgumentException e) {
            throw Refused.unknown("There is no such clause.");
        }
    }

    private static int chosen(String value) {
        return value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : 0;
    }

    @PostMapping("/case/{number}/conditions/{id}")
    String condition(
            @PathVariable String number,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sent = new Sent(number, "condition-" + id, request, response, model);
        return submit(
                sent,
                Right.ANSWER,
                visit -> conditions.done(own(visit).caseNumber(), new ConditionId(id), sent.optional("note")));
    }

    @PostMapping("/case/{number}/assurance")
    String assurance(
            @PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "assurance", request, response, model);
        return submit(
                sent,
                Right.ANSWER,
                visit -> conditions.assure(
                        own(visit).caseNumber(), sent.text("cause"), sent.text("fix"), sent.text("prevention")));
    }

    @PostMapping("/case/{number}/appeals")
    String appeal(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "appeals", request, response, model);
        return submit(sent, Right.APPEAL, visit -> {
            var unused =
                    appeals.lodge(own(visit).caseNumber(), new MeasureId(sent.text("measureId")), sent.text("text"));
        });
    }

    @PostMapping("/case/{number}/appeals/{appeal}")
    String appealMessage(
            @PathVariable String number,
            @PathVariable String appeal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var sent = new Sent(number, "appeal-" + appeal, request, response, model);
        return submit(sent, Right.APPEAL, visit -> talk.write(own(visit).caseNumber(), appeal, sent.text("text")));
    }

    @PostMapping("/case/{number}/mediations")
    String mediation(
            @PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "mediations", request, response, model);
        return submit(sent, Right.APPEAL, visit -> {
            var unused = mediations.toldByPerson(
                    own(visit).caseNumber(),
                    new Mediations.Told(
                            new MeasureId(sent.text("measureId")),
                            sent.text("body"),
                            day(sent.text("openedOn")),
                            sent.optional("externalReference")));
        });
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException e) {
            throw Refused.invalid("openedOn", "day");
        }
    }

    @PostMapping("/case/{number}/hardship")
    String hardship(
            @PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new Sent(number, "hardship", request, response, model);
        return submit(
                sent, Right.ANSWER, visit -> hardships.tell(visit.caseNumber(), visit.reader(), sent.text("text")));
    }

    @PostMapping("/case/{number}/evidence")
    String upload(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return submit(new Sent(number, "evidence", request, response, model), Set.of(Right.values()), visit -> {
            if (file == null || file.isEmpty()) {
                throw Refused.invalid("file", "blank");
            }
            var unused = evidence.receive(visit.caseNumber(), visit.reader(), file.getOriginalFilename(), bytes(file));
        });
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What only whose case it is can do. */
    private Visit own(Visit visit) {
        if (!cases.get(visit.caseNumber()).subjectId().equals(visit.reader())) {
            throw Refused.conflict("This is not for this party to do.");
        }
        return visit;
    }

    /** What only the person themselves can do. */
    String submitOwn(Sent sent, Consumer<Visit> act) {
        return submit(sent, Set.of(), act);
    }

    private String submit(Sent sent, Right right, Consumer<Visit> act) {
        return submit(sent, Set.of(right), act);
    }

    /** @param rights one of which somebody needs who acts for the person */
    private String submit(Sent sent, Set<Right> rights, Consumer<Visit> act) {
        var visit = doorstep.visit(sent.number(), sent.request());
        if (visit.isEmpty()) {
            sent.response().setStatus(Refused.Kind.FORBIDDEN.status());
            sent.model().addAttribute("written", sent.written());
            return doorstep.show(sent.number(), "door.over", sent.request(), sent.model());
        }
        try {
            requireRight(visit.get(), rights);
            return done(sent, visit.get(), act);
        } catch (Refused refused) {
            return refused(sent, visit.get(), refused);
        } catch (ConcurrencyFailureException | DuplicateKeyException e) {
            return refused(sent, visit.get(), Refused.conflict("This has just changed."));
        }
    }

    private void requireRight(Visit visit, Set<Right> rights) {
        if (visit.representative() != null
                && representatives
                        .find(visit.representative())
                        .filter(one -> rights.stream().anyMatch(one::may))
                        .isEmpty()) {
            throw Refused.forbidden("This is only for whose case it is.");
        }
    }

    private String done(Sent sent, Visit visit, Consumer<Visit> act) {
        var back = "redirect:/case/%s?done=".formatted(sent.number());
        if (sent.request().getParameter("save") != null) {
            drafts.keep(visit, sent.form(), sent.typed());
            return back + "saved";
        }
        var now = submissions.once(
                visit,
                sent.form(),
                key(sent.request()),
                () -> acting.as(visit.representative(), () -> act.accept(visit)));
        if (!now) {
            return back + "twice";
        }
        var said = sent.request().getAttribute("done");
        return back + (said == null ? sent.kind() : said);
    }

    /** A form that lost its key is taken as new; what it does is still done only when the case waits for it. */
    private static UUID key(HttpServletRequest request) {
        try {
            return UUID.fromString(String.valueOf(request.getParameter("key")));
        } catch (IllegalArgumentException e) {
            return UUID.randomUUID();
        }
    }

    /** The page again, with what is wrong and all that was typed. */
    private String refused(Sent sent, Visit visit, Refused refused) {
        var say = views.say(visit);
        var form = sent.kind();
        var text = say.find("wrong.%s.%s".formatted(form, refused.reason()))
                .or(() -> say.find("wrong." + refused.reason()))
                .or(() -> say.find("wrong.%s.%s".formatted(form, refused.kind())))
                .orElseGet(() -> say.of("wrong." + refused.kind()));
        sent.response().setStatus(refused.kind().status());
        var field = refused.field() == null ? "" : refused.field();
        var typed = page.typed(visit, sent.form(), sent.typed(), new Typed.Wrong(sent.form(), field, text));
        if (refused.kind() != Refused.Kind.INVALID) {
            // The form may not be there any more.
            sent.model().addAttribute("written", sent.written());
        }
        return page.show(visit, typed, sent.request(), sent.model());
    }
}
