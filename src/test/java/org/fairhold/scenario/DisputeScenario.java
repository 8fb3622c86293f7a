package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stories about two parties and one contract. */
abstract class DisputeScenario extends HoldScenario {
    static final String FOR_ANNA = "Your sketches are there, and two thirds of them were accepted in May.";
    static final String FOR_CARL = "The brief of March asks for what you received; the third sketch is missing.";
    static final String AGREED = "Both wrote: the third sketch is dropped, and its price goes back.";

    /** Carl says that something about a contract of Anna's is wrong. */
    final Http.Answer complains(String contract, Map<String, ?> with) {
        var facts = new HashMap<String, Object>(Map.of("kind", "DISPUTE", "facts", List.of(fact(contract))));
        facts.putAll(with);
        return report(ANNA, facts);
    }

    final Map<String, Object> fact(String contract) {
        return Map.of(
                "text",
                "The third sketch never came, says Canarybird.",
                "occurredAt",
                now().minus(Duration.ofHours(2)).toString(),
                "contractId",
                contract);
    }

    /** The dispute about a contract, with both invited. */
    final String inDispute(String contract) {
        var answer = complains(contract, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("OPENED");
        settle();
        return answer.json().get("caseNumber").asText();
    }

    /** Carl disputes that much of a contract that he has paid, and all of it is held. */
    final String withHeld(String contract, long minor) {
        disputed(contract, minor);
        var number = inDispute(contract);
        holds(number, "PROPOSED", null);
        return number;
    }

    final Http.Answer tells(String number, String account) {
        return says(number, "answers", Map.of("text", "This is how " + account + " sees it.", "accountId", account));
    }

    final void bothTell(String number) {
        assertThat(tells(number, ANNA).status()).isEqualTo(201);
        assertThat(tells(number, CARL).status()).isEqualTo(201);
    }

    static Map<String, Object> outcome(String outcome, String refund) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("outcome", outcome);
        fields.put("reasonForFreelancer", FOR_ANNA);
        fields.put("reasonForClient", FOR_CARL);
        if (refund != null) {
            fields.put("refund", refund);
        }
        if (outcome.equals("AGREED")) {
            fields.put("agreedText", AGREED);
        }
        return fields;
    }

    final void comesOut(String number, String outcome, String refund) {
        decides("ana", number, "decideOutcome", outcome(outcome, refund));
    }

    static final String TOLD = "We sent the brief, both answers and the list of what was delivered.";

    static Map<String, Object> answered() {
        return Map.of("reasonForPerson", TOLD);
    }

    /** The mediator has what we know of the dispute. */
    final void mediatorAnswered(String number) {
        decides("ana", number, "answerBody", answered());
    }

    final Http.Answer consents(String number, String account, long minor, String currency, boolean consent) {
        return says(
                number,
                "refund-consent",
                Map.of("accountId", account, "amount", money(minor, currency), "consent", consent));
    }

    final void consents(String number, long minor, boolean consent) {
        var answer = consents(number, ANNA, minor, "USD", consent);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    final String waitsFor(String number) {
        return theCase(number).at("/waitingFor/step").asText();
    }

    final Instant holdEnds(String number) {
        return Instant.parse(theHold(number).get("endsAt").asText());
    }

    /** Every review until then confirms the hold, so that only its end ends it. */
    final void confirmedUntilItsEnd(String number) {
        while (theHold(number).get("endedAs") == null) {
            var next = theHold(number).get("reviewAt");
            if (next == null || !Instant.parse(next.asText()).isBefore(holdEnds(number))) {
                advanceTo(holdEnds(number));
                return;
            }
            advanceTo(Instant.parse(next.asText()));
            if (as("ana").sees(number, "reviewHold")) {
                decides(
                        "ana",
                        number,
                        "reviewHold",
                        Map.of("holdReview", "CONFIRM", "reasonForPerson", "The two have not settled it yet."));
            }
        }
    }

    final JsonNode ledger() {
        return marketplace.get("/demo/marketplace/ledger").json();
    }

    final void everythingBalances() {
        assertThat(ledger().get("balanced").asBoolean()).isTrue();
    }
}
