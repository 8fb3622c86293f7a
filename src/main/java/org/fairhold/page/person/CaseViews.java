package org.fairhold.page.person;

import java.time.Clock;
import org.fairhold.account.Accounts;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.Cases;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.measure.Measures;
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
        var say = say(visit);
        var look = new Look(
                cases.get(visit.caseNumber()),
                Look.reading(accounts.get(visit.reader()), say.language()),
                say,
                clock.instant(),
                measures.of(visit.caseNumber()),
                appeals.of(visit.caseNumber()));
        var tasks = toDo.of(look);
        return new CaseView(
                look.number().value(),
                say.tag(),
                look.reader().timeZone().getId(),
                where.of(look),
                tasks,
                why.of(look),
                possible.of(look),
                money.of(look),
                outside.of(look),
                contact.of(look),
                next.of(look),
                forms.of(look, tasks),
                evidence.of(look.number()).stream()
                        .filter(file -> file.by().equals(visit.reader()))
                        .map(file -> new CaseView.File(
                                file.id(),
                                file.name(),
                                file.type().code(),
                                file.bytes(),
                                moments.at(file.receivedAt(), look)))
                        .toList(),
                history.of(look));
    }
}
