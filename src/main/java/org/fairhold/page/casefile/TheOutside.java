package org.fairhold.page.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.funds.Amounts;
import org.fairhold.money.Money;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was taken to somebody independent: at which body, by when it has our answer, what came of it, and who bears the cost. */
@Component
class TheOutside {
    /**
     * @param about the measure or the contract
     * @param answer what we told the body, as the person reads it
     * @param cost in words; null until it is recorded
     */
    record Mediation(
            String number,
            String about,
            String body,
            String kind,
            @Nullable String reference,
            String toldBy,
            Instant opened,
            @Nullable Instant answerDue,
            @Nullable Instant answered,
            @Nullable String answer,
            @Nullable Instant resultDue,
            boolean extended,
            @Nullable String result,
            @Nullable String said,
            @Nullable Instant resultAt,
            @Nullable String remedy,
            @Nullable String why,
            @Nullable String cost) {}

    private final JdbcClient sql;

    TheOutside(JdbcClient sql) {
        this.sql = sql;
    }

    /** Where nothing was decided, and there are no two parties, nobody outside can look at anything. */
    List<Mediation> of(EnforcementCase about, TheMeasures.Section decided) {
        return about.contractId() == null && decided.measures().isEmpty() ? List.of() : all(about.number());
    }

    private List<Mediation> all(CaseNumber number) {
        return sql.sql(
                        """
                        select m.*, coalesce(m.measure_id, m.contract_id) as thing, a.answered_at, at.body as answer_text,
                            x.extended_until, r.outcome as result, r.recorded_at, rt.body as result_text, y.outcome as remedy,
                            yt.body as remedy_text, c.currency, c.fees_minor, c.ours_minor, c.persons_costs_minor, c.reimbursed_minor
                        from mediation m
                            left join mediation_answer a on a.mediation_number = m.number
                            left join decision ad on ad.id = a.decision_id left join personal_text at on at.id = ad.reason_id
                            left join mediation_extension x on x.mediation_number = m.number
                            left join mediation_result r on r.mediation_number = m.number
                            left join decision rd on rd.id = r.decision_id left join personal_text rt on rt.id = rd.reason_id
                            left join mediation_remedy y on y.mediation_number = m.number
                            left join decision yd on yd.id = y.decision_id left join personal_text yt on yt.id = yd.reason_id
                            left join mediation_cost c on c.mediation_number = m.number
                        where m.case_number = :case order by m.told_at, m.number""")
                .param("case", number.value())
                .query((row, index) -> mediation(row))
                .list();
    }

    private static Mediation mediation(ResultSet row) throws SQLException {
        var extended = At.orNull(row, "extended_until");
        return new Mediation(
                row.getString("number"),
                row.getString("thing"),
                row.getString("body_name"),
                row.getString("body_kind"),
                row.getString("external_reference"),
                row.getString("told_by"),
                At.of(row, "opened_at"),
                At.orNull(row, "answer_due"),
                At.orNull(row, "answered_at"),
                row.getString("answer_text"),
                extended == null ? At.orNull(row, "result_due") : extended,
                extended != null,
                row.getString("result"),
                row.getString("result_text"),
                At.orNull(row, "recorded_at"),
                row.getString("remedy"),
                row.getString("remedy_text"),
                row.getString("currency") == null ? null : cost(row));
    }

    private static String cost(ResultSet row) throws SQLException {
        return "fee %s, of which we bear %s; the person’s costs that we bear %s; given back to us %s"
                .formatted(
                        amount(row, "fees_minor"),
                        amount(row, "ours_minor"),
                        amount(row, "persons_costs_minor"),
                        amount(row, "reimbursed_minor"));
    }

    private static String amount(ResultSet row, String column) throws SQLException {
        return Amounts.plain(Money.of(row.getLong(column), row.getString("currency")));
    }
}
