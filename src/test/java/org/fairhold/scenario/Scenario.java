package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A story, told through the doors that its people use: the API, Tasklist, the mailbox and the clock. */
@DeskTest
abstract class Scenario {
    static final String ANNA = "anna";
    static final String CARL = "carl";

    @LocalServerPort
    int port;

    Http marketplace;
    private final Map<String, StaffMember> staff = new HashMap<>();

    @BeforeEach
    void an_empty_world_with_a_freelancer_and_a_client() {
        staff.clear();
        marketplace = new Http(port).with("Authorization", "Bearer demo");
        assertThat(marketplace.post("/demo/reset?seed=empty", "").status()).isLessThan(300);
        account(ANNA, "FREELANCER");
        account(CARL, "CLIENT");
    }

    final StaffMember as(String name) {
        return staff.computeIfAbsent(name, one -> StaffMember.signIn(port, one));
    }

    final void account(String id, String role) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("role", role);
        facts.put("displayName", mailName(id));
        facts.put("email", id + "@people.example");
        facts.put("language", "en");
        facts.put("country", "DE");
        facts.put("timeZone", "Europe/Berlin");
        facts.put("registeredOn", "2024-03-01");
        facts.put("business", false);
        facts.put("version", 1);
        assertThat(marketplace.put("/api/v1/accounts/" + id, facts).status()).isEqualTo(201);
    }

    static String mailName(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + " Canarybird";
    }

    final void contract(String id, String freelancer, String client) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("freelancerId", freelancer);
        facts.put("clientId", client);
        facts.put("title", "Canarybird logo");
        facts.put("category", "design");
        facts.put("state", "ACTIVE");
        facts.put("disputed", false);
        facts.put("version", 1);
        assertThat(marketplace.put("/api/v1/contracts/" + id, facts).status()).isEqualTo(201);
    }

    final Http.Answer report(String subject, String kind, String source) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("subjectId", subject);
        facts.put("source", source);
        facts.put("reporterId", subject.equals(CARL) ? ANNA : CARL);
        facts.put("kind", kind);
        facts.put(
                "facts",
                List.of(Map.of(
                        "text", "Fourteen identical applications in one hour, says Canarybird.",
                        "value", "14",
                        "occurredAt", now().minus(Duration.ofHours(2)).toString())));
        return marketplace.post("/api/v1/reports", facts);
    }

    /** A report that opens a case; its number. */
    final String opened(String subject, String kind) {
        var answer = report(subject, kind, "CLIENT");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().get("outcome").asText()).isEqualTo("OPENED");
        settle();
        return answer.json().get("caseNumber").asText();
    }

    final Http.Answer says(String caseNumber, String what, Object body) {
        var answer = marketplace.post("/api/v1/cases/" + caseNumber + "/" + what, body);
        settle();
        return answer;
    }

    final void answers(String caseNumber) {
        assertThat(says(caseNumber, "answers", Map.of("text", "I used a template, Canarybird says sorry."))
                        .status())
                .isEqualTo(201);
    }

    final void finds(String who, String caseNumber, String finding) {
        var fields = new HashMap<String, Object>();
        fields.put("finding", finding);
        fields.put("findingText", "Fourteen applications with the same text, seen by Canarybird in the records.");
        if (finding.equals("VIOLATION")) {
            fields.put("intent", "CARELESS");
        }
        as(who).decides(caseNumber, "reviewReport", fields);
        settle();
    }

    final void decides(String who, String caseNumber, String measure) {
        var fields = new HashMap<String, Object>();
        fields.put("measure", measure);
        fields.put("reasonForPerson", "You sent the same text fourteen times in an hour, Canarybird.");
        fields.put("departureText", "The reports of Canarybird show that this fits better.");
        as(who).decides(caseNumber, "decideMeasure", fields);
        settle();
    }

    /** From the report to a measure in force, the usual way. */
    final String withMeasure(String subject, String kind, String measure) {
        var number = opened(subject, kind);
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, measure);
        return number;
    }

    /** The person does everything that is asked. */
    final void fulfils(String caseNumber) {
        for (var condition : measure(caseNumber).get("conditions")) {
            assertThat(says(caseNumber, "conditions/" + condition.get("id").asText(), Map.of("state", "DONE"))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(assures(caseNumber).status()).isEqualTo(201);
    }

    final Http.Answer assures(String caseNumber) {
        return says(
                caseNumber,
                "assurance",
                Map.of(
                        "cause", "I was in a hurry, Canarybird.",
                        "fix", "I withdrew the applications.",
                        "prevention", "I write each application myself, promises Canarybird."));
    }

    final JsonNode theCase(String number) {
        return marketplace.get("/api/v1/cases/" + number).json();
    }

    final JsonNode measure(String caseNumber) {
        var measures = theCase(caseNumber).get("measures");
        return measures.get(measures.size() - 1);
    }

    final JsonNode statement(String caseNumber) {
        return marketplace
                .get("/api/v1/statements/"
                        + measure(caseNumber).get("statement").asText())
                .json();
    }

    final JsonNode standing(String account) {
        return marketplace.get("/api/v1/accounts/" + account + "/standing").json();
    }

    final boolean may(String account, String permission) {
        return marketplace
                .get("/api/v1/accounts/" + account + "/permissions/" + permission)
                .json()
                .get("allowed")
                .asBoolean();
    }

    /** Tries to act on the reference marketplace. */
    final Http.Answer acts(String account, String permission) {
        return marketplace.post("/demo/marketplace/actions", Map.of("accountId", account, "permission", permission));
    }

    final List<String> what(String caseNumber) {
        List<String> entries = new ArrayList<>();
        marketplace
                .get("/api/v1/cases/" + caseNumber + "/timeline?limit=200")
                .json()
                .get("items")
                .forEach(entry -> entries.add(entry.get("what").asText()));
        return entries;
    }

    /** The mails that reached an account, newest last. */
    final List<JsonNode> mails(String account) {
        List<JsonNode> mails = new ArrayList<>();
        for (var mail : marketplace.get("/demo/mailbox?as=json").json()) {
            if (mail.get("to").asText().contains(account + "@people.example")) {
                mails.add(mail);
            }
        }
        Collections.reverse(mails);
        return mails;
    }

    final List<String> subjects(String account) {
        return mails(account).stream().map(mail -> mail.get("subject").asText()).toList();
    }

    final String texts(String account) {
        var texts = new StringBuilder();
        mails(account).forEach(mail -> texts.append(mail.get("text").asText()).append('\n'));
        return texts.toString();
    }

    final void advance(String period) {
        var answer = marketplace.post("/demo/clock", Map.of("advance", period));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("failed")).as(answer.body()).isEmpty();
    }

    /** Everything that is due now happens. */
    final void settle() {
        advance("PT0S");
    }

    final Instant now() {
        return OffsetDateTime.parse(
                        marketplace.get("/demo/clock").json().get("now").asText())
                .toInstant();
    }
}
