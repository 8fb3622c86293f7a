package org.fairhold.page.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fairhold.account.MeasureKind;
import org.fairhold.account.Role;
import org.fairhold.contract.Contract;
import org.fairhold.contract.Contracts;
import org.fairhold.dispute.Refunds;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Repayment;
import org.fairhold.funds.Repayments;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.notice.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The person's money: what is held, why no more, when it is released, and what went back. */
@Component
class YourMoney {
    /**
     * @param why the contract, the amount and the formula
     * @param held what is still held; absent when nothing is
     * @param released when it comes back, or what came back and why
     */
    record Line(int number, @Nullable String contract, String why, @Nullable String held, List<String> released) {}

    /**
     * @param contracts how many contracts with held money are still open, of how many
     * @param until when a hold ends at the latest; absent in a freeze, which only a human ends
     */
    record Hold(
            String statement,
            MeasureKind kind,
            boolean inForce,
            String contracts,
            @Nullable Moment until,
            List<Line> lines) {}

    /**
     * @param owed what becomes of money that went to clients wrongly
     * @param refund what a dispute asks the freelancer to refund, and how far it is
     */
    record Section(List<Hold> holds, List<String> reversed, @Nullable String owed, @Nullable String refund) {
        public boolean any() {
            return !holds.isEmpty() || refund != null;
        }
    }

    private final Holds holds;
    private final Measures measures;
    private final Reversals reversals;
    private final Repayments repayments;
    private final Refunds refunds;
    private final Contracts contracts;
    private final Readable readable;
    private final Moments moments;

    YourMoney(
            Holds holds,
            Measures measures,
            Reversals reversals,
            Repayments repayments,
            Refunds refunds,
            Contracts contracts,
            Readable readable,
            Moments moments) {
        this.holds = holds;
        this.measures = measures;
        this.reversals = reversals;
        this.repayments = repayments;
        this.refunds = refunds;
        this.contracts = contracts;
        this.readable = readable;
        this.moments = moments;
    }

    Section of(Look look) {
        if (!look.subject()) {
            return new Section(List.of(), List.of(), null, refund(look));
        }
        var reversed = reversals.of(look.number()).stream()
                .filter(one -> one.reversedAt() != null)
                .toList();
        return new Section(
                holds.of(look.number()).stream()
                        .map(hold -> hold(hold, look))
                        .filter(hold -> !hold.lines().isEmpty())
                        .toList(),
                reversed.isEmpty() ? List.of() : readable.reversed(reversed, look.reader()),
                reversed.isEmpty()
                        ? null
                        : repayments
                                .of(look.number())
                                .map(owed -> owed(owed, look))
                                .orElse(null),
                refund(look));
    }

    private String owed(Repayment repayment, Look look) {
        if ("FRAUD_STANDS".equals(repayment.how())) {
            return readable.word("repayment.FRAUD_STANDS", look.reader());
        }
        return repayment.open()
                ? look.say().of(repayment.afterClosure() ? "money.looked" : "money.owed")
                : look.say()
                        .of(
                                "money.repaid",
                                readable.word("repayment." + repayment.how(), look.reader()),
                                String.valueOf(repayment.reference()));
    }

    private Hold hold(Measure hold, Look look) {
        var lines = holds.linesOf(hold);
        var named = lines.stream().filter(line -> line.contract() != null).toList();
        var open = named.stream().filter(this::waitsForItsContract).count();
        var inForce = measures.end(hold.id()).isEmpty();
        return new Hold(
                hold.statementNumber(),
                hold.kind(),
                inForce,
                named.isEmpty() ? "" : look.say().of("money.contracts", open, named.size()),
                inForce ? moments.orNull(hold.endsAt(), look) : null,
                lines.stream().map(line -> line(line, hold, look)).toList());
    }

    private boolean waitsForItsContract(HoldLine line) {
        return line.openMinor() > 0 && contract(line).state() == Contract.State.ACTIVE;
    }

    private Contract contract(HoldLine line) {
        return contracts.find(Objects.requireNonNull(line.contract())).orElseThrow();
    }

    private Line line(HoldLine line, Measure hold, Look look) {
        List<String> said = new ArrayList<>();
        if (line.openMinor() > 0) {
            said.add(condition(line, hold, look));
        }
        holds.releases(line)
                .forEach(release -> said.add("%s, %s. %s"
                        .formatted(
                                readable.amount(release.amount(), look.reader()),
                                moments.on(release.releasedAt(), look).text(),
                                readable.word("why." + release.why(), look.reader()))));
        return new Line(
                line.number(),
                line.contract() == null ? null : line.contract().value(),
                readable.held(List.of(line), look.reader()).get(0),
                line.openMinor() > 0 ? readable.amount(line.open(), look.reader()) : null,
                said);
    }

    private String condition(HoldLine line, Measure hold, Look look) {
        if (hold.kind() == MeasureKind.FREEZE) {
            return look.say().of("money.frozen");
        }
        var contract = contract(line);
        return look.say()
                .of(
                        contract.state() == Contract.State.ACTIVE ? "money.waits" : "money.ended",
                        contract.id().value());
    }

    private @Nullable String refund(Look look) {
        return refunds.request(look.number())
                .map(asked -> look.say()
                        .of(
                                (asked.consent() == null
                                                ? "refund.asked"
                                                : asked.consent() ? "refund.agreed" : "refund.refused")
                                        + (look.reader().role() == Role.FREELANCER ? ".you" : ""),
                                readable.amount(asked.amount(), look.reader())))
                .orElse(null);
    }
}
