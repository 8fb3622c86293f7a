package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** The letter below the forms of an investigation: what somebody reads while they write is what the person then gets. */
class FraudLetterTest extends FraudScenario {
    private List<String> shown(String who, String number, String step, Map<String, String> fields) {
        var page = as(who).letter(as(who).task(number, step).get("id").asText(), fields);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return Pattern.compile("<article[^>]*>(.*?)</article>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .map(found -> words(found.group(1)))
                .toList();
    }

    private List<String> sent() {
        return mails(ANNA).stream()
                .map(mail -> words(mail.get("html").asText().replaceAll("(?s).*<main[^>]*>(.*)</main>.*", "$1")))
                .toList();
    }

    /** Without the numbers that are only taken when it is sent, and the minute of sending. */
    private static String words(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("<h[23][^>]*>", "<h>").replaceAll("</h[23]>", "</h>"))
                .replaceAll("\\b([SK])-(\\d+|…)", "$1-")
                .replaceAll("\\d{1,2}:\\d{2}\\h[AP]M", "then")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Map<String, String> typed(Map<String, Object> fields, String choice) {
        var typed = new HashMap<String, String>();
        fields.forEach((field, value) -> typed.put(field, String.valueOf(value)));
        typed.put("choice", String.valueOf(fields.get(choice)));
        typed.put("reason", String.valueOf(fields.getOrDefault("reasonForPerson", "")));
        typed.keySet()
                .retainAll(List.of(
                        "choice", "reason", "withhold", "lookAgainDays", "reversalLines", "origin", "holdLines"));
        return typed;
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTHING", "FACTS", "FACTS_AND_SOURCE"})
    void the_letter_of_a_freeze_is_the_one_that_is_then_sent_but_for_the_money_that_nobody_knows_yet(String withhold) {
        var number = suspected(ANNA);
        var fields = freeze(withhold);

        var shown = shown("fay", number, "decideFreeze", typed(fields, "freezeDecision"));
        assertThat(mails(ANNA)).isEmpty();
        decides("fay", number, "decideFreeze", fields);

        assertThat(shown).hasSize(1);
        assertThat(sent()).hasSize(1);
        assertThat(shown.get(0))
                .contains(REASON, "[what the marketplace says that the account has]")
                .isEqualTo(sent().get(0)
                        .replaceFirst(
                                "(We hold this for you:</p> *<ul> *<li>)[^<]*",
                                "$1[what the marketplace says that the account has]"));
        assertThat(shown.get(0).contains("Fourteen")).isEqualTo(withhold.equals("NOTHING"));
    }

    @Test
    void without_fraud_both_letters_are_shown_as_they_are_then_sent() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);

        var shown = shown("fay", number, "investigateFraud", Map.of("choice", "NONE"));
        assertThat(as("fay")
                        .letter(
                                as("fay")
                                        .task(number, "investigateFraud")
                                        .get("id")
                                        .asText(),
                                "VIOLATION",
                                "")
                        .body())
                .contains("sends no letter. The next step decides.");
        finds(number, "NONE");

        assertThat(shown).hasSize(2);
        assertThat(sent()).containsAll(shown);
    }

    @Test
    void the_full_statement_is_shown_to_whoever_asks_for_a_reversal_and_to_whoever_signs_it_as_it_is_then_sent() {
        paid("k-1", 60_000);
        var number = frozen(ANNA);
        finds(number, "VIOLATION");
        var fields = reversal("k-1 USD 500.00 AVAILABLE\nk-1 USD 100.00 PENDING");
        assertThat(as("fay")
                        .letter(
                                as("fay")
                                        .task(number, "proposeReversal")
                                        .get("id")
                                        .asText(),
                                typed(reversal("all of it"), "reversalProposal"))
                        .body())
                .contains("Write one line for each contract");

        var asked = shown("fay", number, "proposeReversal", typed(fields, "reversalProposal"));
        decides("fay", number, "proposeReversal", fields);
        var toSign = shown("gil", number, "signReversal", Map.of("choice", "APPROVE"));
        decides("gil", number, "signReversal", signature());

        assertThat(asked).hasSize(1).isEqualTo(toSign);
        assertThat(sent().get(sent().size() - 1))
                .isEqualTo(asked.get(0))
                .contains("500.00", "100.00", "We found fraud");
    }

    @Test
    void what_is_disclosed_is_shown_before() {
        var number = frozen(ANNA, "FACTS");
        advance("P2DT1S");

        var shown = shown("gil", number, "reviewWithheld", Map.of("choice", "DISCLOSE"));
        decides(
                "gil",
                number,
                "reviewWithheld",
                Map.of("withheldReview", "DISCLOSE", "withholdReason", "The bank knows all by now."));

        assertThat(shown).hasSize(1);
        assertThat(sent().get(sent().size() - 1)).isEqualTo(shown.get(0)).contains("Fourteen");
    }

    @Test
    void whoever_settles_a_fraud_sees_what_each_choice_sends() {
        paid("k-1", 60_000);
        var number = proposed("k-1 USD 500.00 AVAILABLE");
        decides("gil", number, "signReversal", signature());

        assertThat(shown("fay", number, "settleFraud", Map.of("choice", "KEEP")))
                .isEmpty();
        assertThat(shown("fay", number, "settleFraud", Map.of("choice", "RELEASE_MONEY")))
                .hasSize(1);
        assertThat(shown("fay", number, "settleFraud", Map.of("choice", "CLOSE", "reason", REASON))
                        .get(0))
                .contains("We closed your account", "[the exception that you choose]", REASON);
        var lifts = settlement("LIFT");
        var shown = shown("fay", number, "settleFraud", typed(lifts, "settlement"));
        decides("fay", number, "settleFraud", lifts);
        assertThat(shown).hasSize(2);
        assertThat(sent()).containsAll(shown);
    }
}
