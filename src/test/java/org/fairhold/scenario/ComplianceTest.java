package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.fairhold.text.PersonalTexts;
import org.junit.jupiter.api.Test;

/** What compliance takes out: whole, without words of a person, and the same each time. */
class ComplianceTest extends FraudScenario {
    private LocalDate today() {
        return now().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Http.Answer export(String what, LocalDate from, LocalDate to, String more) {
        var answer = marketplace.get("/api/v1/compliance/%s?from=%s&to=%s%s".formatted(what, from, to, more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void the_statements_of_a_closed_period_are_the_same_to_the_byte_whatever_happens_later() {
        var first = today();
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        withMeasure(CARL, "SPAM_JOB_POST", "WARNING");
        advance("P1D");
        var before = export("statements", first, first, "");

        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));
        asOwner("delete from fairhold.mail; delete from fairhold.personal_text");
        advance("P1D");

        var after = export("statements", first, first, "");
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("Fairhold-Period")).hasValue("closed");
        assertThat(after.contentType()).startsWith("application/jsonl");
        assertThat(after.body().lines()).hasSize(2);
        assertThat(after.body()).doesNotContain("reversedAt").doesNotContainIgnoringCase("canarybird", "fourteen");
        var known = line(export("statements", first, first, "&asOf=" + today().minusDays(1)));
        assertThat(known.get("reversedAt").asText())
                .isEqualTo(known.get("appealAnsweredAt").asText());
        assertThat(known.get("regimes").toString()).isEqualTo("[\"DSA\",\"PWD\"]");
        assertThat(known.get("automatedDecision").asBoolean()).isFalse();
    }

    private static JsonNode line(Http.Answer answer) {
        return answer.json();
    }

    @Test
    void the_figures_say_how_many_how_long_how_many_wrong_and_how_much_money() {
        var first = today();
        disputed("k-1", 30_000);
        withHold("SPAM_APPLICATIONS");
        var number = withMeasure(CARL, "SPAM_JOB_POST", "RESTRICTION");
        appeals(number);
        advance("PT6H");
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));
        completes("k-1");
        advance("P3D");

        var figures = export("figures", first, first.plusDays(1), "");

        assertThat(figures.body())
                .isEqualTo(export("figures", first, first.plusDays(1), "").body());
        var all = figures.json();
        var wrong = entry(all.get("statements"), "SPAM_JOB_POST", "ALL");
        assertThat(wrong.get("issued").asInt()).isOne();
        assertThat(wrong.get("overturned").asInt()).isOne();
        assertThat(wrong.get("automatedSupport").asInt()).isOne();
        assertThat(wrong.get("automatedDecision").asInt()).isZero();
        var complaint = entry(all.get("complaints"), "SPAM_JOB_POST", "DSA");
        assertThat(complaint.get("lodged").asInt()).isOne();
        assertThat(complaint.get("overturned").asInt()).isOne();
        assertThat(complaint.get("changed").asInt()).isZero();
        assertThat(complaint.get("ruleChanged").asInt()).isZero();
        assertThat(complaint.get("answered").asInt()).isZero();
        assertThat(complaint.get("medianHours").asDouble()).isBetween(6.0, 6.1);
        var money = entry(all.get("money"), "SPAM_APPLICATIONS", "PWD");
        assertThat(money.get("heldMinor").asLong()).isEqualTo(30_000);
        assertThat(money.get("releasedMinor").asLong()).isEqualTo(30_000);
        assertThat(money.get("reversedMinor").asLong()).isZero();
        assertThat(money.get("medianDays").asDouble()).isBetween(0.25, 0.3);
        assertThat(entry(all.get("decisions"), "SPAM_JOB_POST", "ALL").has("p90Hours"))
                .isTrue();
    }

    private static JsonNode entry(JsonNode entries, String clause, String regime) {
        for (var entry : entries) {
            if (entry.get("clause").asText().equals(clause)
                    && entry.get("regime").asText().equals(regime)) {
                return entry;
            }
        }
        throw new AssertionError("no " + clause + " under " + regime + " in " + entries);
    }

    @Test
    void who_may_not_know_of_fraud_gets_neither_its_statements_nor_its_figures() {
        frozen(ANNA);
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");
        var period = "?from=%1$s&to=%1$s".formatted(today());

        assertThat(marketplace.get("/api/v1/compliance/statements" + period).body())
                .contains("FREEZE");
        assertThat(marketplace.get("/api/v1/compliance/figures" + period).body())
                .contains("FREEZE");
        assertThat(uncleared.get("/api/v1/compliance/statements" + period).body())
                .isEmpty();
        assertThat(uncleared.get("/api/v1/compliance/figures" + period).body()).doesNotContain("FREEZE", "FRAUD");
        assertThat(new Http(port)
                        .with("Authorization", "Bearer reader")
                        .get("/api/v1/compliance/figures" + period)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void each_export_is_noted_with_who_when_what_and_its_hash() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        var statements = export("statements", today(), today(), "").body();
        var figures = export("figures", today(), today(), "").body();

        assertThat(sql.sql(
                                "select what || ' ' || caller || ' ' || lines || ' ' || sha256 from compliance_export order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "STATEMENTS demo 1 " + PersonalTexts.sha256(statements),
                        "FIGURES demo 1 " + PersonalTexts.sha256(figures));
        refusedByTheSchema("update compliance_export set caller = 'nobody'", "permission denied");
        refusedByTheSchema("delete from compliance_export", "permission denied");
    }

    @Test
    void days_that_are_none_are_refused_by_name() {
        var day = today();
        var path = "/api/v1/compliance/statements";
        for (var wrong : Map.of(
                        "?to=" + day, "from",
                        "?from=" + day, "to",
                        "?from=yesterday&to=" + day, "from",
                        "?from=" + day.plusDays(1) + "&to=" + day, "from",
                        "?from=" + day + "&to=" + day.plusDays(1), "to",
                        "?from=" + day + "&to=" + day + "&asOf=" + day.minusDays(1), "asOf")
                .entrySet()) {
            var answer = marketplace.get(path + wrong.getKey());

            assertThat(answer.status()).as(wrong.getKey()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(wrong.getValue());
        }
        assertThat(rows("compliance_export")).isZero();
    }
}
