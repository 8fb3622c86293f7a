package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stories about money that is held. Versions of a contract rise by themselves. */
abstract class HoldScenario extends Contracts {
    static final String WHY = "The client disputes this work, and the bank has asked about it.";

    @Autowired
    JdbcClient sql;

    private final Map<String, Integer> versions = new HashMap<>();

    @BeforeEach
    void contracts_that_nobody_told_of() {
        versions.clear();
    }

    static Map<String, Object> money(long minor, String currency) {
        return Map.of("amountMinor", minor, "currency", currency);
    }

    final Http.Answer says(String contract, Map<String, ?> facts) {
        var all = new LinkedHashMap<String, Object>(Map.of("state", "ACTIVE"));
        all.putAll(facts);
        all.putIfAbsent("version", versions.merge(contract, 1, Integer::sum));
        var answer = putContract(contract, ANNA, CARL, all);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        return answer;
    }

    /** The client disputes that much of an active contract, after it was paid: as much is available, and as much pending. */
    final void disputed(String contract, long minor, String currency) {
        var paid = versions.containsKey(contract);
        says(contract, Map.of("disputed", true, "disputedAmount", money(minor, currency)));
        if (!paid) {
            pays(contract, minor, currency, "AVAILABLE");
            pays(contract, minor, currency, "PENDING");
        }
    }

    final void pays(String contract, long minor, String currency, String state) {
        var answer = marketplace.post(
                "/demo/marketplace/payments",
                Map.of("contractId", contract, "amount", money(minor, currency), "state", state));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** What the reference marketplace says is {@code available}, {@code pending} or {@code held}, in cents; 0 for who never had any. */
    final long balance(String account, String where) {
        var answer = marketplace.get("/demo/marketplace/accounts/" + account + "/balance");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path(where).path("amountMinor").asLong();
    }

    final Http.Answer withdraws(String account, long minor) {
        return marketplace.post(
                "/demo/marketplace/actions",
                Map.of("accountId", account, "permission", "WITHDRAW", "amount", money(minor, "USD")));
    }

    final void disputed(String contract, long minor) {
        disputed(contract, minor, "USD");
    }

    final Map<String, Object> completed() {
        return Map.of("state", "ENDED", "endedAt", now().toString(), "outcome", "COMPLETED");
    }

    final void completes(String contract) {
        says(contract, completed());
    }

    final void fails(String contract, long disputedMinor) {
        says(
                contract,
                Map.of(
                        "state",
                        "ENDED",
                        "endedAt",
                        now().toString(),
                        "outcome",
                        "FAILED",
                        "disputed",
                        true,
                        "disputedAmount",
                        money(disputedMinor, "USD")));
    }

    /** A case with a violation found, so that money at stake can be held. */
    final String found(String subject, String kind) {
        var number = opened(subject, kind);
        answers(number);
        finds("ana", number, "VIOLATION");
        return number;
    }

    final Map<String, Object> hold(String decision, String lines) {
        var fields = new HashMap<String, Object>();
        fields.put("holdDecision", decision);
        fields.put("origin", "AVAILABLE");
        fields.put("reasonForPerson", WHY);
        if (lines != null) {
            fields.put("holdLines", lines);
        }
        return fields;
    }

    final void holds(String caseNumber, String decision, String lines) {
        decides("ana", caseNumber, "decideHold", hold(decision, lines));
    }

    /** A case that holds all that is at stake. */
    final String withHold(String kind) {
        var number = found(ANNA, kind);
        holds(number, "PROPOSED", null);
        return number;
    }

    final JsonNode theHold(String caseNumber) {
        var items =
                marketplace.get("/api/v1/cases/" + caseNumber + "/holds").json().get("items");
        return items.get(items.size() - 1);
    }

    /** What a case holds now, such as {@code k-1 30000 USD}. */
    final List<String> held(String caseNumber) {
        List<String> held = new ArrayList<>();
        theHold(caseNumber).get("lines").forEach(line -> {
            if (line.at("/held/amountMinor").asLong() > 0) {
                held.add("%s %d %s"
                        .formatted(
                                line.path("contractId").asText("null"),
                                line.at("/held/amountMinor").asLong(),
                                line.at("/held/currency").asText()));
            }
        });
        return held;
    }

    /** What went back, such as {@code k-1 30000 CONTRACT_COMPLETED}. */
    final List<String> releases(String caseNumber) {
        List<String> releases = new ArrayList<>();
        theHold(caseNumber).get("lines").forEach(line -> line.get("releases")
                .forEach(release -> releases.add("%s %d %s"
                        .formatted(
                                line.path("contractId").asText("null"),
                                release.at("/amount/amountMinor").asLong(),
                                release.get("why").asText()))));
        return releases;
    }

    /** The commands of a kind that the marketplace was given, by their keys. */
    final List<String> commanded(String caseNumber, String kind) {
        return sql.sql("select key from marketplace_command where case_number = :case and kind = :kind order by key")
                .param("case", caseNumber)
                .param("kind", kind)
                .query(String.class)
                .list();
    }
}
