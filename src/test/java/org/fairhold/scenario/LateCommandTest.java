package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fairhold.funds.Reconciliation;
import org.fairhold.funds.Reconciliation.Kind;
import org.fairhold.marketplace.TinyMarketplace;
import org.fairhold.marketplace.TinyMarketplace.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A marketplace beside the desk that speaks HTTP and does not answer: somebody is told, and no money is lost or moved twice. */
class LateCommandTest extends HoldScenario {
    private static final TinyMarketplace OUTSIDE = new TinyMarketplace();

    @Autowired
    Reconciliation reconciliation;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry settings) {
        settings.add("fairhold.marketplace.url", OUTSIDE::url);
        settings.add("fairhold.marketplace.key", () -> TinyMarketplace.KEY);
        settings.add("fairhold.marketplace.connect-within", () -> "1s");
        settings.add("fairhold.marketplace.answer-within", () -> "1s");
    }

    @BeforeEach
    void a_marketplace_that_knows_them() {
        OUTSIDE.wellAgain();
        OUTSIDE.books.forgetAll();
        OUTSIDE.books.know(ANNA, CARL, "k-1");
        OUTSIDE.books.pay(ANNA, false, "USD", 30_000);
        disputed("k-1", 30_000);
    }

    private int times(String key) {
        return OUTSIDE.books.effects().getOrDefault(key, 0);
    }

    @Test
    void a_release_without_an_answer_for_a_quarter_of_an_hour_is_looked_into_by_somebody_and_happens_once() {
        var number = withHold("SPAM_APPLICATIONS");
        assertThat(times(commanded(number, "HOLD").get(0))).isEqualTo(1);
        OUTSIDE.down = true;
        completes("k-1");
        var release = commanded(number, "RELEASE").get(0);
        advance("PT14M");
        assertThat(as("ana").sees(number, "checkCommand")).isFalse();

        advance("PT2M");

        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        assertThat(reconciliation.findings()).containsExactly(new Reconciliation.Finding(Kind.UNSETTLED, release));
        assertThat(times(release)).isZero();
        // The person was told when the desk released it; the marketplace is late, not the desk.
        assertThat(releases(number)).containsExactly("k-1 30000 CONTRACT_COMPLETED");

        OUTSIDE.down = false;
        advance("PT3M");
        assertThat(times(release)).isEqualTo(1);
        decides("ana", number, "checkCommand", Map.of("note", "The marketplace was down and has done it now."));
        assertThat(as("ana").sees(number, "checkCommand")).isFalse();
    }

    @Test
    void a_release_whose_answer_was_lost_is_asked_about_and_bothers_nobody() {
        var number = withHold("SPAM_APPLICATIONS");
        OUTSIDE.fault = Fault.HANG_UP_AFTER_EFFECT;
        completes("k-1");

        advance("PT20M");

        var release = commanded(number, "RELEASE").get(0);
        assertThat(OUTSIDE.asked).containsSubsequence("POST " + release, "GET " + release);
        assertThat(times(release)).isEqualTo(1);
        assertThat(as("ana").sees(number, "checkCommand")).isFalse();
    }

    @Test
    void a_hold_without_an_answer_is_looked_into_as_well_and_its_release_waits_for_it() {
        OUTSIDE.down = true;
        var number = withHold("SPAM_APPLICATIONS");
        completes("k-1");

        advance("PT16M");

        assertThat(as("ana").sees(number, "checkCommand")).isTrue();
        assertThat(OUTSIDE.books.effects()).isEmpty();
        OUTSIDE.down = false;
        advance("PT3M");
        assertThat(times(commanded(number, "HOLD").get(0))).isEqualTo(1);
        assertThat(times(commanded(number, "RELEASE").get(0))).isEqualTo(1);
    }
}
