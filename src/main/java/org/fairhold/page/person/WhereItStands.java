package org.fairhold.page.person;

import java.util.Set;
import org.fairhold.account.Causes;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Stage;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The state in one line, and an honest second one when we are late. */
@Component
class WhereItStands {
    /** What the case waits for that nobody at the desk does. */
    static final Set<String> NOT_OURS = Set.of(
            "answer",
            "acknowledgement",
            "conditions",
            "consent",
            "closureDay",
            "nextReview",
            "holdEnd",
            "settlement",
            "nothing");

    /**
     * @param code the same in every language
     * @param late that we are, and who has it now; absent while we are in time
     */
    record State(String code, String text, @Nullable String late) {}

    private final Hearing hearing;
    private final Measures measures;
    private final Causes causes;
    private final Moments moments;

    WhereItStands(Hearing hearing, Measures measures, Causes causes, Moments moments) {
        this.hearing = hearing;
        this.measures = measures;
        this.causes = causes;
        this.moments = moments;
    }

    State of(Look look) {
        var code = code(look);
        return new State(code, look.say().of("state." + code), late(look));
    }

    private String code(Look look) {
        var about = look.about();
        var closed = about.closedAs();
        if (closed != null) {
            return "closed." + (closed == Closing.MEASURE_ENDED ? ended(look) : closed.name());
        }
        if (look.subject() && frozen(look)) {
            return about.ground() == Ground.ACCOUNT_TAKEOVER ? "frozen.takeover" : "frozen";
        }
        var waiting = "waiting."
                + switch (about.waitingFor()) {
                    case "answer" ->
                        hearing.answerDue(about.number(), look.reader().id()).isPresent() ? "answer" : "answer.other";
                    case "consent" -> look.freelancer() ? "consent" : "consent.other";
                    default -> about.waitingFor();
                };
        return look.say().find("state." + waiting).isPresent() ? waiting : "stage." + about.stage();
    }

    /** A case whose measure was wrong says so, whatever it is filed as. */
    private String ended(Look look) {
        return look.measures().stream()
                .flatMap(measure -> measures.end(measure.id()).stream())
                .map(Measures.End::as)
                .filter(as -> as == Ending.OVERTURNED || as == Ending.WITHDRAWN)
                .findFirst()
                .map(Ending::name)
                .orElse(Closing.MEASURE_ENDED.name());
    }

    private boolean frozen(Look look) {
        return look.measures().stream()
                .anyMatch(measure -> measure.kind() == MeasureKind.FREEZE
                        && measures.end(measure.id()).isEmpty());
    }

    private @Nullable String late(Look look) {
        var about = look.about();
        var until = about.waitingUntil();
        if (about.stage() != Stage.CLOSED
                && until != null
                && until.isBefore(look.now())
                && !NOT_OURS.contains(about.waitingFor())) {
            return look.say().of("late", moments.at(until, look).text());
        }
        return !look.subject()
                ? null
                : look.openAppeals()
                        .filter(appeal -> appeal.answerDue().isBefore(look.now()))
                        .findFirst()
                        .map(appeal -> look.say()
                                .of(
                                        causes.paused(appeal.measureId().value())
                                                ? "late.appeal.paused"
                                                : "late.appeal",
                                        moments.at(appeal.answerDue(), look).text()))
                        .orElse(null);
    }
}
