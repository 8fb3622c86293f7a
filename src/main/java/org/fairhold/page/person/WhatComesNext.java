package org.fairhold.page.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Stage;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.notice.Readable;
import org.fairhold.statement.Statements;
import org.springframework.stereotype.Component;

/** What happens next, each with its latest time. There is always something, if only whom to ask. */
@Component
class WhatComesNext {
    private final Measures measures;
    private final Statements statements;
    private final Readable readable;
    private final Moments moments;

    WhatComesNext(Measures measures, Statements statements, Readable readable, Moments moments) {
        this.measures = measures;
        this.statements = statements;
        this.readable = readable;
        this.moments = moments;
    }

    List<String> of(Look look) {
        List<String> next = new ArrayList<>();
        if (look.about().stage() != Stage.CLOSED) {
            addWaiting(look, next);
        }
        if (look.subject()) {
            look.openAppeals().forEach(appeal -> next.add(look.say().of("next.appeal", at(appeal.answerDue(), look))));
            for (var measure : look.measures()) {
                if (measures.end(measure.id()).isEmpty()) {
                    addMeasure(measure, look, next);
                }
            }
        }
        if (next.isEmpty()) {
            next.add(look.say().of(look.about().stage() == Stage.CLOSED ? "next.nothing" : "next.soon"));
        }
        return next;
    }

    private void addWaiting(Look look, List<String> next) {
        var until = look.about().waitingUntil();
        var waiting = look.about().waitingFor();
        if (until == null) {
            look.say().find("next." + waiting).ifPresent(next::add);
            return;
        }
        if (until.isBefore(look.now()) && !WhereItStands.NOT_OURS.contains(waiting)) {
            return;
        }
        var ours = "next." + waiting + ".by";
        next.add(
                look.say().find(ours).isPresent()
                        ? look.say().of(ours, at(until, look))
                        : look.say().of("next.step", readable.step(waiting, look.reader()), at(until, look)));
    }

    private void addMeasure(Measure measure, Look look, List<String> next) {
        var closure = measure.closure();
        if (closure != null) {
            if (closure.at().isAfter(look.now()) && !look.about().waitingFor().equals("closureDay")) {
                next.add(look.say().of("next.closes", at(closure.at(), look)));
            }
            next.add(look.say()
                    .of("next.data", moments.on(closure.dataUntil(), look).text()));
            return;
        }
        var name = look.say().of("measure.the." + measure.kind());
        var review = measures.nextReview(measure);
        if (review != null && review.isAfter(look.now())) {
            next.add(look.say().of("next.review", name, moments.on(review, look).text()));
        }
        if (measure.endsAt() != null) {
            next.add(look.say()
                    .of("next.ends", name, moments.on(measure.endsAt(), look).text()));
        }
        if (measure.kind() == MeasureKind.FREEZE) {
            statements
                    .find(measure.statementNumber())
                    .filter(issued -> issued.withheld() != null)
                    .ifPresent(issued -> Objects.requireNonNull(issued.withheld()).stream()
                            .map(part -> part.lookAgainAt())
                            .filter(again -> again.isAfter(look.now()))
                            .min(Instant::compareTo)
                            .ifPresent(again -> next.add(look.say()
                                    .of("next.withheld", moments.on(again, look).text()))));
        }
    }

    private String at(Instant instant, Look look) {
        return moments.at(instant, look).text();
    }
}
