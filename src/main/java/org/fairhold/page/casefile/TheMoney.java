package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.funds.Amounts;
import org.fairhold.funds.Exposure;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Repayment;
import org.fairhold.funds.Repayments;
import org.fairhold.funds.Reversal;
import org.fairhold.funds.Reversals;
import org.fairhold.marketplace.Commands;
import org.fairhold.money.Money;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The case's money: what is at stake, what is held of it and by which formula, what went back when and why. */
@Component
class TheMoney {
    /** What a contract puts at stake, and what may still be held of it. */
    record Stake(String contract, String disputed, String chargeback, String held, String free) {}

    /**
     * @param ended how its contract ended while something is held for it; null while it runs
     * @param command how far the marketplace is with holding it
     */
    record Line(
            String measure,
            int number,
            String contract,
            String amount,
            String origin,
            String disputed,
            String chargeback,
            String limit,
            String held,
            @Nullable String ended,
            @Nullable String command) {}

    /** @param command how far the marketplace is with giving it back */
    record Release(String measure, int line, String amount, String why, Instant at, @Nullable String command) {}

    /** What was asked for to go back to a client. @param command how far the marketplace is with it; null until it is carried out */
    record Back(
            String contract,
            String client,
            String amount,
            String requestedBy,
            @Nullable String approvedBy,
            Instant requestedAt,
            @Nullable Instant reversedAt,
            @Nullable String command) {}

    /** What is owed to the person because a freeze was wrong. @param contract whose client has it */
    record Owed(
            String contract,
            String amount,
            Instant since,
            @Nullable String how,
            @Nullable String by,
            @Nullable String signedBy) {}

    record Section(
            List<Stake> stakes, List<Line> lines, List<Release> releases, List<Back> reversals, List<Owed> owed) {
        public boolean isEmpty() {
            return stakes.isEmpty() && lines.isEmpty();
        }
    }

    private final Holds holds;
    private final Reversals reversals;
    private final Repayments repayments;
    private final Commands commands;
    private final JdbcClient sql;

    TheMoney(Holds holds, Reversals reversals, Repayments repayments, Commands commands, JdbcClient sql) {
        this.holds = holds;
        this.reversals = reversals;
        this.repayments = repayments;
        this.commands = commands;
        this.sql = sql;
    }

    Section of(EnforcementCase about) {
        var number = about.number();
        var lines = lines(number);
        var reversed = reversals.of(number);
        return new Section(
                holds.atStake(about).stream().map(TheMoney::stake).toList(),
                lines,
                lines.isEmpty() ? List.of() : releases(number),
                reversed.stream().map(this::back).toList(),
                reversed.isEmpty()
                        ? List.of()
                        : repayments.of(number).map(this::owed).orElse(List.of()));
    }

    private List<Owed> owed(Repayment repayment) {
        return repayments.standing(repayment.caseNumber()).stream()
                .map(one -> new Owed(
                        one.contract().value(),
                        Amounts.plain(one.amount()),
                        repayment.owedAt(),
                        repayment.how() == null ? null : repayment.how() + " " + repayment.reference(),
                        repayment.settledBy(),
                        repayment.signedBy()))
                .toList();
    }

    private Back back(Reversal one) {
        return new Back(
                one.contract().value(),
                one.beneficiary().value(),
                Amounts.plain(one.amount()),
                one.requestedBy(),
                one.approvedBy(),
                one.requestedAt(),
                one.reversedAt(),
                one.commandKey() == null
                        ? null
                        : commands.find(one.commandKey())
                                .map(issued -> issued.state().name())
                                .orElse(null));
    }

    private static Stake stake(Exposure exposure) {
        return new Stake(
                exposure.contract().value(),
                Amounts.plain(exposure.disputed()),
                Amounts.plain(exposure.chargeback()),
                Amounts.plain(new Money(exposure.heldMinor(), exposure.currency())),
                Amounts.plain(exposure.free()));
    }

    private List<Line> lines(CaseNumber number) {
        return sql.sql(
                        """
                        select l.*, c.state, k.outcome, k.disputed,
                            k.state = 'ENDED' and l.open_minor > 0 as ended,
                            k.disputed_amount_minor is null and k.chargeback_amount_minor is null
                                and (k.disputed or k.outcome is distinct from 'COMPLETED') as unsaid
                        from hold_line l left join marketplace_command c on c.key = l.command_key
                        left join contract k on k.id = l.contract_id
                        where l.case_number = :case order by l.placed_at, l.measure_id, l.number""")
                .param("case", number.value())
                .query((row, index) -> {
                    var currency = row.getString("currency");
                    return new Line(
                            row.getString("measure_id"),
                            row.getInt("number"),
                            row.getString("contract_id"),
                            plain(row.getLong("amount_minor"), currency),
                            row.getString("origin"),
                            plain(row.getLong("disputed_minor"), currency),
                            plain(row.getLong("chargeback_minor"), currency),
                            plain(row.getLong("limit_minor"), currency),
                            plain(row.getLong("open_minor"), currency),
                            row.getBoolean("ended") ? ended(row) : null,
                            row.getString("state"));
                })
                .list();
    }

    private static String ended(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return "Its contract has ended: %s%s.%s"
                .formatted(
                        outcome == null ? "nobody says how" : outcome.toLowerCase(Locale.ROOT),
                        row.getBoolean("disputed") ? ", and it is disputed" : "",
                        row.getBoolean("unsaid")
                                ? " The marketplace does not say how much of it is still at stake."
                                : "");
    }

    private List<Release> releases(CaseNumber number) {
        return sql.sql(
                        """
                        select r.*, c.state from hold_release r join hold_line l on l.measure_id = r.measure_id and l.number = r.line
                        left join marketplace_command c on c.key = r.command_key
                        where l.case_number = :case order by r.released_at, r.measure_id, r.line, r.number""")
                .param("case", number.value())
                .query((row, index) -> new Release(
                        row.getString("measure_id"),
                        row.getInt("line"),
                        plain(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("why"),
                        At.of(row, "released_at"),
                        row.getString("state")))
                .list();
    }

    static String plain(long minor, String currency) {
        return Amounts.plain(Money.of(minor, currency));
    }
}
