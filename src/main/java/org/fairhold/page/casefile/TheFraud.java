package org.fairhold.page.casefile;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.fraud.Investigation;
import org.fairhold.page.At;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What only an investigation of fraud has: who was called, what the account had, what is withheld, who else belongs to it. */
@Component
class TheFraud {
    record Called(int number, String who, Instant at) {}

    /** What the marketplace said that the account had. */
    record Balance(Instant at, String currency, String available, String pending) {}

    /** @param reason why, for the desk */
    record Withheld(String part, String approvedBy, Instant since, Instant lookAgain, @Nullable String reason) {}

    /** @param lostDays null unless a freeze had no reason */
    record Section(
            List<Called> called,
            List<Balance> balances,
            List<Withheld> withheld,
            List<String> linked,
            @Nullable Integer lostDays) {
        public boolean isEmpty() {
            return called.isEmpty() && balances.isEmpty() && linked.isEmpty();
        }
    }

    private final Investigation investigation;
    private final JdbcClient sql;

    TheFraud(Investigation investigation, JdbcClient sql) {
        this.investigation = investigation;
        this.sql = sql;
    }

    Section of(EnforcementCase about) {
        if (!about.ground().confidential()) {
            return new Section(List.of(), List.of(), List.of(), List.of(), null);
        }
        var number = about.number();
        return new Section(
                called(number),
                balances(number),
                withheld(number),
                investigation.linked(number).stream().map(Object::toString).toList(),
                sql.sql("select lost_days from wrong_freeze where case_number = :case")
                        .param("case", number.value())
                        .query(Integer.class)
                        .optional()
                        .orElse(null));
    }

    private List<Called> called(CaseNumber number) {
        return sql.sql("select * from called_out where case_number = :case order by number")
                .param("case", number.value())
                .query((row, index) ->
                        new Called(row.getInt("number"), row.getString("user_id"), At.of(row, "called_at")))
                .list();
    }

    private List<Balance> balances(CaseNumber number) {
        return sql.sql(
                        """
                        select r.*, a.answered_at from balance_read r join balance_answer a using (question_id)
                        join balance_question q on q.id = r.question_id
                        where q.case_number = :case order by a.answered_at, r.currency""")
                .param("case", number.value())
                .query((row, index) -> new Balance(
                        At.of(row, "answered_at"),
                        row.getString("currency"),
                        TheMoney.plain(row.getLong("available_minor"), row.getString("currency")),
                        TheMoney.plain(row.getLong("pending_minor"), row.getString("currency"))))
                .list();
    }

    private List<Withheld> withheld(CaseNumber number) {
        return sql.sql(
                        """
                        select w.*, t.body from withheld_part w left join personal_text t on t.id = w.reason_id
                        where w.case_number = :case order by w.withheld_at, w.part""")
                .param("case", number.value())
                .query((row, index) -> new Withheld(
                        row.getString("part"),
                        row.getString("approved_by"),
                        At.of(row, "withheld_at"),
                        At.of(row, "look_again_at"),
                        row.getString("body")))
                .list();
    }
}
