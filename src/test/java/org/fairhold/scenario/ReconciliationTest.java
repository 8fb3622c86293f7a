package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.fairhold.MoneyCheck;
import org.fairhold.MoneyMayDisagree;
import org.fairhold.casework.CaseNumber;
import org.fairhold.funds.Reconciliation;
import org.fairhold.funds.Reconciliation.Finding;
import org.fairhold.funds.Reconciliation.Kind;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.fairhold.marketplace.TinyMarketplace;
import org.fairhold.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever does not agree about held money is found: each test makes one thing that must never be. */
class ReconciliationTest extends HoldScenario {
    private static final String MADE = "it makes what must be found";

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    Marketplace books;

    @Autowired
    MeterRegistry meters;

    @Autowired
    DataSource desk;

    private String number;
    private String line;

    @BeforeEach
    void a_hold_of_two_lines() {
        disputed("k-1", 30_000);
        disputed("k-2", 10_000);
        number = withHold("SPAM_APPLICATIONS");
        line = theHold(number).get("measureId").asText() + "/1";
        assertThat(reconciliation.findings()).isEmpty();
    }

    private List<Finding> differences() throws NoAnswer {
        return reconciliation.differences(books);
    }

    @Test
    void through_the_whole_life_of_a_hold_everything_agrees() throws NoAnswer {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(20_000, "USD")));
        assertThat(reconciliation.findings()).isEmpty();
        assertThat(differences()).as("while a release is under way").isEmpty();
        settle();
        assertThat(differences()).isEmpty();

        completes("k-1");
        completes("k-2");
        settle();

        assertThat(theHold(number).get("endedAs").asText()).isEqualTo("RELEASED");
        assertThat(reconciliation.findings()).isEmpty();
        assertThat(differences()).isEmpty();
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_line_that_was_miscounted_is_found() {
        asOwner("update fairhold.hold_line set open_minor = open_minor - 1 where number = 1");

        assertThat(reconciliation.findings()).containsExactly(new Finding(Kind.LINE_MISCOUNTED, line));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_hold_that_is_over_and_keeps_money_is_found() {
        asOwner(
                """
                set search_path to fairhold;
                alter table measure_end disable trigger ended_hold_is_empty;
                insert into measure_end (measure_id, ended_at, ended_as) select id, now(), 'EXPIRED' from measure where kind = 'HOLD';
                alter table measure_end enable trigger ended_hold_is_empty""");

        assertThat(reconciliation.findings())
                .hasSize(2)
                .allMatch(finding -> finding.kind() == Kind.HELD_AFTER_END)
                .contains(new Finding(Kind.HELD_AFTER_END, line));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_closed_case_that_keeps_money_is_found() {
        asOwner(
                """
                set search_path to fairhold;
                alter table enforcement_case disable trigger closed_case_holds_nothing;
                update enforcement_case set stage = 'CLOSED', closed_at = now(), closed_as = 'NO_VIOLATION';
                alter table enforcement_case enable trigger closed_case_holds_nothing""");

        assertThat(reconciliation.findings()).contains(new Finding(Kind.HELD_IN_CLOSED_CASE, number));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_contract_that_freed_money_which_nobody_gave_back_is_found_after_a_minute() {
        sql.sql(
                        """
                        update contract set state = 'ENDED', ended_at = :now, outcome = 'COMPLETED', disputed = false,
                            disputed_amount_minor = null, disputed_currency = null, changed_at = :now where id = 'k-1'""")
                .param("now", java.sql.Timestamp.from(now()))
                .update();
        assertThat(reconciliation.findings()).isEmpty();

        sql.sql("update contract set changed_at = changed_at - interval '61 seconds' where id = 'k-1'")
                .update();

        assertThat(reconciliation.findings()).containsExactly(new Finding(Kind.OVERLOOKED, line));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void money_that_is_held_here_and_was_never_commanded_is_found() {
        asOwner("update fairhold.hold_line set command_key = 'C-1/hold/never/1' where number = 1");

        assertThat(reconciliation.findings()).containsExactly(new Finding(Kind.NOT_COMMANDED, "C-1/hold/never/1"));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_release_that_was_commanded_with_another_amount_is_found() {
        completes("k-1");
        settle();
        asOwner(
                """
                set search_path to fairhold;
                alter table marketplace_command disable trigger command_moves_on;
                update marketplace_command set body = jsonb_set(body, '{amount,amountMinor}', '29999') where kind = 'RELEASE';
                alter table marketplace_command enable trigger command_moves_on""");

        assertThat(reconciliation.findings())
                .containsExactly(new Finding(
                        Kind.NOT_COMMANDED, commanded(number, "RELEASE").get(0)));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_command_that_nobody_answered_for_a_quarter_of_an_hour_is_found() {
        completes("k-1");
        assertThat(reconciliation.findings()).isEmpty();
        asOwner(
                """
                set search_path to fairhold;
                alter table marketplace_command disable trigger command_moves_on;
                update marketplace_command set issued_at = issued_at - interval '901 seconds' where state = 'NEW';
                alter table marketplace_command enable trigger command_moves_on""");

        assertThat(reconciliation.findings())
                .containsExactly(
                        new Finding(Kind.UNSETTLED, commanded(number, "RELEASE").get(0)));
    }

    @Test
    @MoneyMayDisagree(MADE)
    void a_marketplace_that_gave_back_what_nobody_told_it_to_is_found() throws NoAnswer {
        var hold = theHold(number).get("measureId").asText();
        var stray = books.carryOut(new Command.Release(
                "C-1/release/stray/1", new CaseNumber(number), new Line(hold, 1), Money.of(100, "USD")));
        assertThat(stray).isInstanceOf(org.fairhold.marketplace.Answer.Done.class);

        assertThat(reconciliation.findings()).isEmpty();
        assertThat(differences())
                .containsExactly(new Finding(Kind.MARKETPLACE_DIFFERS, line + ", here USD 300.00, there USD 299.00"));
    }

    @Test
    void what_does_not_agree_is_a_metric_of_each_kind() {
        for (var kind : Kind.values()) {
            var gauge = meters.find("fairhold.money.findings")
                    .tag("kind", kind.name())
                    .gauge();
            if (kind == Kind.MARKETPLACE_DIFFERS) {
                assertThat(gauge).isNull();
            } else {
                assertThat(gauge).as(kind.name()).isNotNull();
                assertThat(gauge.value()).as(kind.name()).isNotNaN();
            }
        }
    }

    private record Checked(int code, String said) {}

    /** The command, in the words in which it answers, from an environment as an operator's. */
    private Checked check(String... more) throws SQLException {
        var pool = desk.unwrap(HikariDataSource.class);
        List<String> settings = new ArrayList<>(List.of(
                "--spring.profiles.active=demo",
                "--spring.datasource.url=" + pool.getJdbcUrl(),
                "--spring.datasource.username=" + pool.getUsername(),
                "--spring.datasource.password=" + pool.getPassword(),
                "--spring.datasource.hikari.maximum-pool-size=1"));
        settings.addAll(List.of(more));
        var out = new ByteArrayOutputStream();
        var code = MoneyCheck.run(new PrintStream(out, true, UTF_8), settings.toArray(String[]::new));
        return new Checked(code, out.toString(UTF_8));
    }

    @Test
    void the_command_says_that_nothing_disagrees_and_what_it_could_not_compare() throws SQLException {
        var checked = check();

        assertThat(checked.code()).isZero();
        assertThat(checked.said()).contains("No marketplace is set", "Nothing disagrees.");
    }

    @Test
    @MoneyMayDisagree(MADE)
    void the_command_prints_what_disagrees_and_fails() throws SQLException {
        asOwner("update fairhold.hold_line set open_minor = open_minor - 1 where number = 1");

        var checked = check();

        assertThat(checked.code()).isEqualTo(1);
        assertThat(checked.said()).contains("LINE_MISCOUNTED %s: what a line holds".formatted(line), "1 findings.");
    }

    @Test
    void the_command_asks_the_marketplace_that_is_set() throws SQLException {
        try (var elsewhere = new TinyMarketplace()) {
            var asked = check(
                    "--fairhold.marketplace.url=" + elsewhere.url(),
                    "--fairhold.marketplace.key=" + TinyMarketplace.KEY);

            assertThat(asked.code()).isEqualTo(1);
            assertThat(asked.said())
                    .contains("MARKETPLACE_DIFFERS %s, here USD 300.00, there USD 0.00".formatted(line), "2 findings.");

            elsewhere.down = true;
            var unanswered = check(
                    "--fairhold.marketplace.url=" + elsewhere.url(),
                    "--fairhold.marketplace.key=" + TinyMarketplace.KEY);
            assertThat(unanswered.code()).isEqualTo(2);
            assertThat(unanswered.said()).contains("What the marketplace holds was not compared");
        }
    }
}
