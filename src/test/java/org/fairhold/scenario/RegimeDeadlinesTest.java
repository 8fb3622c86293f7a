package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What laws ask for is a row of a table with a day: it counts from that day on, and nobody loses what was promised before. */
class RegimeDeadlinesTest extends ClosureScenario {
    private static final String TABLE = "regimes/regime-deadlines.dmn";
    private static final String TESTS = "regimes/regime-deadlines.tests.csv";
    private static final String FIRST_ROW = "      <rule id=\"pwdAnswer\">";
    private static final String FIRST_TEST = "From the day of the Platform Work Directive";

    private ProcessSet files;

    @BeforeEach
    void the_files_that_came_with_the_desk() throws IOException {
        files = ProcessSet.onTheClassPath();
    }

    /** Other tests know the desk as it came. */
    @AfterEach
    void the_desk_as_it_came() {
        assertThat(marketplace.post("/demo/reset?seed=empty", "").status()).isLessThan(300);
    }

    @Test
    void a_new_row_changes_nothing_until_its_day_and_counts_from_then_on() {
        deployed(with(files, "DSA", "APPEAL_ANSWER", today().plusDays(4), 10));
        var before = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var promised = answerDue(before);
        assertThat(statement(before).get("appealAnswerDays").asInt()).isEqualTo(14);
        assertThat(promised).isEqualTo(lodgedAt(before).plus(Duration.ofDays(14)));

        advance("P5D");

        var after = withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        assertThat(statement(after).get("appealAnswerDays").asInt()).isEqualTo(10);
        assertThat(lastText(ANNA)).contains("We answer within 10 days");
        assertThat(answerDue(after)).isEqualTo(lodgedAt(after).plus(Duration.ofDays(10)));
        assertThat(dueOf(before)).isEqualTo(promised);
    }

    @Test
    void an_appeal_that_is_lodged_after_the_day_has_the_new_time_though_its_measure_is_older() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");

        deployed(ours(files, "ourAnswer", 14, 9));

