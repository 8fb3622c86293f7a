package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Intake;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Enforcement.WarningTerms;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A report that joins takes the account and then the case; a measure takes the case and then refers to the account. */
class CrossedLocksTest extends Scenario {
    @Autowired
    Accounts accounts;

    @Autowired
    Cases cases;

    @Autowired
    Intake intake;

    @Autowired
    Enforcement enforcement;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_report_that_joins_a_case_and_a_measure_that_is_just_imposed_in_it_never_stop_each_other() throws Exception {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        var report = report(ANNA, "SPAM_APPLICATIONS", "CLIENT")
                .json()
                .get("reportId")
                .asText();
        settle();
        finds("ana", number, "VIOLATION");
        as("ana")
                .decides(
                        number,
                        "decideMeasure",
                        java.util.Map.of(
                                "measure", "WARNING",
                                "reasonForPerson", "You sent the same text fourteen times in an hour.",
                                "departureText", "The reports show that this fits better."));
        var accountTaken = new CountDownLatch(1);
        var caseTaken = new CountDownLatch(1);
        var both = Executors.newFixedThreadPool(2);
        try {
            var joins = both.submit(() -> transaction.execute(status -> {
                accounts.lock(new AccountId(ANNA));
                accountTaken.countDown();
                await(caseTaken);
                return intake.match(report).orElseThrow().value();
            }));
            var warns = both.submit(() -> transaction.execute(status -> {
                var held = cases.lock(new CaseNumber(number));
                caseTaken.countDown();
                await(accountTaken);
                var warned = enforcement.warn(held.number(), new WarningTerms(Duration.ofDays(7), Duration.ofDays(90)));
                status.setRollbackOnly();
                return warned.endsAt();
            }));

            assertThat(warns.get(30, TimeUnit.SECONDS)).isAfter(now());
            assertThat(joins.get(30, TimeUnit.SECONDS)).isEqualTo(number);
        } finally {
            both.shutdownNow();
        }
        settle();
        assertThat(measure(number).get("kind").asText()).isEqualTo("WARNING");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
