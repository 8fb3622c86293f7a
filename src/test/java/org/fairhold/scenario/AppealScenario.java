package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Stories about appeals: what the person writes, and what the reviewer would send. */
abstract class AppealScenario extends HoldScenario {
    /** The person appeals the case's measure; the appeal's number. */
    final String lodged(String caseNumber) {
        var lodged = appeals(caseNumber, measure(caseNumber).get("id").asText());
        assertThat(lodged.status()).as(lodged.body()).isEqualTo(201);
        return lodged.json().get("appealId").asText();
    }

    final Http.Answer writes(String caseNumber, String appeal, String text) {
        return says(caseNumber, "appeals/" + appeal + "/messages", Map.of("text", text));
    }
}
