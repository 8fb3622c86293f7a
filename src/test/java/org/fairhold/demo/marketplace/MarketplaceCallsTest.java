package org.fairhold.demo.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fairhold.demo.marketplace.Trial.ANNA;
import static org.fairhold.demo.marketplace.Trial.ANNA_CARL;
import static org.fairhold.demo.marketplace.Trial.CASE;
import static org.fairhold.demo.marketplace.Trial.line;
import static org.fairhold.demo.marketplace.Trial.usd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.fairhold.account.Permission;
import org.fairhold.demo.InDemo;
import org.fairhold.demo.world.Seed;
import org.fairhold.demo.world.World;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.marketplace.Marketplace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@InDemo
class MarketplaceCallsTest {
    private static final String PAYMENTS = "/demo/marketplace/payments";
    private static final String ACTIONS = "/demo/marketplace/actions";

    @Autowired
    World world;

    @Autowired
    ReferenceMarketplace marketplace;

    @Autowired
    Marketplace door;

    @Autowired
    Ledger ledger;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestRestTemplate http;

    @BeforeEach
    void a_world_with_two_people_and_two_contracts() {
        world.reset(Seed.EMPTY);
        account("anna", "FREELANCER");
        account("carl", "CLIENT");
        contract("K-1");
        contract("K-2");
    }

    @AfterEach
    void the_ledger_is_in_order() {
        assertThat(ledger.findings()).isEmpty();
    }

    @Test
    void what_a_client_paid_is_pending_or_available_and_the_ledger_says_how_it_came() {
        assertThat(pays("K-1", 50_000, "USD", "PENDING").getStatusCode()).isEqualTo(HttpStatus.CREATED);
        assertThat(pays("K-1", 60_000, "USD", "AVAILABLE").getStatusCode()).isEqualTo(HttpStatus.CREATED);
        post(
                "/demo/marketplace/clearings",
                "{'accountId': 'anna', 'amount': {'amountMinor': 20000, 'currency': 'USD'}}");

        var balance = balance("anna");
        var ledger = get("/demo/marketplace/ledger?accountId=anna");

        assertThat(balance.at("/currency").asText()).isEqualTo("USD");
        assertThat(balance.at("/pending/amountMinor").asLong()).isEqualTo(30_000);
        assertThat(balance.at("/available/amountMinor").asLong()).isEqualTo(80_000);
        assertThat(balance.at("/available/currency").asText()).isEqualTo("USD");
        assertThat(balance.at("/held/amountMinor").asLong()).isZero();
        assertThat(ledger.get("balanced").asBoolean()).isTrue();
        assertThat(ledger.get("items").findValuesAsText("kind")).containsExactly("PAY", "PAY", "CLEAR");
        assertThat(ledger.at("/items/2/from").asText()).isEqualTo("anna/PENDING");
        assertThat(ledger.at("/items/2/to").asText()).isEqualTo("anna/AVAILABLE");
    }

