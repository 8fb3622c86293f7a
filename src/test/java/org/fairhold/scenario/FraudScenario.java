package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stories about a suspicion of fraud: Anna is suspected, Carl paid her. */
abstract class FraudScenario extends HoldScenario {
    static final String FOUND =
            "Three cards reported as stolen paid these contracts, and no work was delivered on any of them.";
    static final String CLEAN =
            "The bank has confirmed that the cards are the clients' own, and all work was delivered.";
    static final String NOTE = "Seen in the payment records, checked with the bank.";
    static final String REASON = "Payments on your contracts came from cards that were reported as stolen.";

    final Http.Answer suspects(String subject) {
        return report(subject, Map.of("kind", "FRAUD_SUSPICION"));
    }

    /** A suspicion that somebody is asked to decide about; the case's number. */
    final String suspected(String subject) {
        var answer = suspects(subject);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("OPENED");
        settle();
        return answer.json().get("caseNumber").asText();
    }

    static Map<String, Object> freeze(String withhold) {
        var fields = new HashMap<String, Object>();
        fields.put("freezeDecision", "FREEZE");
        fields.put("reasonForPerson", REASON);
        fields.put("note", NOTE);
        fields.put("withhold", withhold);
        if (!withhold.equals("NOTHING")) {
            fields.put("withholdReason", "The others would move their money at once.");
            fields.put("lookAgainDays", "2");
        }
        return fields;
    }

    final String frozen(String subject) {
        return frozen(subject, "NOTHING");
    }

    final String frozen(String subject, String withhold) {
        var number = suspected(subject);
        decides("fay", number, "decideFreeze", freeze(withhold));
        return number;
    }

    /** Carl has paid Anna on that contract: as much is available, and as much pending. */
    final void paid(String contract, long minor) {
        says(contract, Map.of());
        pays(contract, minor, "USD", "AVAILABLE");
        pays(contract, minor, "USD", "PENDING");
    }

    final void finds(String number, String finding) {
        decides(
                "fay",
                number,
                "investigateFraud",
                Map.of("finding", finding, "findingText", finding.equals("VIOLATION") ? FOUND : CLEAN));
    }

    static Map<String, Object> reversal(String lines) {
        return Map.of(
                "reversalProposal",
                "REVERSE",
                "reversalLines",
                lines,
                "evidence",
                "The bank's letters name these two payments.",
                "reasonForPerson",
                REASON);
    }

    static Map<String, Object> signature() {
        return Map.of("reversalSignature", "APPROVE", "note", "I have read the bank's letters myself.");
    }

    static Map<String, Object> settlement(String how) {
        return Map.of("settlement", how, "reasonForPerson", "The matter is closed between us and the bank.");
    }

    /** Fraud is confirmed, and fay has asked for that to go back. */
    final String proposed(String lines) {
        var number = frozen(ANNA);
        finds(number, "VIOLATION");
        decides("fay", number, "proposeReversal", reversal(lines));
        return number;
    }

    /** All that Anna and Carl have, as the reference marketplace says. */
    final List<Long> money() {
        List<Long> all = new ArrayList<>();
        for (var account : List.of(ANNA, CARL)) {
            for (var where : List.of("available", "pending", "held")) {
                all.add(balance(account, where));
            }
        }
        assertThat(marketplace
                        .get("/demo/marketplace/ledger")
                        .json()
                        .get("balanced")
                        .asBoolean())
                .isTrue();
        return all;
    }

    final JsonNode standingLevel(String account) {
        return standing(account).get("standing");
    }

    static final List<String> EVERYTHING = List.of(
            "LOG_IN",
            "APPLY",
            "POST_JOB",
            "START_CONTRACT",
            "WORK",
            "END_CONTRACT",
            "MESSAGE",
            "EDIT_PROFILE",
            "CHANGE_PAYOUT",
            "WITHDRAW");
}
