package org.fairhold.funds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.measure.MeasureId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The lines of all holds and what went back of them. Rows are only added; what a line still holds the schema keeps. */
@Repository
class HoldLines {
    private final JdbcClient sql;

    HoldLines(JdbcClient sql) {
        this.sql = sql;
    }

    void choose(UUID decision, CaseNumber number, int position, Chosen chosen) {
        sql.sql(
                        """
                        insert into hold_choice (decision_id, case_number, outcome, number, contract_id, currency, amount_minor, origin)
                        values (:decision, :case, 'HOLD', :number, :contract, :currency, :amount, :origin)""")
                .param("decision", decision)
                .param("case", number.value())
                .param("number", position)
                .param("contract", chosen.contract().value())
                .param("currency", chosen.amount().currency().getCurrencyCode())
                .param("amount", chosen.amount().minor())
                .param("origin", chosen.origin().name())
                .update();
    }

    List<Chosen> chosen(UUID decision) {
        return sql.sql("select * from hold_choice where decision_id = :decision order by number")
                .param("decision", decision)
                .query((row, index) -> new Chosen(
                        new ContractId(row.getString("contract_id")),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        Origin.valueOf(row.getString("origin"))))
                .list();
    }

    void add(HoldLine line) {
        sql.sql(
                        """
                        insert into hold_line (measure_id, number, case_number, ground, holder_id, kind, contract_id, currency,
                            amount_minor, origin, disputed_minor, chargeback_minor, open_minor, placed_at, command_key)
                        values (:measure, :number, :case, :ground, :holder, 'HOLD', :contract, :currency,
                            :amount, :origin, :disputed, :chargeback, :amount, :now, :key)""")
                .param("measure", line.measureId().value())
                .param("number", line.number())
                .param("case", line.caseNumber().value())
                .param("ground", line.ground().name())
                .param("holder", line.holder().value())
                .param(
                        "contract",
                        line.contract() == null ? null : line.contract().value())
                .param("currency", line.amount().currency().getCurrencyCode())
                .param("amount", line.amount().minor())
                .param("origin", line.origin().name())
                .param("disputed", line.disputedMinor())
                .param("chargeback", line.chargebackMinor())
                .param("now", Timestamp.from(line.placedAt()))
                .param("key", line.commandKey())
                .update();
    }

    void add(HoldRelease release, @Nullable UUID decision) {
        sql.sql(
                        """
                        insert into hold_release (measure_id, line, number, ground, currency, amount_minor, why, decision_id,
                            released_at, command_key)
                        values (:measure, :line, :number, :ground, :currency, :amount, :why, :decision, :now, :key)""")
                .param("measure", release.line().measureId().value())
                .param("line", release.line().number())
                .param("number", release.number())
                .param("ground", release.line().ground().name())
                .param("currency", release.amount().currency().getCurrencyCode())
                .param("amount", release.amount().minor())
                .param("why", release.why().name())
                .param("decision", decision)
                .param("now", Timestamp.from(release.releasedAt()))
                .param("key", release.commandKey())
                .update();
    }

    int nextRelease(HoldLine line) {
        return sql.sql("select count(*) + 1 from hold_release where measure_id = :measure and line = :line")
                .param("measure", line.measureId().value())
                .param("line", line.number())
                .query(Integer.class)
                .single();
    }

    /** In which cases something is held for that contract, in the order in which they are locked. */
    List<CaseNumber> casesHolding(ContractId contract) {
        return sql.sql(
                        """
                        select distinct case_number from hold_line where contract_id = :contract and open_minor > 0
                        order by case_number""")
                .param("contract", contract.value())
                .query((row, index) -> new CaseNumber(row.getString("case_number")))
                .list();
    }

    List<HoldLine> of(MeasureId measure) {
        return sql.sql("select * from hold_line where measure_id = :measure order by number")
                .param("measure", measure.value())
                .query((row, index) -> line(row))
                .list();
    }

    List<HoldLine> openOf(AccountId holder) {
        return sql.sql(
                        """
                        select * from hold_line where holder_id = :holder and open_minor > 0
                        order by placed_at, measure_id, number""")
                .param("holder", holder.value())
                .query((row, index) -> line(row))
                .list();
    }

    Optional<HoldLine> find(Line place) {
        return sql.sql("select * from hold_line where measure_id = :measure and number = :number")
                .param("measure", place.measureId())
                .param("number", place.number())
                .query((row, index) -> line(row))
                .optional();
    }

