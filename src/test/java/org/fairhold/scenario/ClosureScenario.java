package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Stories about accounts that are closed. */
abstract class ClosureScenario extends HoldScenario {
    static final String REASON = "This is the third time that you showed the work of others, Canarybird.";
    static final String PROVISION = "Section 12 of the Platform Act obliges us to end the service.";

    /** Somebody who was warned before, and did it again: the case waits for its measure. */
    final String again(String subject, String before, String now) {
        var earlier = withMeasure(subject, before, "WARNING");
        assertThat(measure(earlier).get("kind").asText()).isEqualTo("WARNING");
        return found(subject, now);
    }

    /** Anna was warned for spam and has shown the work of others: her account is to be closed. */
    final String announced() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        closes("ana", number);
        return number;
    }

    final void closes(String who, String caseNumber) {
        decides(who, caseNumber, "decideMeasure", closure());
    }

    final Map<String, Object> closure() {
        return new HashMap<>(Map.of(
                "measure", "CLOSURE",
                "reasonForPerson", REASON,
                "departureText", "The warning did not help, Canarybird says."));
    }

    final Map<String, Object> atOnce(String exception) {
        var fields = closure();
        fields.put("measure", "CLOSURE_AT_ONCE");
        fields.put("closureException", exception);
        fields.put("closureCitation", PROVISION);
        return fields;
    }

    final void signs(String who, String caseNumber, String signature) {
        decides(
                who,
                caseNumber,
                "signClosure",
                Map.of("closureSignature", signature, "note", "I read all of it, and the record."));
    }

    final Instant day(String caseNumber) {
        return Instant.parse(measure(caseNumber).get("closesAt").asText());
    }

    final String level(String account) {
        return standing(account).get("standing").asText();
    }

    final List<String> blocked(String account) {
        List<String> blocked = new ArrayList<>();
        standing(account)
                .get("blocked")
                .forEach(one -> blocked.add(one.get("permission").asText()));
        return blocked;
    }

    final JsonNode closing(String caseNumber) {
        return statement(caseNumber).get("measure").get("closing");
    }

    /** What is so at exactly this millisecond; the clock goes on afterwards from where it was. */
    final void at(Instant moment, Runnable look) {
        var before = now();
        ClockUtil.setCurrentTime(Date.from(moment));
        try {
            look.run();
        } finally {
            ClockUtil.offset(before.toEpochMilli() - System.currentTimeMillis());
        }
    }

    final void everythingIsWithdrawn(String account) {
        var left = balance(account, "available");
        if (left > 0) {
            assertThat(withdraws(account, left).status()).isEqualTo(200);
        }
        settle();
    }
}
