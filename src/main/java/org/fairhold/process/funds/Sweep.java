package org.fairhold.process.funds;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.fairhold.casework.CaseNumber;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Conditions;
import org.fairhold.process.Correlation;
import org.fairhold.process.Message;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds what the events of contracts missed, and counts it: it should stay at zero. */
@Component
public class Sweep {
    private final Holds holds;
    private final Conditions conditions;
    private final Correlation correlation;
    private final TransactionTemplate transaction;
    private final Counter missed;

    Sweep(
            Holds holds,
            Conditions conditions,
            Correlation correlation,
            TransactionTemplate transaction,
            MeterRegistry meters) {
        this.holds = holds;
        this.conditions = conditions;
        this.correlation = correlation;
        this.transaction = transaction;
        this.missed = Counter.builder("fairhold.holds.missed")
                .description("Holds and conditions whose contracts had ended without anybody having noticed")
                .register(meters);
    }

    /** Has every hold and every condition look again that has overlooked something; returns how many did. */
    public int sweep() {
        var ended = conditions.overlooked();
        ended.forEach(number -> {
            conditions.noteEndedContracts(number);
            missed.increment();
        });
        return ended.size()
                + (int) holds.overlooked().stream().filter(this::checkAgain).count();
    }

    private boolean checkAgain(CaseNumber number) {
        var heard = Boolean.TRUE.equals(transaction.execute(status -> {
            holds.lock(number);
            return correlation.tell(Message.CONTRACT_CHANGED, number) > 0;
        }));
        if (heard) {
            missed.increment();
        }
        return heard;
    }
}
