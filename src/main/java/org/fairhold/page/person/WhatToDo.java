package org.fairhold.page.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Stage;
import org.fairhold.dispute.Refunds;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.measure.Warnings;
import org.fairhold.notice.Readable;
import org.fairhold.policy.Policies;
import org.fairhold.representative.Right;
import org.fairhold.statement.Statement;
import org.fairhold.statement.Statements;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the person must or can do, each with its date and how far it is. */
@Component
class WhatToDo {
    private static final Set<MeasureKind> WITH_CONDITIONS = Set.of(MeasureKind.RESTRICTION, MeasureKind.SUSPENSION);

    enum Progress {
        TO_DO,
        OVERDUE,
        DONE,
        /** The desk sees by itself when it is done. */
        SEEN_BY_US,
        /** Nothing hangs on it but what is the person's own. */
        OPTIONAL
    }

    /** @param form which form of the page does it; absent where it is done elsewhere */
    record Task(String code, String text, @Nullable Moment due, Progress progress, @Nullable String form) {
        public boolean open() {
            return progress == Progress.TO_DO || progress == Progress.OVERDUE;
        }
    }

    private final Hearing hearing;
    private final Measures measures;
    private final Warnings warnings;
    private final Conditions conditions;
    private final Refunds refunds;
    private final AppealTalk talk;
    private final Policies policies;
    private final Statements statements;
    private final Readable readable;
    private final Moments moments;

    WhatToDo(
            Hearing hearing,
            Measures measures,
            Warnings warnings,
            Conditions conditions,
            Refunds refunds,
            AppealTalk talk,
            Policies policies,
            Statements statements,
            Readable readable,
            Moments moments) {
        this.hearing = hearing;
        this.measures = measures;
        this.warnings = warnings;
        this.conditions = conditions;
        this.refunds = refunds;
        this.talk = talk;
        this.policies = policies;
        this.statements = statements;
        this.readable = readable;
        this.moments = moments;
    }

    /** Each with its form, where whoever looks may send it. */
    List<Task> of(Look look) {
        return all(look).stream()
                .map(task -> look.self() || task.form() == null || mayDo(task.form(), look)
                        ? task
                        : new Task(task.code(), task.text(), task.due(), task.progress(), null))
                .toList();
    }

    /** What can be sent for somebody, and by whom. */
    private static boolean mayDo(String form, Look look) {
        return switch (form.replaceAll("-.*", "")) {
            case "answers", "condition", "assurance" -> look.may(Right.ANSWER);
            case "evidence" -> look.may(Right.ANSWER) || look.may(Right.APPEAL);
            case "appeal" -> look.may(Right.APPEAL);
            default -> false;
        };
    }

    private List<Task> all(Look look) {
        List<Task> tasks = new ArrayList<>();
        hearing.answerDue(look.number(), look.reader().id())
                .ifPresent(due -> tasks.add(
                        task("answer", look.say().of("todo.answer"), moments.at(due, look), false, "answers", look)));
        if (consentAsked(look)) {
            var request = refunds.request(look.number()).orElseThrow();
            tasks.add(task(
                    "consent",
                    look.say().of("todo.consent", readable.amount(request.amount(), look.reader())),
                    moments.at(request.answerDue(), look),
                    false,
                    "consent",
                    look));
        }
        if (look.subject()) {
            look.openAppeals().forEach(appeal -> talk.open(appeal.number())
                    .ifPresent(question -> tasks.add(task(
                            "appealQuestion",
                            look.say().of("todo.appealQuestion"),
                            moments.at(question.until(), look),
                            false,
                            "appeal-" + appeal.number(),
                            look))));
            for (var measure : look.measures()) {
                if (measures.end(measure.id()).isEmpty()) {
                    add(measure, look, tasks);
                }
            }
        }
        return tasks;
    }

    private boolean consentAsked(Look look) {
        return look.about().waitingFor().equals("consent") && look.freelancer();
    }

    private void add(Measure measure, Look look, List<Task> tasks) {
        if (measure.kind() == MeasureKind.WARNING) {
            addWarning(measure, look, tasks);
        } else if (WITH_CONDITIONS.contains(measure.kind())) {
            addConditions(measure, look, tasks);
        } else if (measure.kind() == MeasureKind.CLOSURE) {
            statements.find(measure.statementNumber()).ifPresent(issued -> issued.steps()
                    .forEach(step -> tasks.add(optional(step, look))));
        } else if (measure.kind() == MeasureKind.FREEZE && look.about().stage() != Stage.CLOSED) {
            tasks.add(new Task("TELL_US", look.say().of("todo.tellUs"), null, Progress.OPTIONAL, "evidence"));
        }
    }

    private void addWarning(Measure warning, Look look, List<Task> tasks) {
        var about = look.about();
        var due = about.waitingFor().equals("acknowledgement") ? about.waitingUntil() : null;
        var settled = warnings.settled(warning);
        if (!settled && about.stage() == Stage.WARNED) {
            tasks.add(task(
                    "acknowledgement",
                    readable.word("condition.ACKNOWLEDGE", look.reader()),
                    moments.orNull(due, look),
                    false,
                    "acknowledgement",
                    look));
        } else if (settled) {
            tasks.add(new Task(
                    "acknowledgement",
                    readable.word("condition.ACKNOWLEDGE", look.reader()),
                    null,
                    Progress.DONE,
                    null));
        }
        var passed = warnings.passed(look.number(), warning.clause());
        tasks.add(new Task(
                "lesson",
                look.say().of("todo.lesson"),
                null,
                passed ? Progress.DONE : Progress.OPTIONAL,
                passed ? null : "lesson"));
    }

    private void addConditions(Measure measure, Look look, List<Task> tasks) {
        if (conditions.refused(measure.id())) {
            return;
        }
        var words = policies.text(measure.clause(), measure.clauseVersion(), readable.language(look.reader()))
                .fixSteps();
        var asked = conditions.of(measure.id());
        for (var condition : asked) {
            var text = readable.step(condition, words, look.reader());
            var due = moments.at(condition.due(), look);
            var byUs = !condition.contracts().isEmpty();
            tasks.add(
                    byUs && condition.metAt() == null
                            ? new Task(condition.code(), text, due, Progress.SEEN_BY_US, null)
                            : task(
                                    condition.code(),
                                    text,
                                    due,
                                    condition.metAt() != null,
                                    "condition-" + condition.id(),
                                    look));
        }
        if (!asked.isEmpty()) {
            tasks.add(task(
                    "ASSURANCE",
                    readable.word("condition.ASSURANCE", look.reader()),
                    moments.at(asked.get(0).due(), look),
                    conditions.assured(measure.id()),
                    "assurance",
                    look));
        }
    }

    private static Task task(String code, String text, @Nullable Moment due, boolean done, String form, Look look) {
        if (done) {
            return new Task(code, text, due, Progress.DONE, null);
        }
        var late = due != null && due.at().isBefore(look.now());
        return new Task(code, text, due, late ? Progress.OVERDUE : Progress.TO_DO, form);
    }

    private Task optional(Statement.Step step, Look look) {
        return new Task(
                step.code(),
                readable.word("condition." + step.code(), look.reader()),
                step.due() == null ? null : moments.on(step.due(), look),
                Progress.OPTIONAL,
                null);
    }
}