    @Test
    void held_money_is_shown_by_contract_and_all_the_rest_can_be_withdrawn() {
        pays("K-1", 150_000, "USD", "AVAILABLE");
        assertThat(marketplace.carryOut(
                        new Command.Hold("h", CASE, line(1), ANNA, ANNA_CARL, Origin.AVAILABLE, usd(30_000))))
                .isInstanceOf(Answer.Done.class);

        var tooMuch = withdraws(120_001);
        var rest = withdraws(120_000);

        assertThat(tooMuch.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(tooMuch.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(body(tooMuch).get("reason").asText()).isEqualTo("NOT_ENOUGH_MONEY");
        assertThat(rest.getStatusCode()).isEqualTo(HttpStatus.OK);
        var balance = balance("anna");
        assertThat(balance.at("/available/amountMinor").asLong()).isZero();
        assertThat(balance.at("/held/amountMinor").asLong()).isEqualTo(30_000);
        assertThat(balance.at("/heldByContract/0/contractId").asText()).isEqualTo("K-1");
        assertThat(balance.at("/heldByContract/0/amount/amountMinor").asLong()).isEqualTo(30_000);
    }

    @Test
    void money_in_several_currencies_is_shown_one_by_one() {
        pays("K-1", 50_000, "USD", "PENDING");
        pays("K-2", 700, "JPY", "AVAILABLE");

        var balance = balance("anna");

        assertThat(balance.has("currency")).isFalse();
        assertThat(balance.get("currencies").findValuesAsText("currency")).contains("JPY", "USD");
        assertThat(balance.at("/currencies/0/available/amountMinor").asLong()).isEqualTo(700);
        assertThat(balance.at("/currencies/1/pending/amountMinor").asLong()).isEqualTo(50_000);
    }

    @Test
    void nobody_withdraws_while_the_desk_blocks_it_and_everybody_can_when_the_block_is_gone() {
        pays("K-1", 150_000, "USD", "AVAILABLE");
        var block = new Command.Block("b", CASE, ANNA, Set.of(Permission.WITHDRAW), Set.of());
        assertThat(marketplace.carryOut(block)).isInstanceOf(Answer.Done.class);

        var blocked = withdraws(10);
        assertThat(marketplace.carryOut(new Command.Unblock("u", CASE, ANNA, "b")))
                .isInstanceOf(Answer.Done.class);
        var again = withdraws(10);

        assertThat(blocked.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(body(blocked).get("detail").asText()).isEqualTo("WITHDRAW is blocked for anna.");
        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void a_payment_that_cannot_be_meant_is_refused_and_changes_nothing() {
        pays("K-1", 50_000, "USD", "PENDING");
        var before = get("/demo/marketplace/ledger");
        var bodies = List.of(
                payment("K-9", "100", "USD", "PENDING"),
                payment("K 1", "100", "USD", "PENDING"),
                payment("K-1", "100", "EUR", "PENDING"),
                payment("K-1", "-1", "USD", "PENDING"),
                payment("K-1", "0", "USD", "PENDING"),
                payment("K-1", "1.5", "USD", "PENDING"),
                // More than an amount may be, more than a number may be, and more than lies in an account together.
                payment("K-1", "9007199254740992", "USD", "PENDING"),
                payment("K-1", "99999999999999999999", "USD", "PENDING"),
                payment("K-1", "9007199254740991", "USD", "PENDING"),
                payment("K-1", "100", "USX", "PENDING"),
                payment("K-1", "100", "XXX", "PENDING"),
                payment("K-1", "100", "usd", "PENDING"),
                payment("K-1", "100", "USD", "HELD"),
                "{'contractId': 'K-1', 'state': 'PENDING'}");

        for (var body : bodies) {
            var refused = post(PAYMENTS, body);

            assertThat(refused.getStatusCode()).as(body).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
            assertThat(refused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
        assertThat(post(PAYMENTS, "{").getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(get("/demo/marketplace/ledger")).isEqualTo(before);
        assertThat(balance("anna").at("/pending/amountMinor").asLong()).isEqualTo(50_000);
    }

    @Test
    void a_call_that_is_repeated_under_its_key_is_one_payment_and_the_key_serves_no_other() {
        var first = pays("K-1", 500, "USD", "PENDING", "abc");
        var again = pays("K-1", 500, "USD", "PENDING", "abc");
        var other = pays("K-1", 501, "USD", "PENDING", "abc");

        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(other.getStatusCode()).isEqualTo(HttpStatus.UNPROCESSABLE_ENTITY);
        assertThat(body(other).get("reason").asText()).isEqualTo("KEY_REUSED");
        assertThat(balance("anna").at("/pending/amountMinor").asLong()).isEqualTo(500);
    }

    @Test
    void a_withdrawal_that_is_repeated_under_its_key_answers_as_before_even_when_it_is_blocked_by_now() {
        pays("K-1", 500, "USD", "AVAILABLE");
        var withdrawal =
                "{'accountId': 'anna', 'permission': 'WITHDRAW', 'amount': {'amountMinor': 500, 'currency': 'USD'}}";
        var first = post(ACTIONS, withdrawal, "abc");
        carriesOut(new Command.Block("b", CASE, ANNA, Set.of(Permission.WITHDRAW), Set.of()));

        var again = post(ACTIONS, withdrawal, "abc");
        var another = post(ACTIONS, withdrawal, "abd");

        assertThat(first.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(again.getBody()).isEqualTo(first.getBody());
        assertThat(another.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void the_ledger_comes_in_pages() {
        for (var amount = 1; amount <= 3; amount++) {
            pays("K-1", amount, "USD", "PENDING");
        }

        var first = get("/demo/marketplace/ledger?accountId=anna&limit=2");
        var second = get("/demo/marketplace/ledger?accountId=anna&limit=2&after="
                + first.get("next").asText());

        assertThat(first.get("items").findValuesAsText("amountMinor")).containsExactly("1", "2");
        assertThat(second.get("items").findValuesAsText("amountMinor")).containsExactly("3");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void an_account_that_nobody_knows_has_no_balance_and_no_ledger() {
        assertThat(http.getForEntity("/demo/marketplace/accounts/nobody/balance", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(http.getForEntity("/demo/marketplace/ledger?accountId=nobody", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(withdrawsFrom("nobody", 10).getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void a_fee_that_is_waived_twice_is_waived_for_both_times_and_once_by_each_command() {
        var month = new Command.WaiveFees("month", CASE, ANNA, 30);
        assertThat(get("/demo/marketplace/accounts/anna").has("feeFreeUntil")).isFalse();

        carriesOut(month);
        carriesOut(month);
        var once = Instant.parse(
                get("/demo/marketplace/accounts/anna").get("feeFreeUntil").asText());
        carriesOut(new Command.WaiveFees("again", CASE, ANNA, 90));

        assertThat(Instant.parse(get("/demo/marketplace/accounts/anna")
                        .get("feeFreeUntil")
                        .asText()))
                .isEqualTo(once.plus(Duration.ofDays(90)));
    }

    @Test
    void a_thief_is_logged_out_and_what_they_changed_is_listed_undone_or_told() {
        acts("LOG_IN", "");
        acts("CHANGE_PAYOUT", "");
        acts("EDIT_PROFILE", ", 'change': 'EMAIL'");
        acts("MESSAGE", ", 'contractId': 'K-1'");
        var before = get("/demo/marketplace/accounts/anna");
        var changes = marketplace.changesSince(ANNA, Instant.EPOCH);

        carriesOut(new Command.EndSessions("end", CASE, ANNA));
        carriesOut(new Command.UndoChange("undo", CASE, ANNA, changes.get(0).id()));
        carriesOut(new Command.TellCounterparts("tell", CASE, ANNA, Set.of(), "ACCOUNT_WAS_TAKEN_OVER"));
        carriesOut(new Command.Block("block", CASE, ANNA, Set.of(Permission.APPLY), Set.of()));
        var blocked = get("/demo/marketplace/accounts/anna");
        carriesOut(new Command.Unblock("unblock", CASE, ANNA, "block"));
        carriesOut(new Command.RestoreRank("rank", CASE, ANNA));

        var after = get("/demo/marketplace/accounts/anna");
        assertThat(before.get("sessions").asInt()).isEqualTo(1);
        assertThat(before.get("changes").findValuesAsText("what"))
                .containsExactly("PAYOUT_METHOD", "EMAIL", "MESSAGE_SENT");
        assertThat(changes.get(2).canBeUndone()).isFalse();
        assertThat(after.get("sessions").asInt()).isZero();
        assertThat(after.get("undone")).hasSize(1);
        assertThat(after.get("told").findValuesAsText("counterpartId")).containsExactly("carl", "carl");
        assertThat(blocked.get("rank").asBoolean()).isFalse();
        assertThat(blocked.get("blocks")).hasSize(1);
        assertThat(after.get("rank").asBoolean()).isTrue();
        assertThat(after.get("blocks")).isEmpty();
    }

    @Test
    void the_number_of_findings_is_a_figure_and_it_is_zero() {
        pays("K-1", 500, "USD", "PENDING");

        assertThat(meters.get("fairhold.marketplace.findings").gauge().value()).isZero();
    }

    @Test
    void a_new_world_has_no_money_in_it() {
        pays("K-1", 500, "USD", "PENDING");

        world.reset(Seed.EMPTY);

        assertThat(get("/demo/marketplace/ledger").get("items")).isEmpty();
    }

    @Test
    void the_desk_reaches_this_marketplace_through_its_door() throws Exception {
        pays("K-1", 500, "USD", "PENDING");

        assertThat(door.balances(ANNA)).singleElement().satisfies(balance -> assertThat(balance.pendingMinor())
                .isEqualTo(500));
    }

    private void carriesOut(Command command) {
        assertThat(marketplace.carryOut(command)).isInstanceOf(Answer.Done.class);
    }

    private void acts(String permission, String more) {
        var answer = post(ACTIONS, "{'accountId': 'anna', 'permission': '%s'%s}".formatted(permission, more));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(HttpStatus.OK);
    }

    private ResponseEntity<String> withdraws(long minor) {
        return withdrawsFrom("anna", minor);
    }

    private ResponseEntity<String> withdrawsFrom(String account, long minor) {
        return post(
                ACTIONS,
                "{'accountId': '%s', 'permission': 'WITHDRAW', 'amount': {'amountMinor': %d, 'currency': 'USD'}}"
                        .formatted(account, minor));
    }

    @CanIgnoreReturnValue
    private ResponseEntity<String> pays(String contract, long minor, String currency, String state, String... key) {
        return post(PAYMENTS, payment(contract, String.valueOf(minor), currency, state), key);
    }

    private static String payment(String contract, String minor, String currency, String state) {
        return "{'contractId': '%s', 'amount': {'amountMinor': %s, 'currency': '%s'}, 'state': '%s'}"
                .formatted(contract, minor, currency, state);
    }

    @CanIgnoreReturnValue
    private ResponseEntity<String> post(String path, String body, String... key) {
        var headers = json();
        if (key.length == 1) {
            headers.set("Idempotency-Key", key[0]);
        }
        return http.postForEntity(path, new HttpEntity<>(body.replace('\'', '"'), headers), String.class);
    }

    private JsonNode balance(String account) {
        return get("/demo/marketplace/accounts/" + account + "/balance");
    }

    private JsonNode get(String path) {
        var answer = http.getForEntity(path, JsonNode.class);
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
        return Objects.requireNonNull(answer.getBody());
    }

    private static JsonNode body(ResponseEntity<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.getBody());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void account(String id, String role) {
        put(
                "/api/v1/accounts/" + id,
                """
                {"role": "%s", "displayName": "%s", "email": "%2$s@people.example", "language": "en", "country": "DE",
                 "timeZone": "Europe/Berlin", "registeredOn": "2024-03-01", "business": false, "version": 1}"""
                        .formatted(role, id));
    }

    private void contract(String id) {
        put(
                "/api/v1/contracts/" + id,
                """
                {"freelancerId": "anna", "clientId": "carl", "title": "Logo", "category": "design", "state": "ACTIVE",
                 "disputed": false, "version": 1}""");
    }

    private void put(String path, String body) {
        var headers = json();
        headers.setBearerAuth("demo");
        assertThat(http.exchange(path, HttpMethod.PUT, new HttpEntity<>(body, headers), String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.CREATED);
    }

    private static HttpHeaders json() {
        var headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return headers;
    }
}
