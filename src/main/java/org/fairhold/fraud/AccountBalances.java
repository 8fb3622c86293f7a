package org.fairhold.fraud;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.contract.ContractEvent;
import org.fairhold.marketplace.Balance;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an account has, asked of the marketplace outside any transaction and kept with the time of its answer. */
@Component
public class AccountBalances {
    private final Cases cases;
    private final Outbox outbox;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountBalances(Cases cases, @Lazy Outbox outbox, JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.cases = cases;
        this.outbox = outbox;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** What is asked, and of whom. */
    record Question(CaseNumber caseNumber, AccountId account) {}

    /** Asks once this transaction is committed; the answer comes as an event. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(CaseNumber number) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        sql.sql(
                        "insert into balance_question (id, case_number, account_id, asked_at) values (:id, :case, :account, :now)")
                .param("id", id)
                .param("case", number.value())
                .param("account", cases.get(number).subjectId().value())
                .param("now", Timestamp.from(now))
                .update();
        outbox.post(new Parcel(BalanceCarrier.KIND, "balances/" + id, id, null), now);
    }

    /** A payment comes with news of its contract: whose account is frozen, of them it is asked again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ContractEvent.Changed changed) {
        sql.sql(
                        """
                        select m.case_number from contract c
                            join measure m on m.subject_id in (c.freelancer_id, c.client_id) and m.kind = 'FREEZE'
                        where c.id = :contract and not exists (select 1 from measure_end e where e.measure_id = m.id)
                        order by m.case_number""")
                .param("contract", changed.contractId().value())
                .query((row, index) -> new CaseNumber(row.getString("case_number")))
                .list()
                .forEach(this::ask);
    }

    Question question(UUID id) {
        return sql.sql("select case_number, account_id from balance_question where id = :id")
                .param("id", id)
                .query((row, index) -> new Question(
                        new CaseNumber(row.getString("case_number")), new AccountId(row.getString("account_id"))))
                .single();
    }

    /** Keeps the answer, once. */
    @Transactional
    void answered(UUID id, List<Balance> balances) {
        var number = question(id).caseNumber();
        cases.lock(number);
        var isNew = sql.sql(
                                """
                                insert into balance_answer (question_id, answered_at) values (:id, :now)
                                on conflict do nothing""")
                        .param("id", id)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (!isNew) {
            return;
        }
        for (var balance : balances) {
            sql.sql(
                            """
                            insert into balance_read (question_id, currency, pending_minor, available_minor)
                            values (:id, :currency, :pending, :available)""")
                    .param("id", id)
                    .param("currency", balance.currency().getCurrencyCode())
                    .param("pending", balance.pendingMinor())
                    .param("available", balance.availableMinor())
                    .update();
        }
        events.publishEvent(new FraudEvent.BalancesRead(number));
    }

    /** What the marketplace said last; nothing where it has not answered the last question. */
    List<Balance> lastRead(CaseNumber number) {
        return sql.sql(
                        """
                        select r.* from balance_read r where r.question_id = (
                            select q.id from balance_question q where q.case_number = :case order by q.asked_at desc, q.id limit 1)
                        order by r.currency""")
                .param("case", number.value())
                .query((row, index) -> new Balance(
                        Currency.getInstance(row.getString("currency")),
                        row.getLong("pending_minor"),
                        row.getLong("available_minor"),
                        0,
                        Map.of()))
                .list();
    }
}
