package org.fairhold.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.account.Account;
import org.fairhold.account.Causes;
import org.fairhold.account.MeasureKind;
import org.fairhold.fraud.Investigation;
import org.fairhold.measure.Compensations;
import org.fairhold.measure.Compensations.Compensation;
import org.fairhold.measure.Condition;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.ClauseVersion;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What letters about a measure in force say: the same words whether one is sent or only looked at. */
@Component
public class MeasureLetters {
    /** The name of a letter, and what stands in it. */
    public record Words(String notice, Map<String, Object> arguments) {}

    private final Templates templates;
    private final Readable readable;
    private final Causes causes;
    private final Compensations compensations;
    private final Measures measures;
    private final Policies policies;
    private final Clock clock;

    MeasureLetters(
            Templates templates,
            Readable readable,
            Causes causes,
            Compensations compensations,
            Measures measures,
            Policies policies,
            Clock clock) {
        this.templates = templates;
        this.readable = readable;
        this.causes = causes;
        this.compensations = compensations;
        this.measures = measures;
        this.policies = policies;
        this.clock = clock;
    }

    Words askedAgain(Measure measure, List<Condition> asked, String reason, Account reader) {
        return new Words(
                "asked-again",
                Map.of(
                        "reason",
                        reason,
                        "conditions",
                        readable.conditions(asked, measure.clause(), measure.clauseVersion(), reader)));
    }

    Words refused(Measure measure, String reason, Account reader) {
        var appealUntil = measures.appealTerms(measure.id()).until();
        return new Words(
                "reinstatement-refused",
                Map.of(
                        "reason", reason,
                        "endsOn", ends(measure, reader),
                        "appealUntil", readable.on(appealUntil, reader)));
    }

    Words confirmed(Measure measure, Instant nextReview, String reason, Account reader) {
        return new Words(
                "measure-confirmed",
                Map.of(
                        "statementNumber", measure.statementNumber(),
                        "reason", reason,
                        "reviewOn", readable.on(nextReview, reader),
                        "endsOn", ends(measure, reader)));
    }

    /**
     * The appeal was heard, and the measure stands.
     *
     * @param goesOn whether it was put off until now
     * @param over whether it has ended, and only its record is left
     */
    public Words upheld(Measure measure, boolean goesOn, boolean over, String reason) {
        var notice = over ? "appeal-upheld-over" : goesOn ? "appeal-upheld-goes-on" : "appeal-upheld";
        return new Words(notice, Map.of("statementNumber", measure.statementNumber(), "reason", reason));
    }

    /** The appeal asked for something else than another decision. */
    public Words answered(Measure measure, String reason) {
        return new Words("appeal-answered", Map.of("statementNumber", measure.statementNumber(), "reason", reason));
    }

    /**
     * Another measure takes its place; that one has a statement of its own.
     *
     * @param rule the other rule that it rests on; null where only its kind changes
     */
    public Words changed(Measure measure, @Nullable ClauseVersion rule, String reason, Account reader) {
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", measure.statementNumber());
        arguments.put("reason", reason);
        if (rule == null) {
            return new Words("appeal-changed", arguments);
        }
        arguments.put("formerTitle", title(measure.clause(), measure.clauseVersion(), reader));
        arguments.put("clauseTitle", title(rule.clause(), rule.version(), reader));
        return new Words("appeal-changed-rule", arguments);
    }

    private String title(ClauseCode clause, int version, Account reader) {
        return policies.text(clause, version, readable.language(reader)).title();
    }

    /** The reviewer of the appeal wants to know something first. @param rule another rule that the matter may break */
    public Words asked(String question, Instant until, @Nullable ClauseVersion rule, Account reader) {
        var arguments = new HashMap<String, Object>();
        arguments.put("question", question);
        arguments.put("answerUntil", readable.at(until, reader));
        if (rule == null) {
            return new Words("appeal-question", arguments);
        }
        var text = policies.text(rule.clause(), rule.version(), readable.language(reader));
        arguments.put("clauseTitle", text.title());
        arguments.put("clauseCode", rule.clause().value());
        arguments.put("clauseVersion", String.valueOf(rule.version()));
        arguments.put("clauseText", text.text());
        return new Words("appeal-question-rule", arguments);
    }

    /** The appeal was granted; this is what the table offers for the lost days. */
    Words overturned(Measure measure, Compensation offered, String reason, Account reader) {
        return ended(measure, Ending.OVERTURNED, Optional.of(offered), reason, reader);
    }