        assertThat(statement(number).get("appealAnswerDays").asInt()).isEqualTo(14);
        assertThat(answerDue(number)).isEqualTo(lodgedAt(number).plus(Duration.ofDays(9)));
    }

    @Test
    void what_a_statement_promised_stands_when_the_table_takes_it_back() {
        deployed(ours(ours(files, "ourAnswer", 14, 9), "ourWindow", 184, 200));
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        assertThat(statement(number).get("appealUntil").asText())
                .isEqualTo(issuedAt(number).plus(Duration.ofDays(200)).toString());

        deployed(files);
        advanceTo(issuedAt(number).plus(Duration.ofDays(199)));

        assertThat(answerDue(number)).isEqualTo(lodgedAt(number).plus(Duration.ofDays(9)));
    }

    @Test
    void a_closure_is_announced_as_long_before_as_the_strictest_law_says() {
        deployed(with(files, "PWD", "CLOSURE_NOTICE", today().minusDays(2), 45));
        var waits = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");

        closes("ana", waits);

        assertThat(day(waits)).isEqualTo(issuedAt(waits).plus(Duration.ofDays(45)));
        advanceTo(day(waits).minusSeconds(60));
        assertThat(level(ANNA)).isEqualTo("WARNED");
        advance("PT2M");
        assertThat(level(ANNA)).isEqualTo("CLOSED");
    }

    @Test
    void a_trial_names_every_open_promise_that_the_changed_table_would_break_and_keeps_it() {
        var number = withMeasure(CARL, "NON_PAYMENT", "WARNING");
        var promised = answerDue(number);
        var closing = announced();
        var stricter = ours(ours(files, "ourAnswer", 14, 10), "ourNotice", 30, 45);

        var trial = tryOut(stricter);

        assertThat(trial.get("findings")).isEmpty();
        assertThat(lines(trial.get("breaches")))
                .containsExactlyInAnyOrder(
                        "%s APPEAL_ANSWER %s %s House rule"
                                .formatted(number, promised, promised.minus(Duration.ofDays(4))),
                        "%s CLOSURE_NOTICE %s %s House rule"
                                .formatted(closing, day(closing), day(closing).plus(Duration.ofDays(15))));
        assertThat(breaches()).isEmpty();
        deployed(stricter);
        assertThat(dueOf(number)).isEqualTo(promised);
        assertThat(lines(breaches())).isEqualTo(lines(trial.get("breaches")));
        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "UPHOLD", "reasonForPerson", "I read all of the messages again."));
        assertThat(lines(breaches())).singleElement().asString().startsWith(closing);
    }

    @Test
    void a_law_of_a_later_day_breaks_only_what_we_promise_for_that_day_or_after() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var promised = answerDue(number);
        var day = promised.atOffset(ZoneOffset.UTC).toLocalDate();

        var inTime = tryOut(with(files, "DSA", "APPEAL_ANSWER", day.plusDays(2), 10));
        var broken = tryOut(with(files, "DSA", "APPEAL_ANSWER", day.minusDays(2), 10));
        var ofOthers = tryOut(with(files, "SEATTLE", "APPEAL_ANSWER", day.minusDays(2), 10));

        assertThat(inTime.get("breaches")).isEmpty();
        assertThat(ofOthers.get("breaches")).isEmpty();
        assertThat(lines(broken.get("breaches")))
                .containsExactly("%s APPEAL_ANSWER %s %s A law of tomorrow"
                        .formatted(number, promised, promised.minus(Duration.ofDays(4))));
    }

    @Test
    void a_longer_time_to_appeal_is_owed_to_whoever_can_still_appeal_in_an_open_case() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        var trial = tryOut(ours(files, "ourWindow", 184, 200));

        assertThat(lines(trial.get("breaches")))
                .containsExactly("%s APPEAL_WINDOW %s %s House rule"
                        .formatted(
                                number,
                                issuedAt(number).plus(Duration.ofDays(184)),
                                issuedAt(number).plus(Duration.ofDays(200))));
    }

    @Test
    void the_recipe_of_the_guide_is_accepted_as_it_stands() {
        deployed(Guide.recipe("Change a deadline of a law").on(files));
    }

    @Test
    void who_may_not_know_of_fraud_reads_of_no_breach_in_it() {
        var number = report(ANNA, Map.of("kind", "FRAUD_SUSPICION"))
                .json()
                .get("caseNumber")
                .asText();
        settle();
        decides("fay", number, "decideFreeze", FraudScenario.freeze("NOTHING"));
        var promised = answerDue(number);

        deployed(ours(files, "ourAnswer", 14, 10));

        assertThat(lines(breaches()))
                .containsExactly("%s APPEAL_ANSWER %s %s House rule"
                        .formatted(number, promised, promised.minus(Duration.ofDays(4))));
        assertThat(breaches("uncleared")).isEmpty();
    }

    private static ProcessSet with(ProcessSet set, String regime, String deadline, LocalDate from, int days) {
        var row =
                """
                      <rule id="tomorrow">
                        <description>A law of tomorrow.</description>
                        <inputEntry id="tomorrowWhenRegime">
                          <text>"%s"</text>
                        </inputEntry>
                        <inputEntry id="tomorrowWhenDeadline">
                          <text>"%s"</text>
                        </inputEntry>
                        <inputEntry id="tomorrowWhenDay">
                          <text>&gt;= date and time("%sT00:00:00")</text>
                        </inputEntry>
                        <outputEntry id="tomorrowThenDays">
                          <text>%d</text>
                        </outputEntry>
                        <outputEntry id="tomorrowThenSource">
                          <text>"A law of tomorrow"</text>
                        </outputEntry>
                      </rule>
                """
                        .formatted(regime, deadline, from, days);
        var test =
                "The law of tomorrow counts.,%s,%s,%s,%d,A law of tomorrow\n".formatted(regime, deadline, from, days);
        return set.with(TABLE, FIRST_ROW, row + FIRST_ROW).with(TESTS, FIRST_TEST, test + FIRST_TEST);
    }

    /** Our own rule with other days, in the table and in all of its tests. */
    private static ProcessSet ours(ProcessSet set, String row, int days, int then) {
        var entry = "<outputEntry id=\"%sThenDays\">\n          <text>%d</text>";
        var tests = new String(set.files().get(TESTS), UTF_8)
                .replace("%d,House rule".formatted(days), "%d,House rule".formatted(then));
        return OwnerScenario.saying(
                set.with(TABLE, entry.formatted(row, days), entry.formatted(row, then)), TESTS, tests);
    }

    private void deployed(ProcessSet set) {
        var answer = marketplace.zip(OwnerScenario.DEPLOYMENTS, OwnerScenario.zip(set.files()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private JsonNode tryOut(ProcessSet set) {
        var answer = marketplace.zip(OwnerScenario.DEPLOYMENTS + "?dryRun=true", OwnerScenario.zip(set.files()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode breaches() {
        return breaches("demo");
    }

    private JsonNode breaches(String key) {
        var answer = new Http(port).with("Authorization", "Bearer " + key).get("/api/v1/compliance/breaches");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> lines(JsonNode breaches) {
        List<String> lines = new ArrayList<>();
        breaches.forEach(one -> lines.add("%s %s %s %s %s"
                .formatted(
                        one.get("caseNumber").asText(),
                        one.get("deadline").asText(),
                        one.get("promised").asText(),
                        one.get("byTable").asText(),
                        one.get("source").asText())));
        return lines;
    }

    private LocalDate today() {
        return now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The person appeals the case's measure now; by when we promise to answer. */
    private Instant answerDue(String number) {
        var lodged = appeals(number, measure(number).get("id").asText());
        assertThat(lodged.status()).as(lodged.body()).isEqualTo(201);
        return Instant.parse(lodged.json().get("answerDue").asText());
    }

    private Instant lodgedAt(String number) {
        return appealed("lodged_at", number);
    }

    private Instant dueOf(String number) {
        return appealed("answer_due", number);
    }

    private Instant appealed(String column, String number) {
        return sql.sql("select %s from appeal where case_number = :case".formatted(column))
                .param("case", number)
                .query(Timestamp.class)
                .single()
                .toInstant();
    }

    private Instant issuedAt(String number) {
        return Instant.parse(statement(number).get("issuedAt").asText());
    }
}
