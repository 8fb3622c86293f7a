package org.fairhold.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.HoldRelease;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Repayment;
import org.fairhold.funds.RepaymentEvent;
import org.fairhold.funds.Reversal;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the holder which money went back, why, and what is still held, as it happens. */
@Component
class HoldNotices {
    private final Notices notices;
    private final Readable readable;
    private final Accounts accounts;
    private final Holds holds;
    private final Measures measures;
    private final Words words;

    HoldNotices(Notices notices, Readable readable, Accounts accounts, Holds holds, Measures measures, Words words) {
        this.notices = notices;
        this.readable = readable;
        this.accounts = accounts;
        this.holds = holds;
        this.measures = measures;
        this.words = words;
    }

    @EventListener
    void on(HoldEvent.Released released) {
        var reader = accounts.get(released.measure().subjectId());
        var first = released.releases().get(0);
        notices.tell(
                reader,
                released.caseNumber(),
                "hold-released",
                "released/%s/%d/%d"
                        .formatted(released.measure().id(), first.line().number(), first.number()),
                words(released.measure(), released.releases(), holds.linesOf(released.measure()), reader));
    }

    /** @param left the hold's lines with what they still hold */
    Map<String, Object> words(Measure hold, List<HoldRelease> releases, List<HoldLine> left, Account reader) {
        return Map.of(
                "statementNumber", hold.statementNumber(),
                "released",
                        releases.stream().map(release -> line(release, reader)).toList(),
                "stillHeld", stillHeld(left, reader));
    }

    /** Each client is told what comes back to them, and nothing of the case. */
    @EventListener
    void on(HoldEvent.Reversed reversed) {
        for (var one : reversed.reversals()) {
            var client = accounts.get(one.beneficiary());
            notices.tell(
                    client,
                    null,
                    "money-returned",
                    "returned/%s".formatted(one.approvalId()),
                    Map.of(
                            "contract", one.contract().value(),
                            "amount", readable.amount(one.amount(), client)));
        }
    }

    /** Whose money went to clients for a fraud that was none is told at once what is owed, and later that it is back. */
    @EventListener
    void on(RepaymentEvent.Owed owed) {
        tell(
                owed.repayment().afterClosure() ? "repayment-looked-at" : "repayment-owed",
                owed,
                owed.lines(),
                owed.repayment());
    }

    @EventListener
    void on(RepaymentEvent.Settled settled) {
        tell(
                "FRAUD_STANDS".equals(settled.repayment().how()) ? "repayment-refused" : "repayment-settled",
                settled,
                settled.lines(),
                settled.repayment());
    }

    private void tell(String notice, RepaymentEvent event, List<Reversal> lines, Repayment repayment) {
        var measure = measures.find(repayment.measureId()).orElseThrow();
        var reader = accounts.get(measure.subjectId());
        var arguments = new HashMap<String, Object>();
        arguments.put("statementNumber", measure.statementNumber());
        arguments.put("reversed", reversed(lines, reader));
        if (repayment.how() != null && !"FRAUD_STANDS".equals(repayment.how())) {
            arguments.put("how", readable.word("repayment." + repayment.how(), reader));
            arguments.put("paymentReference", String.valueOf(repayment.reference()));
        }
        notices.tell(reader, event.caseNumber(), notice, "%s/%s".formatted(notice, repayment.measureId()), arguments);
    }

    private List<String> reversed(List<Reversal> lines, Account reader) {
        return lines.isEmpty()
                ? List.of(readable.word("repayment.none", reader))
                : lines.stream()
                        .map(one -> words.of(
                                readable.language(reader),
                                "repayment.line",
                                Map.of(
                                        "contract", one.contract().value(),
                                        "amount", readable.amount(one.amount(), reader))))
                        .toList();
    }

    private String line(HoldRelease release, Account reader) {
        return words.of(
                readable.language(reader),
                "hold.released",
                Map.of(
                        "place", readable.place(release.line(), reader),
                        "amount", readable.amount(release.amount(), reader),
                        "why", readable.word("why." + release.why(), reader)));
    }

    private List<String> stillHeld(List<HoldLine> lines, Account reader) {
        var open = lines.stream()
                .filter(line -> line.openMinor() > 0)
                .map(line -> words.of(
                        readable.language(reader),
                        "hold.left",
                        Map.of(
                                "place", readable.place(line, reader),
                                "amount", readable.amount(line.open(), reader))))
                .toList();
        return open.isEmpty() ? List.of(readable.word("hold.left.none", reader)) : open;
    }
}
