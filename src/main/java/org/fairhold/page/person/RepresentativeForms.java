package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Accounts;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.representative.Ended;
import org.fairhold.representative.Mandates;
import org.fairhold.representative.Named;
import org.fairhold.representative.Proof;
import org.fairhold.representative.Representatives;
import org.fairhold.representative.Right;
import org.fairhold.visit.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The person says who acts for them, and that somebody does not any more; nobody else can on this page. */
@Controller
class RepresentativeForms {
    private final CaseForms forms;
    private final Representatives representatives;
    private final Mandates mandates;
    private final Accounts accounts;

    RepresentativeForms(CaseForms forms, Representatives representatives, Mandates mandates, Accounts accounts) {
        this.forms = forms;
        this.representatives = representatives;
        this.mandates = mandates;
        this.accounts = accounts;
    }

    @PostMapping("/case/{number}/representatives")
    String name(@PathVariable String number, HttpServletRequest request, HttpServletResponse response, Model model) {
        var sent = new CaseForms.Sent(number, "representatives", request, response, model);
        return forms.submitOwn(sent, visit -> {
            var named =
                    new Named(sent.text("name"), sent.text("email"), rights(request), endOf(sent.text("until"), visit));
            representatives.begin(visit.caseNumber(), visit.reader(), named, Proof.NAMED);
        });
    }

    @PostMapping("/case/{number}/mandates/{mandate}/confirm")
    String confirm(
            @PathVariable String number,
            @PathVariable String mandate,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return answer(number, mandate, true, request, response, model);
    }

    @PostMapping("/case/{number}/mandates/{mandate}/refuse")
    String refuse(
            @PathVariable String number,
            @PathVariable String mandate,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return answer(number, mandate, false, request, response, model);
    }

    private String answer(
            String number,
            String mandate,
            boolean accept,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var form = accept ? "mandateConfirm" : "mandateRefuse";
        return forms.submitOwn(
                new CaseForms.Sent(number, form, request, response, model),
                visit -> mandates.answer(visit.caseNumber(), visit.reader(), mandate, accept));
    }

    static Set<Right> rights(HttpServletRequest request) {
        var rights = EnumSet.noneOf(Right.class);
        for (var right : Right.values()) {
            if (request.getParameter(right.name().toLowerCase(Locale.ROOT)) != null) {
                rights.add(right);
            }
        }
        return rights;
    }

    /** The end of that day, where the person lives. */
    private Instant endOf(String day, Visit visit) {
        try {
            return LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(accounts.get(visit.reader()).timeZone())
                    .toInstant();
        } catch (DateTimeException e) {
            throw Refused.invalid("until", "day");
        }
    }

    @PostMapping("/case/{number}/representatives/{representative}/end")
    String end(
            @PathVariable String number,
            @PathVariable String representative,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return forms.submitOwn(
                new CaseForms.Sent(number, "representativeEnd", request, response, model),
                visit -> representatives.end(
                        visit.caseNumber(), visit.reader(), new RepresentativeNumber(representative), Ended.PERSON));
    }
}
