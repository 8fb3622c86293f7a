package org.fairhold.page.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.Appeal;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Stage;
import org.fairhold.dispute.RefundRequest;
import org.fairhold.dispute.Refunds;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.measure.Warnings;
import org.fairhold.notice.Readable;
import org.fairhold.policy.Clause;
import org.fairhold.policy.Policies;
import org.fairhold.report.Reports;
import org.fairhold.representative.Right;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which forms the page has now: each does what a call of the API does, so each is there only when that call would be taken. */
@Component
class OpenForms {
    /** A fact that can be said to be wrong, by its report and its place there. */
    record Fact(String value, String text) {}

    /** @param code of the condition, which stands in the form's address */
    record Step(String id, String text) {}

    record Question(String name, String text, List<String> choices) {}

    record Lesson(String clause, String title, String text, String language, List<Question> questions) {}

    record Appealed(String measureId, String title, String until) {}

    /** @param question what the reviewer wants to know; absent where nothing is asked */
    record OpenAppeal(String number, @Nullable String question, Clause.@Nullable Text rule) {}

    record Consent(String amount, long amountMinor, String currency) {}

    record Section(
            boolean answer,
            List<Fact> facts,
            boolean acknowledgement,
            List<Step> conditions,
            boolean assurance,
            @Nullable Lesson lesson,
            List<Appealed> appeals,
            List<OpenAppeal> openAppeals,
            @Nullable Consent consent,
            boolean hardship,
            boolean evidence) {}

    private final Hearing hearing;
    private final Measures measures;
    private final Warnings warnings;
    private final AppealTalk talk;
    private final Refunds refunds;
    private final Reports reports;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Readable readable;
    private final Moments moments;

    OpenForms(
            Hearing hearing,
            Measures measures,
            Warnings warnings,
            AppealTalk talk,
            Refunds refunds,
            Reports reports,
            Policies policies,
            PersonalTexts texts,
            Readable readable,
            Moments moments) {
        this.hearing = hearing;
        this.measures = measures;
        this.warnings = warnings;
        this.talk = talk;
        this.refunds = refunds;
        this.reports = reports;
        this.policies = policies;
        this.texts = texts;
        this.readable = readable;
        this.moments = moments;
    }

    Section of(Look look, List<WhatToDo.Task> tasks) {
        var answer = look.may(Right.ANSWER)
                && hearing.hears(look.about(), look.reader().id());
        var open = look.about().stage() != Stage.CLOSED;
        var appeals = look.subject() && look.may(Right.APPEAL);
        var appealable = appeals ? appealable(look) : List.<Appealed>of();
        var openAppeals = appeals ? openAppeals(look) : List.<OpenAppeal>of();
        return new Section(
                answer,
                answer ? facts(look) : List.of(),
                has("acknowledgement", tasks),
                tasks.stream()
                        .filter(task -> task.open())
                        .filter(task -> task.form() != null && task.form().startsWith("condition-"))
                        .map(task ->
                                new Step(Objects.requireNonNull(task.form()).replace("condition-", ""), task.text()))
                        .toList(),
                has("assurance", tasks),
                has("lesson", tasks) ? lesson(look) : null,
                appealable,
                openAppeals,
                has("consent", tasks)
                        ? refunds.request(look.number())
                                .map(asked -> consent(asked, look))
                                .orElse(null)
                        : null,
                open && look.may(Right.ANSWER),
                open && (look.may(Right.ANSWER) || look.may(Right.APPEAL))
                        || !appealable.isEmpty()
                        || !openAppeals.isEmpty());
    }

    private static boolean has(String form, List<WhatToDo.Task> tasks) {
        return tasks.stream().anyMatch(task -> form.equals(task.form()));
    }

    private List<OpenAppeal> openAppeals(Look look) {
        return look.openAppeals()
                .map(appeal -> {
                    var question = talk.open(appeal.number());
                    return new OpenAppeal(
                            appeal.number(),
                            question.map(AppealTalk.Question::text).orElse(null),
                            question.map(AppealTalk.Question::rule)
                                    .map(rule -> policies.text(
                                            rule.clause(),
                                            rule.version(),
                                            look.reader().language()))
                                    .orElse(null));
                })
                .toList();
    }

    private List<Fact> facts(Look look) {
        List<Fact> facts = new ArrayList<>();
        for (var report : reports.ofCase(look.number().value())) {
            for (var fact : report.facts()) {
                var said = texts.readOr(fact.text(), "—").strip();
                facts.add(new Fact(
                        "%s/%d".formatted(report.number(), fact.position()),
                        "%s: %s"
                                .formatted(
                                        moments.on(fact.occurredAt(), look).text(),
                                        said.length() > 80 ? said.substring(0, 79) + "…" : said)));
            }
        }
        return facts;
    }

    /** In the language of the case, in which its answers are counted. */
    private @Nullable Lesson lesson(Look look) {
        return look.measures().stream()
                .filter(measure ->
                        measure.kind() == MeasureKind.WARNING && !warnings.passed(look.number(), measure.clause()))
                .findFirst()
                .map(warning -> lesson(warning, look))
                .orElse(null);
    }

    private Lesson lesson(Measure warning, Look look) {
        var language = look.about().language();
        Clause.Lesson lesson = policies.text(warning.clause(), warning.clauseVersion(), language)
                .lesson();
        return new Lesson(
                warning.clause().value(),
                lesson.title(),
                lesson.text(),
                language.toLanguageTag(),
                IntStream.range(0, lesson.questions().size())
                        .mapToObj(at -> new Question(
                                "q" + (at + 1),
                                lesson.questions().get(at).question(),
                                lesson.questions().get(at).choices()))
                        .toList());
    }

    private List<Appealed> appealable(Look look) {
        var open = look.openAppeals().map(Appeal::measureId).toList();
        return look.measures().stream()
                .filter(measure -> !open.contains(measure.id()) && !measures.withdrawn(measure.id()))
                .map(measure -> new Appealed(
                        measure.id().value(),
                        "%s (%s)".formatted(look.say().of("measure." + measure.kind()), measure.statementNumber()),
                        until(measure, look)))
                .filter(appealed -> !appealed.until().isEmpty())
                .toList();
    }

    /** Empty when the time has passed. */
    private String until(Measure measure, Look look) {
        var until = measures.appealTerms(measure.id()).until();
        return until.isBefore(look.now()) ? "" : moments.on(until, look).text();
    }

    private Consent consent(RefundRequest asked, Look look) {
        return new Consent(
                readable.amount(asked.amount(), look.reader()),
                asked.amount().minor(),
                asked.amount().currency().getCurrencyCode());
    }
}