    List<HoldRelease> releases(HoldLine line) {
        return sql.sql("select * from hold_release where measure_id = :measure and line = :line order by number")
                .param("measure", line.measureId().value())
                .param("line", line.number())
                .query((row, index) -> new HoldRelease(
                        line,
                        row.getInt("number"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        Why.valueOf(row.getString("why")),
                        row.getTimestamp("released_at").toInstant(),
                        row.getString("command_key")))
                .list();
    }

    /** How the contracts stand for which a hold still keeps money. */
    List<Standing> standings(MeasureId measure) {
        return sql.sql(
                        """
                        select l.*, c.ended_at, %s as freed, %s as said, %s - %s as excess
                        from hold_line l join contract c on c.id = l.contract_id
                        where l.measure_id = :measure and l.open_minor > 0 order by l.number desc"""
                                .formatted(FREED, SAID, HELD, STAKE))
                .param("measure", measure.value())
                .query((row, index) -> {
                    var ended = row.getTimestamp("ended_at");
                    return new Standing(
                            line(row),
                            ended == null ? null : ended.toInstant(),
                            row.getBoolean("freed"),
                            row.getBoolean("said") ? Math.max(0, row.getLong("excess")) : 0);
                })
                .list();
    }

    /** Notes that somebody is asked about a line; false when they were asked about this end of its contract before. */
    boolean ask(HoldLine line, Instant endedAt, Instant now) {
        return sql.sql(
                                """
                                insert into hold_question (measure_id, line, contract_ended_at, asked_at)
                                values (:measure, :line, :ended, :now) on conflict do nothing""")
                        .param("measure", line.measureId().value())
                        .param("line", line.number())
                        .param("ended", Timestamp.from(endedAt))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Cases in which a contract has freed something that nobody has given back yet. */
    List<CaseNumber> overlooked() {
        return sql.sql("select distinct l.case_number %s order by l.case_number limit 500".formatted(OVERLOOKED))
                .query((row, index) -> new CaseNumber(row.getString("case_number")))
                .list();
    }

    /** Completed, and nothing is disputed or charged back any more. */
    private static final String FREED =
            "(c.state = 'ENDED' and c.outcome = 'COMPLETED' and not c.disputed and coalesce(c.chargeback_amount_minor, 0) = 0)";

    /** What all open lines hold for the contract, in whatever case. */
    private static final String HELD =
            """
            (select sum(o.open_minor) from hold_line o
                where o.contract_id = l.contract_id and o.currency = l.currency and o.open_minor > 0)""";

    /** What is at stake now in the line's currency. */
    private static final String STAKE =
            """
            (case when c.disputed and c.disputed_currency = l.currency then coalesce(c.disputed_amount_minor, 0) else 0 end
                + case when c.chargeback_currency = l.currency then coalesce(c.chargeback_amount_minor, 0) else 0 end)""";

    /** A contract that is disputed, or ended badly, and states no amount says nothing of what is at stake: a human does. */
    private static final String SAID =
            """
            (c.disputed_amount_minor is not null or c.chargeback_amount_minor is not null
                or (not c.disputed and (c.state = 'ACTIVE' or c.outcome = 'COMPLETED')))""";

    /** Open lines {@code l} whose contracts {@code c} have freed something, or ended in a way that nobody was asked about. */
    static final String OVERLOOKED =
            """
            from hold_line l join contract c on c.id = l.contract_id
            where l.open_minor > 0 and l.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') and (
                %s or (%s and %s > %s)
                or (c.state = 'ENDED' and not exists (select 1 from hold_question q where q.measure_id = l.measure_id
                    and q.line = l.number and q.contract_ended_at = c.ended_at)))"""
                    .formatted(FREED, SAID, HELD, STAKE);

    /**
     * An open line and its contract.
     *
     * @param endedAt null while the contract is active
     * @param freed whether the contract was completed and is undisputed
     * @param excessMinor how much more than is at stake now all lines hold for the contract, in the line's currency
     */
    record Standing(HoldLine line, @Nullable Instant endedAt, boolean freed, long excessMinor) {}

    private static HoldLine line(ResultSet row) throws SQLException {
        var contract = row.getString("contract_id");
        return new HoldLine(
                new MeasureId(row.getString("measure_id")),
                row.getInt("number"),
                new CaseNumber(row.getString("case_number")),
                Ground.valueOf(row.getString("ground")),
                new AccountId(row.getString("holder_id")),
                contract == null ? null : new ContractId(contract),
                new Money(row.getLong("amount_minor"), Currency.getInstance(row.getString("currency"))),
                Origin.valueOf(row.getString("origin")),
                row.getLong("disputed_minor"),
                row.getLong("chargeback_minor"),
                row.getLong("open_minor"),
                row.getTimestamp("placed_at").toInstant(),
                row.getString("command_key"));
    }
}
