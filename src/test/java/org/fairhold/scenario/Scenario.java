package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.fairhold.DeskTest;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A story, told through the doors that its people use: the API, Tasklist, the mailbox and the clock. */
@DeskTest
abstract class Scenario {
    static final String ANNA = "anna";
    static final String CARL = "carl";

    @LocalServerPort
    int port;

    @Autowired
    private HistoryService history;

    @Autowired
    private ManagementService management;

    @Autowired
    private Flyway owner;

    @Autowired
    private JdbcClient tables;

    @Autowired
    private TransactionTemplate transactions;

    Http marketplace;
    private final Map<String, StaffMember> staff = new HashMap<>();

    @BeforeEach
    void an_empty_world_with_a_freelancer_and_a_client() {
        staff.clear();
        marketplace = new Http(port).with("Authorization", "Bearer demo");
        assertThat(marketplace.post("/demo/reset?seed=empty", "").status()).isLessThan(300);
        // A year of nightly clean-ups would be most of what the clock does.
        history.findHistoryCleanupJobs().forEach(job -> management.suspendJobById(job.getId()));
        account(ANNA, "FREELANCER");
        account(CARL, "CLIENT");
    }

    final StaffMember as(String name) {
        return staff.computeIfAbsent(name, one -> StaffMember.signIn(port, one));
    }

    final void account(String id, String role) {
        account(id, role, id + "@people.example");
    }

    final void account(String id, String role, String email) {
        assertThat(putAccount(id, role, email, 1).status()).isEqualTo(201);
    }

    /** The person has another address from now on. */
    final void moves(String id, String email) {
        assertThat(putAccount(id, id.equals(CARL) ? "CLIENT" : "FREELANCER", email, 2)
                        .status())
                .isEqualTo(200);
    }

