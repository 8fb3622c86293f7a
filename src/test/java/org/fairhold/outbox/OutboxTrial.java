package org.fairhold.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fairhold.Fairhold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** A desk with an outside of its own, a clock that stands still, and no thread that sends by itself. */
@SpringBootTest(classes = Fairhold.class, properties = "fairhold.outbox.dispatcher=false")
@ActiveProfiles("demo")
abstract class OutboxTrial {
    @Autowired
    Outbox outbox;

    @Autowired
    Parcels parcels;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient sql;

    /** Those who hear of a dead parcel; the desk's own features would look for its case. */
    final GenericApplicationContext hearers = new GenericApplicationContext();

    final MovableClock clock = new MovableClock();
    final Outside outside = new Outside();
    Delivery delivery;

    @BeforeEach
    void aDesk() {
        hearers.refresh();
        delivery = delivery(clock);
    }

    Delivery delivery(Clock itsClock) {
        return new Delivery(parcels, List.of(outside), transactions, hearers, itsClock);
    }

    int drain() {
        return delivery.drain();
    }

    Parcel parcel(String meaning, @Nullable String caseNumber) {
        return new Parcel(outside.kind(), outside.kind() + "/" + meaning, UUID.randomUUID(), caseNumber);
    }

    Parcel posted(String meaning, @Nullable String caseNumber) {
        var parcel = parcel(meaning, caseNumber);
        post(parcel);
        return parcel;
    }

    void post(Parcel parcel) {
        post(parcel, clock.instant());
    }

    void post(Parcel parcel, Instant now) {
        transactions.executeWithoutResult(transaction -> outbox.post(parcel, now));
    }

    Map<String, @Nullable Object> row(Parcel parcel) {
        return sql.sql("select * from outbox where dedupe_key = :key")
                .param("key", parcel.dedupeKey())
                .query()
                .singleRow();
    }
}
