package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Stories about an account that somebody else has: Anna's. What we know of her is older than any suspicion. */
abstract class TakeoverScenario extends FraudScenario {
    static final String OWNER_SAYS = "Anna went through all of it with us on the phone.";

    @BeforeEach
    void everybody_has_been_here_for_days() {
        advance("P3D");
    }

    final Http.Answer reportsTakeover(Map<String, ?> with) {
        var report = new HashMap<String, Object>(Map.of("kind", "ACCOUNT_TAKEOVER", "source", "SYSTEM"));
        report.putAll(with);
        return report(ANNA, report);
    }

    /** Somebody reports it, and nobody has decided yet; the case's number. */
    final String takenOver() {
        return takenOver(Map.of());
    }

    final String takenOver(Map<String, ?> with) {
        var answer = reportsTakeover(with);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        settle();
        return answer.json().get("caseNumber").asText();
    }

    final String frozenAgainstTheThief() {
        var number = takenOver();
        decides("fay", number, "decideFreeze", freeze("NOTHING"));
        return number;
    }

    /** The thief signs in as Anna; the session. */
    final String thiefSignsIn() {
        return acts(ANNA, "LOG_IN").json().get("reference").asText();
    }

    final Http.Answer thief(String session, String permission) {
        return thief(session, permission, Map.of());
    }

    final Http.Answer thief(String session, String permission, Map<String, ?> with) {
        var attempt = new LinkedHashMap<String, Object>();
        attempt.put("accountId", ANNA);
        attempt.put("permission", permission);
        attempt.put("session", session);
        attempt.putAll(with);
        return marketplace.post("/demo/marketplace/actions", attempt);
    }

    /** The id of what the thief has changed. */
    final String thiefDid(String session, String permission, Map<String, ?> with) {
        var done = thief(session, permission, with);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        return done.json().get("reference").asText();
    }

    final Http.Answer proves(String channel, boolean proven) {
        var answer = marketplace.post(
                "/api/v1/accounts/" + ANNA + "/owner-proofs", Map.of("channel", channel, "proven", proven));
        settle();
        return answer;
    }

    final void isProven() {
        assertThat(proves("IDENTITY_DOCUMENT", true).status()).isEqualTo(201);
    }

    static Map<String, Object> undoAll() {
        return Map.of("changeDecision", "UNDO_ALL", "note", OWNER_SAYS);
    }

    static Map<String, Object> asWritten(String lines) {
        return Map.of("changeDecision", "AS_WRITTEN", "changeLines", lines, "note", OWNER_SAYS);
    }

    /** What the marketplace has of Anna. */
    final JsonNode atTheMarketplace() {
        return marketplace.get("/demo/marketplace/accounts/" + ANNA).json();
    }

    final List<String> listed(String field) {
        List<String> values = new ArrayList<>();
        atTheMarketplace().get(field).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Anna has these addresses from now on. */
    final void hasAddresses(String email, String second, int version) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("role", "FREELANCER");
        facts.put("displayName", mailName(ANNA));
        facts.put("email", email);
        facts.put("secondEmail", second);
        facts.put("language", "en");
        facts.put("country", "DE");
        facts.put("timeZone", "Europe/Berlin");
        facts.put("registeredOn", "2024-03-01");
        facts.put("business", false);
        facts.put("version", version);
        assertThat(marketplace.put("/api/v1/accounts/" + ANNA, facts).status()).isEqualTo(200);
    }
}
