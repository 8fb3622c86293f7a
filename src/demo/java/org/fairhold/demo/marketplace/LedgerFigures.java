package org.fairhold.demo.marketplace;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Says how many findings the ledger has, whenever somebody asks; more than none is an alarm. */
@Component
@Profile("demo")
class LedgerFigures implements MeterBinder {
    private final Ledger ledger;

    LedgerFigures(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("fairhold.marketplace.findings", ledger, books -> books.findings()
                        .size())
                .description("Findings of the reference marketplace's reconciliation; none is right")
                .register(registry);
    }
}