    /** @param reason of the human who ended it; not said where it ended by itself or all was well */
    Words ended(Measure measure, Ending as, String reason, Account reader) {
        return ended(measure, as, compensations.of(measure.id()), reason, reader);
    }

    private Words ended(Measure measure, Ending as, Optional<Compensation> offered, String reason, Account reader) {
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", measure.statementNumber());
        arguments.put("whatRemains", whatRemains(measure, reader));
        arguments.put("reason", reason);
        if (as == Ending.OVERTURNED) {
            arguments.put("compensation", compensation(offered, reader));
        }
        if (as == Ending.UNFOUNDED) {
            arguments.put("lostDays", Investigation.lostDays(measure.effectiveAt(), clock.instant()));
        }
        return new Words(measure.kind() == MeasureKind.CLOSURE ? closureEnded(as) : ended(measure, as), arguments);
    }

    private String compensation(Optional<Compensation> offered, Account reader) {
        var language = readable.language(reader).toLanguageTag();
        return offered.filter(some -> some.feeFreeDays() > 0)
                .map(some -> templates.snippet(
                        language,
                        "part-compensation",
                        Map.of("lostDays", some.lostDays(), "feeFreeDays", some.feeFreeDays())))
                .orElseGet(() -> templates.snippet(language, "part-no-compensation", Map.of()));
    }

    private static String closureEnded(Ending as) {
        return switch (as) {
            case OVERTURNED -> "closure-overturned";
            case WITHDRAWN -> "closure-withdrawn";
            default -> throw new IllegalStateException("no closure ends as " + as);
        };
    }

    private static String ended(Measure measure, Ending as) {
        return switch (as) {
            case UNFOUNDED -> "freeze-unfounded";
            case RESTORED -> "takeover-restored";
            case REINSTATED -> "reinstated";
            case EXPIRED -> measure.kind() == MeasureKind.WARNING ? "warning-expired" : "measure-expired";
            case UNCONFIRMED -> "measure-unconfirmed";
            case UNJUSTIFIED -> "measure-unjustified";
            case WITHDRAWN -> "measure-withdrawn";
            case OVERTURNED -> "measure-overturned";
            case RELEASED, DECIDED, CHANGED, UNANSWERED ->
                throw new IllegalStateException("the money that went back tells of this");
        };
    }

    /** The day of the closure is near. */
    Words closureNear(Measure closure, Account reader) {
        return closure("closure-near", closure, reader);
    }

    /** The day of the closure has come. */
    Words closureReached(Measure closure, Account reader) {
        return closure("closure-reached", closure, reader);
    }

    /** The last contract of the closed account has ended, and its money is paid out. */
    Words closureSettled(Measure closure, Account reader) {
        return closure("closure-settled", closure, reader);
    }

    private Words closure(String notice, Measure closure, Account reader) {
        var dates = Objects.requireNonNull(closure.closure());
        var appealUntil = measures.appealTerms(closure.id()).until();
        return new Words(
                notice,
                Map.of(
                        "statementNumber", closure.statementNumber(),
                        "closesOn", readable.at(dates.at(), reader),
                        "dataUntil", readable.on(dates.dataUntil(), reader),
                        "appealUntil", readable.on(appealUntil, reader)));
    }

    /** Lifting one measure leaves the others in force, and says so (never-rule 9). */
    private String whatRemains(Measure lifted, Account reader) {
        return whatRemains(lifted.id().value(), reader);
    }

    /** What limits the account now. */
    String whatRemains(Account reader) {
        return whatRemains("", reader);
    }

    private String whatRemains(String except, Account reader) {
        var blocking = causes.active(reader.id(), clock.instant()).stream()
                .filter(cause -> !cause.measureId().equals(except))
                .filter(cause -> cause.kind() != MeasureKind.WARNING)
                .map(cause -> readable.remaining(cause, reader))
                .toList();
        var language = readable.language(reader).toLanguageTag();
        return blocking.isEmpty()
                ? templates.snippet(language, "part-nothing-remains", Map.of())
                : templates.snippet(language, "part-others-remain", Map.of("causes", blocking));
    }

    private String ends(Measure measure, Account reader) {
        return readable.on(Objects.requireNonNull(measure.endsAt()), reader);
    }
}