    private Http.Answer putAccount(String id, String role, String email, int version) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("role", role);
        facts.put("displayName", mailName(id));
        facts.put("email", email);
        facts.put("language", "en");
        facts.put("country", "DE");
        facts.put("timeZone", "Europe/Berlin");
        facts.put("registeredOn", "2024-03-01");
        facts.put("business", false);
        facts.put("version", version);
        return marketplace.put("/api/v1/accounts/" + id, facts);
    }

    static String mailName(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1) + " Canarybird";
    }

    final void contract(String id, String freelancer, String client) {
        assertThat(putContract(id, freelancer, client, Map.of("state", "ACTIVE", "version", 1))
                        .status())
                .isEqualTo(201);
    }

    final void contractEnds(String id, String freelancer, String client) {
        var end = Map.of("state", "ENDED", "endedAt", now().toString(), "outcome", "COMPLETED", "version", 2);
        assertThat(putContract(id, freelancer, client, end).status()).isEqualTo(200);
    }

    final Http.Answer putContract(String id, String freelancer, String client, Map<String, ?> with) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("freelancerId", freelancer);
        facts.put("clientId", client);
        facts.put("title", "Canarybird logo");
        facts.put("category", "design");
        facts.put("disputed", false);
        facts.putAll(with);
        return marketplace.put("/api/v1/contracts/" + id, facts);
    }

    final Http.Answer report(String subject, String kind, String source) {
        return report(subject, Map.of("kind", kind, "source", source));
    }

    /** A report of spam, or of what else is said. */
    final Http.Answer report(String subject, Map<String, ?> with) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("subjectId", subject);
        facts.put("source", "CLIENT");
        facts.put("reporterId", subject.equals(CARL) ? ANNA : CARL);
        facts.put("kind", "SPAM_APPLICATIONS");
        facts.put(
                "facts",
                List.of(Map.of(
                        "text", "Fourteen identical applications in one hour, says Canarybird.",
                        "value", "14",
                        "occurredAt", now().minus(Duration.ofHours(2)).toString())));
        facts.putAll(with);
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
        decides(who, caseNumber, "reviewReport", fields);
    }

    final void decides(String who, String caseNumber, String measure) {
        var fields = new HashMap<String, Object>();
        fields.put("measure", measure);
        fields.put("reasonForPerson", "You sent the same text fourteen times in an hour, Canarybird.");
        fields.put("departureText", "The reports of Canarybird show that this fits better.");
        decides(who, caseNumber, "decideMeasure", fields);
    }

    /** Somebody claims a step and decides it so, and what follows from it happens. */
    final void decides(String who, String caseNumber, String step, Map<String, ?> fields) {
        as(who).decides(caseNumber, step, fields);
        settle();
    }

    final void reinstates(String caseNumber) {
        decides("ana", caseNumber, "checkFix", Map.of("fixDecision", "REINSTATE"));
    }

    /** From the report to a measure in force, the usual way. */
    final String withMeasure(String subject, String kind, String measure) {
        var number = opened(subject, kind);
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, measure);
        return number;
    }

    /** The person does everything that is asked, but for what the desk sees by itself. */
    final void fulfils(String caseNumber) {
        for (var condition : measure(caseNumber).get("conditions")) {
            if (condition.has("contracts")) {
                continue;
            }
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

    /** The person appeals the case's measure. */
    final void appeals(String caseNumber) {
        assertThat(appeals(caseNumber, measure(caseNumber).get("id").asText()).status())
                .isEqualTo(201);
    }

    final Http.Answer appeals(String caseNumber, String measure) {
        return says(
                caseNumber, "appeals", Map.of("measureId", measure, "text", "Each text was another, says Canarybird."));
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

    final Http.Answer acts(String account, String permission, String contract) {
        return marketplace.post(
                "/demo/marketplace/actions",
                Map.of("accountId", account, "permission", permission, "contractId", contract));
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

    /** The mails that reached an account or somebody of the staff, newest last. */
    final List<JsonNode> mails(String account) {
        List<JsonNode> mails = new ArrayList<>();
        for (var mail : marketplace.get("/demo/mailbox?as=json").json()) {
            if (mail.get("to").asText().startsWith(account + "@")) {
                mails.add(mail);
            }
        }
        Collections.reverse(mails);
        return mails;
    }

    final List<String> subjects(String account) {
        return mails(account).stream().map(mail -> mail.get("subject").asText()).toList();
    }

    /** How often somebody got a mail whose subject ends so. */
    final long told(String account, String subject) {
        return subjects(account).stream().filter(one -> one.endsWith(subject)).count();
    }

    final String lastText(String account) {
        var mails = mails(account);
        return mails.get(mails.size() - 1).get("text").asText();
    }

    final String texts(String account) {
        var texts = new StringBuilder();
        mails(account).forEach(mail -> texts.append(mail.get("text").asText()).append('\n'));
        return texts.toString();
    }

    final void advance(String period) {
        assertThat(failed(period)).isEmpty();
    }

    /** The jobs that failed while that time passed. */
    private JsonNode failed(String period) {
        var answer = marketplace.post("/demo/clock", Map.of("advance", period));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("stopped").isMissingNode())
                .as(answer.body())
                .isTrue();
        return answer.json().get("failed");
    }

    /** To a second after that moment, so that what is due then has happened. */
    final void advanceTo(Instant moment) {
        advance(Duration.between(now(), moment)
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(1)
                .toString());
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

    /** When an open task is due. */
    final Instant due(String who, String caseNumber, String step) {
        return OffsetDateTime.parse(
                        as(who).task(caseNumber, step).get("due").asText(),
                        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
                .toInstant();
    }

    /**
     * Nobody does a step in time: it stays with whoever has it, the leads get it as well, first in their queue and by mail
     * every day, and the person is told once (never-rule 12).
     */
    final void goesToTheLeadsWhenLate(String who, String caseNumber, String step, String person) {
        assertThat(as(who).claim(caseNumber, step).status()).isEqualTo(204);
        var inTime = as(who).task(caseNumber, step);
        var late = told(person, "We are late");
        var reminded = told("lee", "Step overdue");
        advanceTo(due(who, caseNumber, step).minus(Duration.ofMinutes(5)));
        assertThat(who.equals("lee") || !as("lee").sees(caseNumber, step)).isTrue();
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded);

        advance("PT10M");

        var raised = as("lee").task(caseNumber, step);
        assertThat(raised.get("id")).isEqualTo(inTime.get("id"));
        assertThat(raised.get("assignee").asText()).isEqualTo(who);
        assertThat(raised.get("priority").asInt())
                .isGreaterThan(inTime.get("priority").asInt());
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded + 1);
        assertThat(told(person, "We are late")).isEqualTo(late + 1);
        advance("P2D");
        assertThat(told("lee", "Step overdue")).isEqualTo(reminded + 3);
        assertThat(told(person, "We are late")).isEqualTo(late + 1);
        assertThat(as("lee").task(caseNumber, step).get("priority")).isEqualTo(raised.get("priority"));
    }

    /** The desk refuses what was put into a form, or already the claim, says why, and nothing has changed. */
    final void refuses(int status, String who, String caseNumber, String step, Map<String, ?> fields, String reason) {
        var claimed = !as(who).task(caseNumber, step).hasNonNull("assignee")
                && as(who).claim(caseNumber, step).status() == 204;
        var task = as(who).task(caseNumber, step);
        var before = what(caseNumber);

        var answer = as(who).submit(caseNumber, step, fields);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
        settle();
        assertThat(as(who).task(caseNumber, step)).isEqualTo(task);
        assertThat(what(caseNumber)).isEqualTo(before);
        if (claimed) {
            as(who).unclaims(caseNumber, step);
        }
    }

    /** The case does not wait for this; the answer says what it waits for, and nothing has changed. */
    final void comesAtTheWrongTime(String caseNumber, String what, Object body, String reason) {
        var before = what(caseNumber);

        var answer = says(caseNumber, what, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText()).contains(reason);
        assertThat(what(caseNumber)).isEqualTo(before);
    }

    final int rows(String table) {
        return tables.sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** The steps whose jobs failed because the database took no row of that table, as if the desk had died there. */
    final List<String> crashingAt(String table, String period) {
        List<String> steps = new ArrayList<>();
        crashingAt(table, "true", () -> failed(period)
                .forEach(job -> steps.add(job.get("activity").asText())));
        return steps;
    }

    /** As long as it lasts the database takes no new or changed row of that table for which the condition holds. */
    final void crashingAt(String table, String condition, Runnable meanwhile) {
        asOwner(
                """
                set search_path to fairhold, engine;
                create function fairhold.crash() returns trigger language plpgsql as $$
                    begin raise exception 'the desk died here'; end $$;
                create trigger crash before insert or update on %s for each row when (%s)
                    execute function fairhold.crash()"""
                        .formatted(table, condition));
        marketplace.whileTheDeskDies(true);
        try {
            meanwhile.run();
        } finally {
            marketplace.whileTheDeskDies(false);
            asOwner("drop function fairhold.crash() cascade");
        }
    }

    /** Somebody with the application's own role tries this, and that floor of the schema stops it. */
    final void refusedByTheSchema(String attack, String floor) {
        assertThatThrownBy(() -> transactions.executeWithoutResult(
                        status -> assertThat(tables.sql(attack).update()).isPositive()))
                .as(attack)
                .rootCause()
                .hasMessageContaining(floor);
    }

    final void asOwner(String statements) {
        try (var connection = owner.getConfiguration().getDataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
