package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken to somebody independent: a dispute at a mediator, a decision about a measure at a body outside. */
class MediationProcessTest extends DisputeScenario {
    private static final String BODY_SAYS = "The body writes that fourteen texts alone do not show a template.";
    private static final String OUR_REASON = "The letters that the body did not see show the same text fourteen times.";

    private LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneId.of("Europe/Berlin"));
    }

    private Map<String, Object> told(String body) {
        return new HashMap<>(Map.of("body", body, "openedOn", today().toString(), "externalReference", "ODS-77"));
    }

    private JsonNode mediation(String number) {
        var all = marketplace
                .get("/api/v1/cases/" + number + "/mediations")
                .json()
                .get("items");
        return all.get(all.size() - 1);
    }

    /** A restriction that a certified body looks at. */
    private String atTheBody() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var answer = says(number, "mediations", told("ODS_EXAMPLE"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return number;
    }

    private void bodySays(String number, String result) {
        decides("ana", number, "answerBody", answered());
        decides("ana", number, "recordResult", result(result));
    }

    private static Map<String, Object> result(String result) {
        return Map.of("mediationResult", result, "reasonForPerson", BODY_SAYS);
    }

    private static Map<String, Object> remedy(String remedy) {
        return Map.of("remedy", remedy, "reasonForPerson", OUR_REASON);
    }

    private static Map<String, Object> costs(String fees, String ours) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("fees", fees);
        fields.put("ours", ours);
        return fields;
    }

    private static Map<String, Object> costs(String fees, String ours, String field, String value) {
        var fields = costs(fees, ours);
        fields.put(field, value);
        return fields;
    }

    @Test
    void
            A_16_a_dispute_goes_to_a_mediator_nothing_follows_meanwhile_the_hold_keeps_to_its_contract_and_the_cost_is_shared() {
        var number = withHeld("k-1", 30_000);
        disputed("k-2", 20_000);
        var holdEnds = holdEnds(number);
        bothTell(number);
        var choice = outcome("MEDIATION", null);
        choice.put("body", "MEDIATION_EXAMPLE");

        decides("ana", number, "decideOutcome", choice);

        assertThat(waitsFor(number)).isEqualTo("recordMediation");
        assertThat(mediation(number).get("bodyName").asText()).isEqualTo("Schlichtungsstelle Beispiel");
        assertThat(mediation(number).get("contractId").asText()).isEqualTo("k-1");
        assertThat(told(ANNA, "The mediation begins")).isEqualTo(1);
        assertThat(told(CARL, "The mediation begins")).isEqualTo(1);
        mediatorAnswered(number);
        assertThat(told(CARL, "What we told the body outside")).isEqualTo(1);
        assertThat(held(number)).containsExactly("k-1 30000 USD");
        assertThatThrownBy(() -> asOwner(holdLineOf(number, "k-2"))).hasMessageContaining("only money of its contract");

        confirmedUntilItsEnd(number);

        assertThat(now()).isAfter(holdEnds);
        assertThat(balance(ANNA, "held")).isZero();
        assertThat(waitsFor(number)).isEqualTo("recordMediation");
        assertThat(what(number)).noneMatch(entry -> entry.startsWith("consent") || entry.startsWith("closed"));
        decides("ana", number, "recordMediation", DisputeProcessTest.mediated("AGREED", "USD 100.00"));
        assertThat(waitsFor(number)).isEqualTo("consent");
        consents(number, 10_000, true);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("REFUNDED");
        refuses(400, "ana", number, "recordCosts", costs("EUR 150.00", "EUR 60.00"), "50 percent");
        decides("ana", number, "recordCosts", costs("EUR 150.00", "EUR 75.00"));
        assertThat(mediation(number).at("/cost/ours/amountMinor").asLong()).isEqualTo(7_500);
        assertThat(lastText(CARL)).contains("150.00", "75.00");
        everythingBalances();
    }

    /** What only a mistake of the code could write: a line of another contract, as the schema sees it. */
    private String holdLineOf(String number, String contract) {
        return """
                set search_path to fairhold;
                insert into hold_line (measure_id, number, case_number, ground, holder_id, kind, contract_id, currency, amount_minor,
                    origin, disputed_minor, chargeback_minor, open_minor, placed_at, command_key)
                select measure_id, number + 1, case_number, ground, holder_id, kind, '%s', currency, 100, origin, 20000, 0, 100,
                    placed_at, command_key || '/x' from hold_line where case_number = '%s'"""
                .formatted(contract, number);
    }

    @Test
    void a_body_that_finds_the_measure_right_leaves_it_and_the_person_pays_none_of_our_costs() {
        var number = atTheBody();
        assertThat(lastText(ANNA)).contains("Online Dispute Example", "You keep your right to appeal");

        bodySays(number, "UPHELD");

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(lastText(ANNA)).contains("it finds that our decision was right", BODY_SAYS);
        assertThat(mediation(number).has("endedAt")).isTrue();
        refuses(
                400,
                "ana",
                number,
                "recordCosts",
                costs("EUR 95.00", "EUR 95.00", "reimbursed", "EUR 20.00"),
                "bad faith");
        refuses(400, "ana", number, "recordCosts", costs("EUR 95.00", "EUR 100.00"), "cannot bear more");
        refuses(400, "ana", number, "recordCosts", costs("EUR 95.00", "USD 95.00"), "Write it in EUR");
        decides("ana", number, "recordCosts", costs("EUR 95.00", "EUR 95.00"));
        assertThat(mediation(number).at("/cost/fees/amountMinor").asLong()).isEqualTo(9_500);
        assertThat(told(ANNA, "What it cost, and who pays")).isEqualTo(1);
    }

    @Test
    void a_body_that_sets_a_measure_aside_is_followed_by_somebody_who_did_not_decide_and_we_bear_all_costs() {
        var number = atTheBody();
        bodySays(number, "SET_ASIDE");
        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(as("ana").sees(number, "decideRemedy")).isFalse();

        decides("rio", number, "decideRemedy", remedy("OVERTURN"));

        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(texts(ANNA)).contains("We are sorry, and we apologise", OUR_REASON);
        assertThat(told(ANNA, "Our decision was wrong")).isEqualTo(1);
        assertThat(mediation(number).get("remedy").asText()).isEqualTo("OVERTURN");
        refuses(400, "ana", number, "recordCosts", costs("EUR 95.00", "EUR 50.00"), "all of its fee");
        decides("ana", number, "recordCosts", costs("EUR 95.00", "EUR 95.00", "personsCosts", "EUR 30.00"));
        assertThat(mediation(number).at("/cost/personsCosts/amountMinor").asLong())
                .isEqualTo(3_000);
    }

    @Test
    void a_body_that_finds_a_measure_too_hard_is_followed_by_a_milder_one_with_a_statement_of_its_own() {
        var number = atTheBody();
        bodySays(number, "CHANGED");

        decides("rio", number, "decideRemedy", remedy("CHANGE_TO_WARNING"));

        assertThat(measure(number).get("kind").asText()).isEqualTo("WARNING");
        assertThat(may(ANNA, "APPLY")).isTrue();
        assertThat(told(ANNA, "A milder measure after all")).isEqualTo(1);
    }

    @Test
    void a_result_does_not_bind_us_and_the_person_reads_why_we_do_not_follow_it() {
        var number = atTheBody();
        bodySays(number, "SET_ASIDE");

        decides("rio", number, "decideRemedy", remedy("DECLINE"));

        assertThat(may(ANNA, "APPLY")).isFalse();
        assertThat(lastText(ANNA)).contains(OUR_REASON, "go to a court");
        assertThat(mediation(number).get("remedy").asText()).isEqualTo("DECLINE");
    }

    @Test
    void a_result_is_due_in_ninety_days_and_once_in_a_hundred_and_eighty_and_then_it_ends_without_one() {
        var number = atTheBody();
        var opened = Instant.parse(mediation(number).get("openedAt").asText());
        assertThat(due("ana", number, "answerBody"))
                .isBetween(now().plus(Duration.ofDays(14)), now().plus(Duration.ofDays(15)));
        assertThat(as("lee").sees(number, "answerBody")).isFalse();
        advance("P16D");
        assertThat(as("lee").sees(number, "answerBody")).isTrue();
        assertThat(texts(ANNA)).doesNotContain("our answer to the body that looks at your case");
        decides("ana", number, "answerBody", answered());
        assertThat(due("ana", number, "recordResult")).isEqualTo(opened.plus(Duration.ofDays(90)));

        decides("ana", number, "recordResult", result("EXTEND"));

        assertThat(due("ana", number, "recordResult")).isEqualTo(opened.plus(Duration.ofDays(180)));
        assertThat(told(ANNA, "The result takes longer")).isEqualTo(1);
        refuses(409, "ana", number, "recordResult", result("EXTEND"), "extended once");
        decides("ana", number, "recordResult", result("NO_RESULT"));
        assertThat(mediation(number).get("result").asText()).isEqualTo("NO_RESULT");
        assertThat(may(ANNA, "APPLY")).isFalse();
    }

    @Test
    void our_answer_that_is_late_goes_to_the_leads() {
        var number = atTheBody();

        advanceTo(due("ana", number, "answerBody"));

        assertThat(told("lee", "Step overdue")).isPositive();
        assertThat(texts(ANNA)).doesNotContain("our answer to the body that looks at your case");
        advance("P6D");
        assertThat(texts(ANNA)).contains("our answer to the body that looks at your case");
        assertThat(as("lee").sees(number, "answerBody")).isTrue();
        decides("lee", number, "answerBody", answered());
    }

    @Test
    void no_appeal_needs_to_come_first_and_one_can_go_on_beside() {
        var number = atTheBody();

        appeals(number);

        assertThat(as("rio").sees(number, "decideAppeal")).isTrue();
        comesAtTheWrongTime(number, "mediations", told("MEDIATION_EXAMPLE"), "looks at this measure already");
    }

    @ParameterizedTest
    @CsvSource({
        "body, NOBODY_KNOWN",
        "body, CHOSEN_BY_BOTH",
        "body, ods",
        "body, ''",
        "body, ODS-EXAMPLE",
        "openedOn, 2031-01-01",
        "openedOn, 2020-01-01",
        "openedOn, tomorrow",
        "openedOn, ''",
        "openedOn, 2026-02-30",
        "openedOn, 2026-07-01T00:00:00Z",
        "measureId, M-999999999999",
        "measureId, K-1",
        "measureId, ''",
        "externalReference, '<b>'",
        "externalReference, ''",
        "externalReference, ' ODS'",
    })
    void what_cannot_be_meant_is_refused_by_name(String field, String value) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var told = told("ODS_EXAMPLE");
        told.put(field, value);

        var answer = marketplace.post("/api/v1/cases/" + number + "/mediations", told);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(marketplace
                        .get("/api/v1/cases/" + number + "/mediations")
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void a_case_without_a_measure_has_nothing_that_a_body_could_look_at() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        comesAtTheWrongTime(number, "mediations", told("ODS_EXAMPLE"), "Nothing was decided");
    }

    @Test
    void while_a_body_looks_at_a_case_its_account_is_not_closed_and_the_schema_holds_the_same() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        disputed("k-1", 30_000);
        var number = found(ANNA, "OTHERS_WORK");
        holds(number, "PROPOSED", null);
        var answer = says(number, "mediations", told("ODS_EXAMPLE"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var closure = Map.of("measure", "CLOSURE", "reasonForPerson", OUR_REASON, "departureText", OUR_REASON);

        refuses(409, "ana", number, "decideMeasure", closure, "body outside looks at this case");

        assertThatThrownBy(() -> asOwner(closing(number))).hasMessageContaining("closes no account");
        bodySays(number, "UPHELD");
        decides("ana", number, "decideMeasure", closure);
        assertThat(measure(number).get("kind").asText()).isEqualTo("CLOSURE");
    }

    private static String closing(String number) {
        return """
                set search_path to fairhold;
                insert into measure (id, case_number, ground, subject_id, kind)
                select 'M-88', case_number, ground, subject_id, 'CLOSURE' from measure where case_number = '%s'"""
                .formatted(number);
    }

    @Test
    void a_mediator_who_recommends_a_refund_is_no_reversal_the_freelancer_is_asked() {
        var number = withHeld("k-1", 30_000);
        bothTell(number);
        comesOut(number, "MEDIATION", null);
        mediatorAnswered(number);
        refuses(400, "ana", number, "recordMediation", DisputeProcessTest.mediated("SETTLED", null), "not settled");

        decides("ana", number, "recordMediation", DisputeProcessTest.mediated("RECOMMENDED", "USD 50.00"));

        assertThat(waitsFor(number)).isEqualTo("consent");
        assertThat(mediation(number).get("result").asText()).isEqualTo("RECOMMENDED");
        consents(number, 5_000, false);
        assertThat(told(CARL, "No refund, and where you can go now")).isEqualTo(1);
    }

    @Test
    void what_a_body_wrote_to_the_desk_is_recorded_by_who_works_on_the_case() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var measure = measure(number).get("id").asText();
        var page = as("ana").does(number, "mediation", "measureId", measure, "body", "ODS_EXAMPLE", "openedOn", "then");
        assertThat(page.status()).as(page.body()).isEqualTo(422);
        assertThat(page.body()).contains("Write a day");

        var done = as("ana")
                .does(number, "mediation", "measureId", measure, "body", "ODS_EXAMPLE", "openedOn", today().toString());

        assertThat(done.status()).as(done.body()).isLessThan(400);
        settle();
        assertThat(as("ana").caseFile(number, "answerBody"))
                .contains("Online Dispute Example", "The body waits for our answer until");
        assertThat(told(ANNA, "Somebody outside looks at our decision")).isEqualTo(1);
    }

    @Test
    void the_figures_count_what_went_to_bodies_outside_and_how_often_we_followed_them() {
        var number = atTheBody();
        advance("P10D");
        bodySays(number, "SET_ASIDE");
        decides("rio", number, "decideRemedy", remedy("OVERTURN"));

        var day = now().toString().substring(0, 10);
        var begun = now().minus(Duration.ofDays(20)).toString().substring(0, 10);
        var figures = marketplace.get("/api/v1/compliance/figures?from=%s&to=%s".formatted(begun, day));

        assertThat(figures.status()).as(figures.body()).isEqualTo(200);
        var counted = figures.json().at("/outside/0");
        assertThat(counted.get("body").asText()).isEqualTo("ODS_EXAMPLE");
        assertThat(counted.get("setAside").asInt()).isEqualTo(1);
        assertThat(counted.get("implementedShare").asDouble()).isEqualTo(1.0);
        assertThat(counted.get("medianDays").asDouble()).isBetween(10.0, 11.5);
    }
}
