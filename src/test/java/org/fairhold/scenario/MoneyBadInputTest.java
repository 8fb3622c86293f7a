package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody can have meant about money: refused with a reason, and not a row of any table has changed. */
class MoneyBadInputTest extends HoldScenario {
    private static final String PAYMENT =
            "{\"contractId\":\"%s\",\"amount\":{\"amountMinor\":%s,\"currency\":%s},\"state\":\"%s\"}";

    private static final String DISPUTE =
            """
            {"freelancerId":"anna","clientId":"carl","title":"Logo","category":"design","state":"ACTIVE","disputed":true,
             "disputedAmount":{"amountMinor":%s,"currency":%s},"version":9}""";

    /** A case in which 300.00 USD, 700 JPY and 1.234 KWD are at stake. */
    private String atStake() {
        disputed("k-1", 30_000);
        disputed("k-2", 700, "JPY");
        disputed("k-3", 1_234, "KWD");
        return found(ANNA, "SPAM_APPLICATIONS");
    }

    /** Every row of the desk, the engine and the ledger, each table as one number; but the ledger's list of what it refused. */
    private Map<String, Long> everything() {
        var all = new TreeMap<String, Long>();
        var tables = sql.sql(
                        """
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                          and (table_schema, table_name) <> ('marketplace', 'operation')""")
                .query(String.class)
                .list();
        tables.forEach(table -> all.put(
                table,
                sql.sql("select coalesce(sum(hashtext(t::text)::bigint), 0) + count(*) from %s t".formatted(table))
                        .query(Long.class)
                        .single()));
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k-9|100|\"USD\"|AVAILABLE|4",
                "k-1|0|\"USD\"|AVAILABLE|4",
                "k-1|-1|\"USD\"|AVAILABLE|4",
                "k-1|1.5|\"USD\"|AVAILABLE|4",
                "k-1|1.0|\"USD\"|AVAILABLE|4",
                "k-1|\"100\"|\"USD\"|AVAILABLE|4",
                "k-1|1e30|\"USD\"|AVAILABLE|4",
                "k-1|9007199254740992|\"USD\"|AVAILABLE|4",
                "k-1|9223372036854775807|\"USD\"|AVAILABLE|4",
                "k-1|9223372036854775808|\"USD\"|AVAILABLE|4",
                "k-1|null|\"USD\"|AVAILABLE|4",
                "k-1|100|\"usd\"|AVAILABLE|4",
                "k-1|100|\"XXX\"|AVAILABLE|4",
                "k-1|100|\"\"|AVAILABLE|4",
                "k-1|100|840|AVAILABLE|4",
                "k-1|100|\"USD\"|HELD|4"
            })
    void a_payment_that_cannot_be_meant_books_nothing(
            String contract, String minor, String currency, String state, String status) {
        disputed("k-1", 30_000);
        var before = everything();

        var answer =
                marketplace.post("/demo/marketplace/payments", PAYMENT.formatted(contract, minor, currency, state));

        assertThat(String.valueOf(answer.status())).as(answer.body()).startsWith(status);
        assertThat(answer.json().get("detail").asText()).isNotBlank();
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1|\"USD\"",
                "0.5|\"USD\"",
                "\"100\"|\"USD\"",
                "1e30|\"USD\"",
                "9007199254740992|\"USD\"",
                "9223372036854775807|\"USD\"",
                "9223372036854775808|\"USD\"",
                "100|\"usd\"",
                "100|\"XXX\"",
                "100|\"XAU\"",
                "100|null"
            })
    void a_dispute_about_an_amount_that_cannot_be_meant_changes_no_contract_and_no_hold(String minor, String currency) {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        var before = everything();

        var answer = marketplace.put("/api/v1/contracts/k-1", DISPUTE.formatted(minor, currency));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.json().get("errors").toString()).contains("disputedAmount");
        assertThat(everything()).isEqualTo(before);
        assertThat(held(number)).containsExactly("k-1 30000 USD");
    }

    @Test
    void the_greatest_amounts_that_are_taken_add_up_and_can_be_held() {
        var most = 9_007_199_254_740_991L;
        says(
                "k-1",
                Map.of(
                        "disputed", true,
                        "disputedAmount", money(most, "USD"),
                        "chargebackAmount", money(most, "USD")));
        pays("k-1", 1_000, "USD", "AVAILABLE");
        var number = found(ANNA, "SPAM_APPLICATIONS");

        assertThat(as("ana").caseFile(number, "decideHold")).contains("USD 180143985094819.82");
        holds(number, "LESS", "k-1 USD 10.00");

        assertThat(balance(ANNA, "held")).isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k-9 USD 1.00",
                "k-1 USD 0",
                "k-1 USD 0.00",
                "k-1 USD -1.00",
                "k-1 USD +1.00",
                "k-1 USD 1e2",
                "k-1 USD 1,00",
                "k-1 USD 0x10",
                "k-1 USD NaN",
                "k-1 USD 1.001",
                "k-1 USD 300.01",
                "k-1 USD 92233720368547758.08",
                "k-1 USD 99999999999999999999999999",
                "k-1 usd 1.00",
                "k-1 XXX 1",
                "k-1 ABC 1.00",
                "k-1 EUR 1.00",
                "k-1 JPY 1",
                "k-2 JPY 0.5",
                "k-2 JPY 700.01",
                "k-2 JPY 701",
                "k-3 KWD 1.2345",
                "k-3 KWD 1.235",
                "k-1 USD 1.00 HELD",
                "k-1 USD 200.00\nk-1 USD 100.01 PENDING",
                "k-1 USD 1.00\nk-1 USD 1.00",
                "k-1; USD 1.00",
                "k-1 USD"
            })
    void a_hold_that_cannot_be_meant_or_is_more_than_is_at_stake_is_refused_with_a_reason(String lines) {
        var number = atStake();
        assertThat(as("ana").claim(number, "decideHold").status()).isEqualTo(204);
        var before = everything();

        var answer = as("ana").submit(number, "decideHold", hold("LESS", lines));

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("message").asText()).containsPattern("holdLines: .{20}");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void values_that_are_no_text_are_refused_through_tasklists_own_interface() {
        var number = atStake();
        assertThat(as("ana").claim(number, "decideHold").status()).isEqualTo(204);
        var before = everything();

        for (var lines : new Object[] {300, 1.5, true, List.of("k-1 USD 1.00"), Map.of("k-1", "USD 1.00")}) {
            var fields = new HashMap<String, Object>(hold("LESS", null));
            fields.put("holdLines", lines);
            assertThat(as("ana").submit(number, "decideHold", fields).status())
                    .as("%s", lines)
                    .isBetween(400, 422);
        }
        for (var wrong : List.of("ALL", "RELEASE", "hold", "")) {
            assertThat(as("ana").submit(number, "decideHold", hold(wrong, null)).status())
                    .isEqualTo(400);
        }

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_currency_has_its_own_digits_when_it_is_typed_held_shown_and_written_about() {
        var number = atStake();

        holds(number, "LESS", "k-2 JPY 700\nk-3 KWD 1.234");

        assertThat(held(number)).containsExactly("k-2 700 JPY", "k-3 1234 KWD");
        assertThat(lastText(ANNA)).containsPattern("JPY\\h?700 ").containsPattern("KWD\\h?1\\.234 ");
        assertThat(as("ana").http().get("/desk/cases/" + number).body()).contains("JPY 700<", "KWD 1.234<");
        completes("k-3");
        assertThat(held(number)).containsExactly("k-2 700 JPY");
    }

    @Test
    void nobody_holds_money_in_a_case_that_is_closed() {
        var number = atStake();
        assertThat(as("ben").claim(number, "decideHold").status()).isEqualTo(204);
        var task = as("ben").task(number, "decideHold").get("id").asText();
        decides("ana", number, "NONE");
        var before = everything();

        var answer = as("ben").submit(task, hold("PROPOSED", null));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 409);
        assertThat(everything()).isEqualTo(before);
        assertThat(rows("hold_line")).isZero();
    }

    @Test
    void whoever_withdraws_what_is_held_is_refused_to_the_cent() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        assertThat(held(number)).containsExactly("k-1 30000 USD");
        pays("k-1", 100, "USD", "AVAILABLE");
        var before = everything();

        assertThat(withdraws(ANNA, 101).status()).isEqualTo(409);

        assertThat(everything()).isEqualTo(before);
        assertThat(withdraws(ANNA, 100).status()).isEqualTo(200);
    }
}
