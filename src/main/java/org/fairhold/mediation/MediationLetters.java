package org.fairhold.mediation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.dispute.Disputes;
import org.fairhold.measure.Measures;
import org.fairhold.mediation.MediationCosts.Cost;
import org.fairhold.notice.Notices;
import org.fairhold.notice.Readable;
import org.fairhold.text.PersonalTexts;
import org.springframework.stereotype.Component;

/** What people read about a mediation: whoever a measure is against, or both parties of a dispute. */
@Component
class MediationLetters {
    private final Notices notices;
    private final Readable readable;
    private final Disputes disputes;
    private final Cases cases;
    private final Accounts accounts;
    private final Measures measures;
    private final PersonalTexts texts;

    MediationLetters(
            Notices notices,
            Readable readable,
            Disputes disputes,
            Cases cases,
            Accounts accounts,
            Measures measures,
            PersonalTexts texts) {
        this.notices = notices;
        this.readable = readable;
        this.disputes = disputes;
        this.cases = cases;
        this.accounts = accounts;
        this.measures = measures;
        this.texts = texts;
    }

    void opened(Mediation planned) {
        tell(
                planned,
                planned.ofDispute() ? "mediation-begun" : "mediation-opened",
                "opened",
                reader -> Map.of(
                        "answerDue", readable.at(Objects.requireNonNull(planned.answerDue()), reader),
                        "resultDue", readable.at(Objects.requireNonNull(planned.resultDue()), reader),
                        "meanwhile",
                                readable.word(
                                        closes(planned) ? "mediation.meanwhile.closure" : "mediation.meanwhile",
                                        reader)));
    }

    private boolean closes(Mediation mediation) {
        return mediation.measure() != null
                && measures.find(mediation.measure()).orElseThrow().kind() == MeasureKind.CLOSURE;
    }

    void answered(Mediation mediation, Decision decision) {
        tell(mediation, "mediation-answered", "answered", reader -> reason(decision));
    }

    void late(Mediation mediation) {
        tell(
                mediation,
                "late",
                "late",
                reader -> readable.late("answerBody", Objects.requireNonNull(mediation.answerDue()), reader));
    }

    void extended(Mediation mediation, Decision decision) {
        tell(
                mediation,
                "mediation-extended",
                "extended",
                reader -> with(
                        reason(decision),
                        "resultDue",
                        readable.at(Objects.requireNonNull(mediation.extendedUntil()), reader)));
    }

    void result(Mediation mediation, Decision decision) {
        tell(
                mediation,
                "mediation-result",
                "result",
                reader -> with(
                        reason(decision),
                        "bodySays",
                        readable.word("mediation." + Objects.requireNonNull(mediation.result()), reader)));
    }

    void declined(Mediation mediation, Decision decision) {
        tell(mediation, "mediation-declined", "remedy", reader -> reason(decision));
    }

    void changed(Mediation mediation, Decision decision) {
        tell(mediation, "mediation-changed", "remedy", reader -> reason(decision));
    }

    void cost(Mediation mediation, Cost cost, Decision decision) {
        tell(
                mediation,
                "mediation-cost",
                "cost",
                reader -> Map.of(
                        "reason", texts.readOr(decision.reason(), "—"),
                        "fees", readable.amount(cost.fees(), reader),
                        "ours", readable.amount(cost.ours(), reader),
                        "personsCosts", readable.amount(cost.personsCosts(), reader),
                        "theirs", readable.amount(cost.theirs().plus(cost.reimbursed()), reader)));
    }

    private Map<String, Object> reason(Decision decision) {
        return Map.of("reason", texts.readOr(decision.reason(), "—"));
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String name, Object value) {
        var more = new HashMap<>(arguments);
        more.put(name, value);
        return more;
    }

    private void tell(
            Mediation mediation, String notice, String what, Function<Account, Map<String, Object>> arguments) {
        for (var account : readers(mediation)) {
            var reader = accounts.get(account);
            var all = new HashMap<>(arguments.apply(reader));
            all.put("body", mediation.bodyName());
            all.put("subject", subject(mediation));
            notices.tell(
                    reader,
                    mediation.caseNumber(),
                    notice,
                    "%s/%s/%s".formatted(mediation.number(), what, reader.id()),
                    all);
        }
    }

    /** The statement's number, or the contract. */
    private String subject(Mediation mediation) {
        return mediation.measure() == null
                ? Objects.requireNonNull(mediation.contract()).value()
                : measures.find(mediation.measure()).orElseThrow().statementNumber();
    }

    private List<AccountId> readers(Mediation mediation) {
        if (!mediation.ofDispute()) {
            return List.of(cases.get(mediation.caseNumber()).subjectId());
        }
        var parties = disputes.parties(mediation.caseNumber());
        return List.of(parties.freelancer(), parties.client());
    }
}
