package org.fairhold.page.person;

import java.time.Clock;
import org.fairhold.account.Accounts;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.Cases;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.representative.Representatives;
import org.fairhold.visit.Visit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what a visitor may see of their case, at the moment of looking. */
@Component
class CaseViews {
    private final Cases cases;
    private final Accounts accounts;
    private final Measures measures;
    private final Appeals appeals;
    private final PageWords words;
    private final WhereItStands where;
    private final WhatToDo toDo;
    private final WhyItIs why;
    private final WhatIsPossible possible;
    private final YourMoney money;
    private final Outside outside;
    private final WhomToAsk contact;
    private final WhatComesNext next;
    private final OpenForms forms;
    private final WhatHappened history;
    private final EvidenceFiles evidence;
    private final SentFiles sent;
    private final Representatives representatives;
    private final WhoActs actors;
    private final WhatWasWritten messages;
    private final Moments moments;
    private final Clock clock;

    CaseViews(
            Cases cases,
            Accounts accounts,
            Measures measures,
            Appeals appeals,
            PageWords words,
            WhereItStands where,
            WhatToDo toDo,
            WhyItIs why,
            WhatIsPossible possible,
            YourMoney money,
            Outside outside,
            WhomToAsk contact,
            WhatComesNext next,
            OpenForms forms,
            WhatHappened history,
            EvidenceFiles evidence,
            SentFiles sent,
            Representatives representatives,
            WhoActs actors,
            WhatWasWritten messages,
            Moments moments,
            Clock clock) {
        this.cases = cases;
        this.accounts = accounts;
        this.measures = measures;
        this.appeals = appeals;
        this.words = words;
        this.where = where;
        this.toDo = toDo;
        this.why = why;
        this.possible = possible;
        this.money = money;
        this.outside = outside;
        this.contact = contact;
        this.next = next;
        this.forms = forms;
        this.history = history;
        this.evidence = evidence;
        this.sent = sent;
        this.representatives = representatives;
        this.actors = actors;
        this.messages = messages;
        this.moments = moments;
        this.clock = clock;
    }

    /** In the language chosen on the page, else in the account's, else in English. */
    PageWords.In say(Visit visit) {
        var chosen = visit.language();
        return words.in(chosen == null ? accounts.get(visit.reader()).language() : chosen);
    }

    @Transactional(readOnly = true)
    CaseView of(Visit visit) {
        var look = look(visit);
        var say = look.say();
        var tasks = toDo.of(look);
        return new CaseView(
                look.number().value(),
                say.tag(),
                look.reader().timeZone().getId(),
                look.self() ? null : look.reader().displayName(),
                where.of(look),
                tasks,
                why.of(look),
                look.self() ? possible.of(look) : null,
                money.of(look),
                outside.of(look),
                contact.of(look),
                next.of(look),
                forms.of(look, tasks),
                evidence.of(look.number()).stream()
                        .filter(file -> sent.by(visit, file))
                        .map(file -> new CaseView.File(
                                file.id(),
                                file.name(),
                                file.type().code(),
                                file.bytes(),
                                moments.at(file.receivedAt(), look)))
                        .toList(),
                actors.of(look),
                messages.of(look),
                history.of(look));
    }

    /** Whether the visitor reads that measure on the page. */
    @Transactional(readOnly = true)
    boolean shows(Visit visit, String measureId) {
        return look(visit).measures().stream()
                .anyMatch(measure -> measure.id().value().equals(measureId));
    }

    /** With what the visitor may know: who acts for somebody gets nothing older but what is in force. */
    private Look look(Visit visit) {
        var say = say(visit);
        var acting = visit.representative() == null
                ? null
                : representatives.find(visit.representative()).orElseThrow();
        var known = Look.known(measures.of(visit.caseNumber()), acting, measure -> measures.end(measure.id())
                .isEmpty());
        var ids = known.stream().map(Measure::id).toList();
        return new Look(
                cases.get(visit.caseNumber()),
                Look.reading(accounts.get(visit.reader()), say.language()),
                acting,
                say,
                clock.instant(),
                known,
                appeals.of(visit.caseNumber()).stream()
                        .filter(appeal -> ids.contains(appeal.measureId()))
                        .toList());
    }
}
