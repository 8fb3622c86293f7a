package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What the desk writes for itself, and who reported something, never leaves it: not by mail, not in a statement, not by the API,
 * not in a log. Each internal text of these stories holds a word that stands nowhere else, and whoever reports is Zoe.
 */
class InternalTextTest extends FraudScenario {
    private static final String CANARY = "Ikarusfalter";
    private static final String REPORTER = "zoe";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<String> cases = new ArrayList<>();
    private int written;

    @BeforeEach
    void the_log_is_read() {
        log.start();
        root().addAppender(log);
        account(REPORTER, "CLIENT");
        cases.clear();
        written = 0;
    }

    @AfterEach
    void the_log_is_left() {
        root().detachAppender(log);
        log.stop();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Something that the desk writes for itself. */
    private String internal() {
        written++;
        return "%s number %d is what we think of all this among ourselves.".formatted(CANARY, written);
    }

    /** Zoe reports Anna, and the desk writes a note about it. */
    private String reported(String kind) {
        var answer = report(ANNA, Map.of("kind", kind, "source", "CLIENT", "reporterId", REPORTER));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        settle();
        var number = answer.json().get("caseNumber").asText();
        cases.add(number);
        var cleared = kind.equals("FRAUD_SUSPICION") ? "fay" : "ana";
        assertThat(as(cleared).does(number, "notes", "note", internal()).status())
                .isEqualTo(302);
        return number;
    }

    private String found(String kind) {
        var number = reported(kind);
        answers(number);
        decides(
                "ana",
                number,
                "reviewReport",
                Map.of("finding", "VIOLATION", "findingText", internal(), "intent", "CARELESS"));
        return number;
    }

    private String measured(String kind, String measure) {
        var number = found(kind);
        decides(
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", measure, "reasonForPerson", REASON, "departureText", internal()));
        return number;
    }

    /** Nothing that left holds the word, and nobody but Zoe reads of Zoe. */
    private void nothingLeft() {
        assertThat(written).isPositive();
        assertThat(sql.sql("select count(distinct body) from personal_text where body like ?")
                        .param("%" + CANARY + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(written);
        assertThat(everythingThatLeft()).allSatisfy(left -> assertThat(left.toLowerCase(Locale.ROOT))
                .doesNotContain(CANARY.toLowerCase(Locale.ROOT))
                .doesNotContainPattern("\\b" + REPORTER + "\\b"));
    }

    private List<String> everythingThatLeft() {
        List<String> left = new ArrayList<>();
        for (var mail : marketplace.get("/demo/mailbox?as=json").json()) {
            if (!mail.get("to").asText().startsWith(REPORTER + "@")) {
                left.add(mail.toString());
            } else {
                assertThat(mail.toString()).doesNotContain(CANARY);
            }
        }
        assertThat(left).isNotEmpty();
        for (var key : List.of("demo", "uncleared", "reader")) {
            var reader = new Http(port).with("Authorization", "Bearer " + key);
            for (var number : cases) {
                for (var part : List.of("", "/timeline?limit=200", "/statements", "/holds")) {
                    left.add(reader.get("/api/v1/cases/" + number + part).body());
                }
            }
            for (var statement :
                    sql.sql("select number from statement").query(String.class).list()) {
                left.add(reader.get("/api/v1/statements/" + statement).body());
            }
            left.add(reader.get("/api/v1/accounts/" + ANNA + "/standing").body());
        }
        sql.sql("select body::text from marketplace_command")
                .query(String.class)
                .list()
                .forEach(left::add);
        log.list.forEach(line -> left.add(line.getFormattedMessage()
                + (line.getThrowableProxy() == null
                        ? ""
                        : line.getThrowableProxy().getMessage())));
        return left;
    }

    @Test
    void of_a_warning() {
        var number = measured("SPAM_APPLICATIONS", "WARNING");
        assertThat(as("lee")
                        .does(number, "take-over", "reason", internal(), "seen", "ana")
                        .status())
                .isLessThan(500);
        written = writtenDown();

        nothingLeft();
    }

    /** What was refused was not written down. */
    private int writtenDown() {
        return sql.sql("select count(distinct body) from personal_text where body like ?")
                .param("%" + CANARY + "%")
                .query(Integer.class)
                .single();
    }

    @Test
    void of_a_restriction_that_is_appealed_refused_and_lifted() {
        var number = measured("SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        decides("ana", number, "checkFix", Map.of("fixDecision", "REFUSE", "reasonForPerson", REASON));
        decides("lee", number, "signRefusal", Map.of("signature", "RETURN", "note", internal()));
        reinstates(number);

        nothingLeft();
    }

    @Test
    void of_a_hold_that_the_marketplace_does_not_have() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD")));
        var number = found("SPAM_APPLICATIONS");
        holds(number, "PROPOSED", null);
        decides("ana", number, "checkCommand", Map.of("note", internal()));

        nothingLeft();
    }

    @Test
    void of_a_dispute() {
        disputed("k-1", 30_000);
        var answer = report(
                ANNA,
                Map.of(
                        "kind",
                        "DISPUTE",
                        "facts",
                        List.of(Map.of(
                                "text", "The third sketch never came.",
                                "occurredAt", now().minus(Duration.ofHours(2)).toString(),
                                "contractId", "k-1"))));
        settle();
        var number = answer.json().get("caseNumber").asText();
        cases.add(number);
        assertThat(as("ana").does(number, "notes", "note", internal()).status()).isEqualTo(302);
        holds(number, "PROPOSED", null);
        fails("k-1", 30_000);
        settle();
        if (as("ana").sees(number, "decideLines")) {
            decides("ana", number, "decideLines", Map.of("lineDecision", "KEEP", "note", internal()));
        }

        nothingLeft();
    }

    @Test
    void of_a_closure_at_once() {
        measured("SPAM_APPLICATIONS", "WARNING");
        var number = found("OTHERS_WORK");
        var fields = new HashMap<String, Object>();
        fields.put("measure", "CLOSURE_AT_ONCE");
        fields.put("reasonForPerson", REASON);
        fields.put("departureText", internal());
        fields.put("closureException", "LEGAL_DUTY");
        fields.put("closureCitation", "Section 12 of the Platform Act obliges us to end the service.");
        decides("ana", number, "decideMeasure", fields);
        decides("lee", number, "signClosure", Map.of("closureSignature", "SIGN", "note", internal()));

        nothingLeft();
    }

    @Test
    void of_a_fraud_from_the_call_to_the_closure() {
        account("dora", "FREELANCER");
        paid("k-1", 60_000);
        var number = reported("FRAUD_SUSPICION");
        var freeze = freeze("FACTS_AND_SOURCE");
        freeze.put("note", internal());
        freeze.put("withholdReason", internal());
        decides("fay", number, "decideFreeze", freeze);
        advance("P2DT1S");
        decides(
                "gil",
                number,
                "reviewWithheld",
                Map.of("withheldReview", "KEEP", "withholdReason", internal(), "lookAgainDays", "2"));
        advance("P1DT1M");
        decides("gil", number, "reviewFreeze", Map.of("freezeReview", "GO_ON", "findingText", internal()));
        decides(
                "fay",
                number,
                "investigateFraud",
                Map.of("finding", "VIOLATION", "findingText", internal(), "linkedAccounts", "dora"));
        var reversal = new HashMap<String, Object>(reversal("k-1 USD 500.00 AVAILABLE"));
        reversal.put("evidence", internal());
        decides("fay", number, "proposeReversal", reversal);
        decides("gil", number, "signReversal", Map.of("reversalSignature", "APPROVE", "note", internal()));
        var closure = new HashMap<String, Object>(settlement("CLOSE"));
        closure.put("closureException", "IMPERATIVE_REASON");
        closure.put("closureCitation", "Section 263 of the Criminal Code obliges us to stop serving this account.");
        decides("fay", number, "settleFraud", closure);
        decides("gil", number, "signClosure", Map.of("closureSignature", "SIGN", "note", internal()));
        assertThat(standingLevel(ANNA).asText()).isEqualTo("CLOSED");

        nothingLeft();
        assertThat(texts(ANNA) + texts(CARL)).doesNotContain("dora", "Dora");
    }

    @Test
    void of_a_suspicion_without_a_reason() {
        var number = reported("FRAUD_SUSPICION");
        var freeze = freeze("SOURCE");
        freeze.put("note", internal());
        freeze.put("withholdReason", internal());
        decides("fay", number, "decideFreeze", freeze);
        decides("fay", number, "investigateFraud", Map.of("finding", "NONE", "findingText", internal()));

        nothingLeft();
    }
}
