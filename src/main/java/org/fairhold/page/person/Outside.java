package org.fairhold.page.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fairhold.mediation.Mediation;
import org.fairhold.mediation.MediationCosts;
import org.fairhold.mediation.MediationCosts.Cost;
import org.fairhold.mediation.Mediations;
import org.fairhold.notice.Readable;
import org.fairhold.outside.Bodies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was taken to somebody independent, and the form by which the person tells us of it. */
@Component
class Outside {
    record Entry(String title, List<String> lines) {}

    record Choice(String value, String text) {}

    /** @param measures that no body looks at now; none where the reader can tell us of nothing */
    record Section(List<Entry> entries, List<Choice> measures, List<Choice> bodies) {}

    private final Mediations mediations;
    private final MediationCosts costs;
    private final Bodies bodies;
    private final Readable readable;
    private final Moments moments;

    Outside(Mediations mediations, MediationCosts costs, Bodies bodies, Readable readable, Moments moments) {
        this.mediations = mediations;
        this.costs = costs;
        this.bodies = bodies;
        this.readable = readable;
        this.moments = moments;
    }

    Section of(Look look) {
        var all = mediations.of(look.number()).stream()
                .filter(one -> one.ofDispute() || look.subject())
                .toList();
        var measures = look.subject() ? measures(look, all) : List.<Choice>of();
        return new Section(
                all.stream().map(one -> entry(one, look)).toList(),
                measures,
                measures.isEmpty()
                        ? List.of()
                        : bodies.named().stream()
                                .map(body -> new Choice(body.body().value(), body.name()))
                                .toList());
    }

    private static List<Choice> measures(Look look, List<Mediation> all) {
        return look.measures().stream()
                .filter(measure ->
                        all.stream().noneMatch(one -> one.open() && measure.id().equals(one.measure())))
                .map(measure -> new Choice(
                        measure.id().value(),
                        "%s (%s)".formatted(look.say().of("measure." + measure.kind()), measure.statementNumber())))
                .toList();
    }

    private Entry entry(Mediation one, Look look) {
        var say = look.say();
        List<String> lines = new ArrayList<>();
        lines.add(say.of("outside.opened", moments.on(one.openedAt(), look).text()));
        lines.add(
                one.answeredAt() == null
                        ? say.of("outside.answer.due", at(one.answerDue(), look))
                        : say.of("outside.answered", at(one.answeredAt(), look)));
        if (one.result() == null) {
            var due = one.extendedUntil() == null ? one.resultDue() : one.extendedUntil();
            lines.add(
                    say.of(one.extendedUntil() == null ? "outside.result.due" : "outside.result.later", at(due, look)));
        } else {
            lines.add(say.of("outside.result." + one.result()));
        }
        if (one.remedy() != null) {
            lines.add(say.of("outside.remedy." + one.remedy()));
        } else if (one.result() != null && one.result().asksForRemedy()) {
            lines.add(say.of("outside.remedy"));
        }
        costs.of(one.number()).ifPresent(cost -> lines.add(cost(cost, look)));
        return new Entry(say.of("outside.at", one.bodyName()), lines);
    }

    private String at(@Nullable Instant at, Look look) {
        return moments.at(Objects.requireNonNull(at), look).text();
    }

    private String cost(Cost cost, Look look) {
        return look.say()
                .of(
                        "outside.cost",
                        readable.amount(cost.fees(), look.reader()),
                        readable.amount(cost.ours(), look.reader()));
    }
}
