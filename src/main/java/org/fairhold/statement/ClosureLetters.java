package org.fairhold.statement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.measure.ClosureChoices.Chosen;
import org.fairhold.measure.ClosureDates;
import org.fairhold.measure.Closures;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.notice.Readable;
import org.fairhold.text.PersonalTexts;
import org.springframework.stereotype.Component;

/** What the statement of a closure says beside what every statement says. */
@Component
class ClosureLetters {
    private final Closures closures;
    private final Cases cases;
    private final Readable readable;
    private final PersonalTexts texts;

    ClosureLetters(Closures closures, Cases cases, Readable readable, PersonalTexts texts) {
        this.closures = closures;
        this.cases = cases;
        this.readable = readable;
        this.texts = texts;
    }

    /** What the person can do; nothing of it is a condition. */
    List<Statement.Step> steps(ClosureDates closure, Account reader) {
        List<Statement.Step> steps = new ArrayList<>();
        if (!closure.atOnce()) {
            steps.add(new Statement.Step("FINISH_WORK", readable.word("condition.FINISH_WORK", reader), closure.at()));
        }
        steps.add(new Statement.Step("WITHDRAW_MONEY", readable.word("condition.WITHDRAW_MONEY", reader), null));
        steps.add(new Statement.Step("SAVE_DATA", readable.word("condition.SAVE_DATA", reader), closure.dataUntil()));
        return steps;
    }

    Map<String, Object> words(MeasureEvent.Imposed imposed, Account reader) {
        var closure = Objects.requireNonNull(imposed.measure().closure());
        var effects = imposed.effects();
        var words = new HashMap<String, Object>();
        words.put("closesOn", readable.at(closure.at(), reader));
        words.put("dataUntil", readable.on(closure.dataUntil(), reader));
        words.put("lost", readable.lost(effects.blocks(), reader));
        words.put("kept", readable.kept(effects.kept(), effects.blocks(), reader));
        if (closure.atOnce()) {
            words.putAll(exception(imposed.caseNumber(), reader));
        }
        return words;
    }

    /** Before anybody has chosen an exception its place is held open. */
    private Map<String, Object> exception(CaseNumber number, Account reader) {
        if (!closures.toSign(number) && !closures.signed(number)) {
            return Map.of("legalBasis", List.of("[the exception that you choose]"), "signedBy", "[who signs]");
        }
        var chosen = closures.chosen(number);
        return Map.of(
                "legalBasis",
                legalBasis(chosen, reader),
                "signedBy",
                chosen.signedBy() == null ? "[who signs]" : cases.staffName(chosen.signedBy()));
    }

    private List<String> legalBasis(Chosen chosen, Account reader) {
        List<String> lines = new ArrayList<>();
        lines.add(readable.word("waiver." + chosen.exception(), reader));
        closures.cited(chosen).forEach(earlier -> lines.add(readable.earlier(earlier, reader)));
        lines.add(texts.readOr(chosen.citation(), "—").strip().replaceAll("\\s*\\R\\s*", " "));
        return lines;
    }
}
