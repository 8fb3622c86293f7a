package org.fairhold.takeover;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.AccountChange;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was changed about an account since the suspected time, asked of the marketplace outside any transaction, and kept. */
@Component
public class AccountChanges {
    private final Takeovers takeovers;
    private final Cases cases;
    private final Outbox outbox;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountChanges(
            Takeovers takeovers,
            Cases cases,
            @Lazy Outbox outbox,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.takeovers = takeovers;
        this.cases = cases;
        this.outbox = outbox;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** What is asked. */
    record Question(CaseNumber caseNumber, AccountId account, Instant since) {}

    /** Asks once this transaction is committed; the answer comes as an event. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(CaseNumber number) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        sql.sql("insert into change_question (id, case_number, asked_at) values (:id, :case, :now)")
                .param("id", id)
                .param("case", number.value())
                .param("now", Timestamp.from(now))
                .update();
        outbox.post(new Parcel(ChangeCarrier.KIND, "changes/" + id, id, null), now);
    }

    Question question(UUID id) {
        var number = new CaseNumber(sql.sql("select case_number from change_question where id = :id")
                .param("id", id)
                .query(String.class)
                .single());
        var takeover = takeovers.get(number);
        return new Question(number, takeover.account(), takeover.suspectedSince());
    }

    /** Keeps the answer, once; what an earlier one told is there already. */
    @Transactional
    void answered(UUID id, List<AccountChange> changes) {
        var number = question(id).caseNumber();
        cases.lock(number);
        var isNew = sql.sql(
                                """
                                insert into change_answer (question_id, answered_at) values (:id, :now)
                                on conflict do nothing""")
                        .param("id", id)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
        if (!isNew) {
            return;
        }
        changes.forEach(change -> keep(number, change));
        events.publishEvent(new TakeoverEvent.ChangesRead(number));
    }

    private void keep(CaseNumber number, AccountChange change) {
        ContractId contract = change.contract();
        sql.sql(
                        """
                        insert into takeover_change (case_number, change_id, what, at, can_be_undone, contract_id)
                        values (:case, :id, :what, :at, :undo, :contract) on conflict do nothing""")
                .param("case", number.value())
                .param("id", change.id())
                .param("what", change.what())
                .param("at", Timestamp.from(change.at()))
                .param("undo", change.canBeUndone())
                .param("contract", contract == null ? null : contract.value())
                .update();
    }
}
