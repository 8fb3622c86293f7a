package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A freelancer whose contracts end well or badly, and the people who look at all of them. */
abstract class Contracts extends Scenario {
    static final String HARM =
            "Three clients paid for work that never came; nine others were happy, which does not help these three.";

    private final Map<String, Integer> versions = new HashMap<>();

    /** A contract between Anna and Carl that has ended with that feedback, or with none for null. */
    final void ended(String id, Integer feedback) {
        ended(id, ANNA, CARL, feedback, "COMPLETED");
    }

    final void ended(String id, String freelancer, String client, Integer feedback, String outcome) {
        var version = versions.merge(id, 1, Integer::sum);
        var end = new HashMap<String, Object>(Map.of(
                "state",
                "ENDED",
                "endedAt",
                now().minus(Duration.ofDays(3)).toString(),
                "outcome",
                outcome,
                "version",
                version));
        if (feedback != null) {
            end.put("feedback", feedback);
        }
        assertThat(putContract(id, freelancer, client, end).status()).isIn(200, 201);
    }

    /** So many of Anna's contracts that ended without anything to say against them: feedback, or none. */
    final void good(int contracts) {
        for (int i = 1; i <= contracts; i++) {
            ended("good-" + i, i % 4 == 0 ? null : 5);
        }
    }

    final void bad(int contracts) {
        for (int i = 1; i <= contracts; i++) {
            ended("bad-" + i, 1);
        }
    }

    final Http.Answer complains(String subject, String code, String contract, Map<String, ?> with) {
        var facts = new HashMap<String, Object>(Map.of(
                "kind",
                "POOR_PERFORMANCE",
                "facts",
                List.of(Map.of(
                        "code",
                        code,
                        "text",
                        "Nothing has come for two weeks, says Canarybird.",
                        "occurredAt",
                        now().minus(Duration.ofHours(2)).toString(),
                        "contractId",
                        contract))));
        facts.putAll(with);
        return report(subject, facts);
    }

    /** Carl complains about that contract of Anna's; the case that is opened, after its record was judged. */
    final String complained(String code, String contract) {
        var answer = complains(ANNA, code, contract, Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("OPENED");
        settle();
        return answer.json().get("caseNumber").asText();
    }

    final void determines(String who, String caseNumber, String determination) {
        decides(
                who,
                caseNumber,
                "reviewPerformance",
                Map.of("determination", determination, "determinationText", HARM));
    }

    final String closedAs(String caseNumber) {
        return theCase(caseNumber).path("closedAs").asText("open");
    }

    /** A quarter of Anna's twelve contracts went wrong, and a human determined harm. */
    final String harmed() {
        good(9);
        bad(3);
        var number = complained("NON_DELIVERY", "bad-1");
        answers(number);
        determines("ana", number, "HARM");
        return number;
    }
}
