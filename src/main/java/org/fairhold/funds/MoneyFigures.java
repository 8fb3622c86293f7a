package org.fairhold.funds;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fairhold.funds.Reconciliation.Finding;
import org.fairhold.funds.Reconciliation.Kind;
import org.springframework.stereotype.Component;

/** How much does not agree about held money, by kind: asked of the database when somebody looks, at most once a minute. */
@Component
class MoneyFigures {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Reconciliation reconciliation;
    private Map<Kind, Long> found = Map.of();
    private long asked = System.nanoTime() - KEPT.toNanos();

    MoneyFigures(Reconciliation reconciliation, MeterRegistry meters) {
        this.reconciliation = reconciliation;
        for (var kind : Kind.values()) {
            // What the marketplace holds is compared by command alone: that takes a question for each account.
            if (kind != Kind.MARKETPLACE_DIFFERS) {
                Gauge.builder("fairhold.money.findings", () -> count(kind))
                        .tag("kind", kind.name())
                        .description("What does not agree about held money. It should stay at zero.")
                        .register(meters);
            }
        }
    }

    synchronized long count(Kind kind) {
        if (System.nanoTime() - asked >= KEPT.toNanos()) {
            found = reconciliation.findings().stream()
                    .map(Finding::kind)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            asked = System.nanoTime();
        }
        return found.getOrDefault(kind, 0L);
    }
}
