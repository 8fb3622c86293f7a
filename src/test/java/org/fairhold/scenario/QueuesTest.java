package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.fairhold.representative.MandateForms;
import org.fairhold.representative.Named;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The queues as Tasklist shows them: what is in which, for whom, in which order, and who may do it. */
class QueuesTest extends FraudScenario {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String ACT_NOW = "1 Act now";
    private static final String MINE = "2 My cases";
    private static final String FREE = "3 Free for my teams";
    private static final String FOLLOW_UPS = "8 Follow-ups today";
    private static final String EVERYTHING = "9 Everything";
    private static final String WHY = "The two links still lead to the same text.";
    private static final String NO_ADDRESS = "dora@no!where.example";

    @Autowired
    RepositoryService repository;

    @Autowired
    MandateForms mandates;

    @Test
    void everybody_has_the_queues_of_their_teams_and_only_cleared_people_have_the_one_for_fraud() {
        assertThat(as("ana").queues()).containsExactly(ACT_NOW, MINE, FREE, "6 Money", FOLLOW_UPS);
        assertThat(as("lee").queues())
                .containsExactly(ACT_NOW, MINE, FREE, "5 Appeals", "6 Money", "7 Fraud", FOLLOW_UPS, EVERYTHING);
        assertThat(as("fay").queues()).containsExactly(ACT_NOW, MINE, FREE, "7 Fraud", FOLLOW_UPS);
        assertThat(as("rio").queues()).containsExactly(ACT_NOW, MINE, FREE, "5 Appeals", "7 Fraud", FOLLOW_UPS);
        assertThat(as("coco").queues()).isEmpty();
    }

    @Test
    void what_is_due_soonest_comes_first_although_tasklist_asks_for_what_is_newest() {
        account("dan", "FREELANCER");
        account("eva", "FREELANCER");
        var dueLast = underReview("dan");
        var dueSecond = underReview("eva");
        advance("PT3H");
        var made = underReview(ANNA);
        asOwner("update engine.act_ru_task set due_date_ = due_date_ + interval '9 days' where proc_inst_id_ = '%s'"
                .formatted(instance(dueLast)));
        asOwner("update engine.act_ru_task set due_date_ = due_date_ - interval '1 day' where proc_inst_id_ = '%s'"
                .formatted(instance(made)));

        assertThat(cases(as("ana").queue(FREE))).containsExactly(made, dueSecond, dueLast);
    }

    @Test
    void a_card_shows_the_case_by_codes_and_ids_and_nothing_of_the_person() {
        underReview(ANNA);

        var queue = as("ana").queue(FREE);

        var shown = new HashMap<String, String>();
        for (var variable : queue.findValue("variable")) {
            shown.put(variable.get("name").asText(), variable.get("value").asText());
        }
        assertThat(shown)
                .containsOnlyKeys("caseNumber", "account", "clause", "language", "level")
                .containsEntry("account", ANNA)
                .containsEntry("clause", "SPAM_APPLICATIONS")
                .containsEntry("language", "en");
        assertThat(queue.toString()).doesNotContain("Canarybird", "@people.example");
    }

    @Test
    void every_task_that_a_diagram_makes_is_in_a_queue_of_the_people_it_is_for() {
        Set<String> seen = new TreeSet<>(aboutFraud());
        seen.addAll(aboutDispute());
        account("dora", "FREELANCER", NO_ADDRESS);
        opened("dora", "SPAM_APPLICATIONS");
        seen.addAll(free("ana"));
        var number = underReview(ANNA);
        assertThat(says(number, "tickets", Map.of("text", "May she send the chat?"))
                        .status())
                .isEqualTo(201);
        var answerer = as("ana").task(number, "answerMessage").get("assignee").asText();
        as(answerer).unclaims(number, "answerMessage");
        seen.addAll(free("ana"));
        finds("ana", number, "VIOLATION");
        assertThat(report(ANNA, "SPAM_APPLICATIONS", "CLIENT").status()).isEqualTo(201);
        settle();
        seen.addAll(free("ana"));
        decides("ana", number, "RESTRICTION");
        appeals(number);
        seen.addAll(free("rio"));
        var told = Map.of("body", "ODS_EXAMPLE", "openedOn", now().toString().substring(0, 10));
        assertThat(says(number, "mediations", told).status()).isEqualTo(201);
        decides("ana", number, "answerBody", DisputeScenario.answered());
        seen.addAll(free("ana"));
        decides("ana", number, "recordResult", Map.of("mediationResult", "SET_ASIDE", "reasonForPerson", WHY));
        seen.addAll(free("rio"));
        decides("rio", number, "decideRemedy", Map.of("remedy", "DECLINE", "reasonForPerson", WHY));
        seen.addAll(free("ana"));
        decides("ana", number, "recordCosts", Map.of("fees", "EUR 1.00", "ours", "EUR 1.00"));
        mandates.send(
                number,
                "anna@people.example",
                new Named("Eva Anwalt", "eva@law.example", Set.of(), now().plus(Duration.ofDays(60))),
                "I let Eva act for me.".getBytes(StandardCharsets.UTF_8));
        settle();
        fulfils(number);
        seen.addAll(free("ana"));
        decides("ana", number, "checkFix", Map.of("fixDecision", "REFUSE", "reasonForPerson", WHY));
        seen.addAll(free("lee"));
        advanceTo(Instant.parse(measure(number).get("reviewAt").asText()));
        seen.addAll(free("ana"));
        seen.addAll(aboutMoney());
        seen.addAll(aboutPerformance());
        seen.addAll(aboutClosure());
        seen.addAll(aboutTakeover());

        assertThat(seen).isEqualTo(drawn());
    }

    /** What to hold, money that is not there, a contract that ended badly, and a hold that is looked at again. */
    private Set<String> aboutMoney() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(30_000, "USD")));
        disputed("k-2", 10_000);
        var number = found(ANNA, "OTHERS_WORK");
        Set<String> seen = new TreeSet<>(free("ana"));
        holds(number, "PROPOSED", null);
        settle();
        seen.addAll(free("ana"));
        fails("k-2", 10_000);
        settle();
        seen.addAll(free("ana"));
        advanceTo(Instant.parse(theHold(number).get("reviewAt").asText()));
        seen.addAll(free("ana"));
        return seen;
    }

    /** What a second person signs, and a closed account whose work does not end. */
    private Set<String> aboutClosure() {
        account("erin", "FREELANCER");
        contract("k-erin", "erin", CARL);
        var number = found("erin", "OTHERS_WORK");
        decides(
                "ana",
                number,
                "decideMeasure",
                Map.of(
                        "measure", "CLOSURE_AT_ONCE",
                        "closureException", "LEGAL_DUTY",
                        "closureCitation", "Section 12 of the Platform Act.",
                        "reasonForPerson", WHY,
                        "departureText", WHY));
        Set<String> seen = new TreeSet<>(free("lee"));
        decides("lee", number, "signClosure", Map.of("closureSignature", "SIGN", "note", "I read all of it."));
        advance("P31D");
        seen.addAll(free("ana"));
        return seen;
    }

    /** What came out between two parties, a mediation, and a refund for which there is no money. */
    private Set<String> aboutDispute() {
        account("emil", "FREELANCER");
        contract("k-9", "emil", CARL);
        var fact = Map.of(
                "text",
                "The third sketch never came.",
                "occurredAt",
                now().minusSeconds(7200).toString(),
                "contractId",
                "k-9");
        var begun = report("emil", Map.of("kind", "DISPUTE", "facts", List.of(fact)));
        settle();
        var number = begun.json().get("caseNumber").asText();
        answers(number);
        says(number, "answers", Map.of("text", "It never came.", "accountId", CARL));
        Set<String> seen = new TreeSet<>(free("ana"));
        decides("ana", number, "decideOutcome", DisputeScenario.outcome("MEDIATION", null));
        seen.addAll(free("ana"));
        decides("ana", number, "answerBody", DisputeScenario.answered());
        seen.addAll(free("ana"));
        decides("ana", number, "recordMediation", DisputeProcessTest.mediated("AGREED", "USD 5.00"));
        seen.addAll(free("ana"));
        decides("ana", number, "recordCosts", Map.of("fees", "EUR 2.00", "ours", "EUR 1.00"));
        says(number, "refund-consent", Map.of("amount", money(500, "USD"), "consent", true));
        seen.addAll(free("ana"));
        decides("ana", number, "decideRefund", Map.of("refundDecision", "NO_REFUND", "note", WHY));
        return seen;
    }

    /** From the call to the freeze, the looks at it, and two signatures. */
    private Set<String> aboutFraud() {
        account("finn", "FREELANCER");
        contract("f-1", "finn", CARL);
        pays("f-1", 60_000, "USD", "AVAILABLE");
        var number = suspected("finn");
        Set<String> seen = new TreeSet<>(free("fay"));
        decides("fay", number, "decideFreeze", freeze("FACTS"));
        advance("P4D");
        seen.addAll(free("fay"));
        advance("P77D");
        assertThat(as("lee").sees(number, "decideAtLimit")).isTrue();
        seen.add("decideAtLimit");
        finds(number, "VIOLATION");
        seen.addAll(free("fay"));
        decides("fay", number, "proposeReversal", reversal("f-1 USD 600.00"));
        seen.addAll(free("gil"));
        decides("gil", number, "signReversal", signature());
        seen.addAll(free("fay"));
        appeals(number);
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));
        seen.addAll(free("fay"));
        var paid = Map.of(
                "repaymentHow", "OWN_FUNDS", "repaymentReference", "PAY-1", "note", "Paid by the accounts team.");
        decides("fay", number, "settleRepayment", paid);
        seen.addAll(free("gil"));
        return seen;
    }

    /** A marketplace that tells nothing, an owner who proves nothing, and what was changed. */
    private Set<String> aboutTakeover() {
        account("tom", "FREELANCER");
        var role = sql.sql("select current_user").query(String.class).single();
        var reported = report("tom", Map.of("kind", "ACCOUNT_TAKEOVER"));
        settle();
        var number = reported.json().get("caseNumber").asText();
        decides("fay", number, "decideFreeze", freeze("NOTHING"));
        Set<String> seen = new TreeSet<>();
        advance("P7DT1H");
        assertThat(as("lee").sees(number, "chaseProof")).isTrue();
        seen.add("chaseProof");
        var proof = Map.of("channel", "IN_PERSON", "proven", true);
        assertThat(marketplace.post("/api/v1/accounts/tom/owner-proofs", proof).status())
                .isEqualTo(201);
        settle();
        seen.addAll(free("fay"));
        var silent = report("tom", Map.of("kind", "ACCOUNT_TAKEOVER"));
        settle();
        asOwner("revoke insert on fairhold.change_answer from " + role);
        decides("fay", silent.json().get("caseNumber").asText(), "decideFreeze", freeze("NOTHING"));
        advance("PT11M");
        seen.addAll(free("fay"));
        asOwner("grant insert on fairhold.change_answer to " + role);
        return seen;
    }

    private List<String> aboutPerformance() {
        for (var contract : List.of("bad-1", "bad-2", "bad-3")) {
            var ended = new HashMap<String, Object>(completed());
            ended.put("feedback", 1);
            says(contract, ended);
        }
        var complaint = Map.of(
                "code",
                "NON_DELIVERY",
                "text",
                "Nothing has come for two weeks.",
                "occurredAt",
                now().minusSeconds(7200).toString(),
                "contractId",
                "bad-1");
        var opened = report(ANNA, Map.of("kind", "POOR_PERFORMANCE", "facts", List.of(complaint)));
        settle();
        answers(opened.json().get("caseNumber").asText());
        return free("ana");
    }

    @Test
    void whoever_has_claimed_a_task_finds_it_among_their_own_and_colleagues_no_longer_among_the_free() {
        var number = underReview(ANNA);
        var task = as("ana").task(number, "reviewReport");
        assertThat(as("ben").has(FREE, task)).isTrue();
        assertThat(as("ana").has(MINE, task)).isFalse();

        assertThat(as("ana").claim(number, "reviewReport").status()).isEqualTo(204);

        assertThat(as("ana").has(MINE, task)).isTrue();
        assertThat(as("ben").has(MINE, task)).isFalse();
        assertThat(as("ben").has(FREE, task)).isFalse();
    }

    @Test
    void a_task_is_to_be_done_now_from_an_hour_before_it_is_due_and_late_it_is_the_leads_as_well() {
        var number = underReview(ANNA);
        var task = as("ana").task(number, "reviewReport");
        var due = due("ana", number, "reviewReport");
        assertThat(as("lee").has(EVERYTHING, task)).isTrue();
        advanceTo(due.minusSeconds(3700));
        assertThat(as("ana").has(ACT_NOW, task)).isFalse();

        advanceTo(due.minusSeconds(3500));

        assertThat(as("ana").has(ACT_NOW, task)).isTrue();
        assertThat(as("lee").has(ACT_NOW, task)).isFalse();
        advanceTo(due);
        assertThat(as("lee").has(ACT_NOW, task)).isTrue();
        assertThat(as("lee").has(FREE, task)).isTrue();
        assertThat(as("lee").has(EVERYTHING, task)).isTrue();
        assertThat(as("ana").has(ACT_NOW, task)).isTrue();
    }

    @Test
    void a_follow_up_of_today_is_in_its_queue_and_one_of_tomorrow_not_yet() {
        var number = underReview(ANNA);
        var task = as("ana").task(number, "reviewReport");
        var tomorrow =
                Instant.parse(now().toString().substring(0, 10) + "T00:00:00Z").plusSeconds(86_400);
        assertThat(as("ana").claim(number, "reviewReport").status()).isEqualTo(204);
        as("ana").looksAgain(number, "reviewReport", tomorrow.plusSeconds(60));
        assertThat(as("ana").has(FOLLOW_UPS, task)).isFalse();

        as("ana").looksAgain(number, "reviewReport", tomorrow.minusSeconds(60));

        assertThat(as("ana").has(FOLLOW_UPS, task)).isTrue();
        assertThat(as("ana").has(MINE, task))
                .as("whoever puts it off does not hide it")
                .isTrue();
        advance("P1D");
        assertThat(as("ana").has(FOLLOW_UPS, task)).as("until it is done").isTrue();
    }

    @Test
    void an_analyst_reads_what_is_for_others_but_cannot_take_it_or_decide_it() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);
        var task = as("rio").task(number, "decideAppeal").get("id").asText();
        assertThat(as("ben").readable(number).findValuesAsText("id")).contains(task);
        var before = what(number);

        var claimed = as("ben").http().post(ENGINE + "/task/" + task + "/claim", Map.of("userId", "ben"));
        var handed = as("ben").http().post(ENGINE + "/task/" + task + "/assignee", Map.of("userId", "ben"));
        var decided = as("ben").submit(task, Map.of("appealDecision", "OVERTURN", "reasonForPerson", WHY));

        assertThat(List.of(claimed.status(), handed.status(), decided.status())).containsOnly(403);
        assertThat(claimed.body()).contains("\\\"Decide appeal\\\" is for another team");
        assertThat(as("rio").task(number, "decideAppeal").get("assignee").isNull())
                .isTrue();
        settle();
        assertThat(what(number)).isEqualTo(before);
        assertThat(may(ANNA, "APPLY")).isFalse();
    }

    @Test
    void the_administrator_cannot_decide_a_case_either() {
        var number = underReview(ANNA);
        var task = as("ana").task(number, "reviewReport").get("id").asText();

        var decided =
                as("admin").submit(task, Map.of("finding", "NONE", "findingText", "Nothing of it is true, I think."));

        assertThat(decided.status()).as(decided.body()).isEqualTo(403);
        assertThat(as("ana").sees(number, "reviewReport")).isTrue();
    }

    @Test
    void a_lead_hands_a_task_to_an_analyst_and_does_not_need_to_be_of_the_team() {
        var number = underReview(ANNA);
        var task = as("ana").task(number, "reviewReport");

        var handed = as("lee")
                .http()
                .post(ENGINE + "/task/" + task.get("id").asText() + "/assignee", Map.of("userId", "ben"));

        assertThat(handed.status()).as(handed.body()).isEqualTo(204);
        assertThat(as("ben").has(MINE, task)).isTrue();
    }

    @Test
    void a_case_of_another_tenant_is_in_no_queue_and_no_count_of_people_outside_it() {
        var number = underReview(ANNA);
        var task = as("lee").readable(number).get(0);
        assertThat(as("lee").queue(EVERYTHING).get("count").asInt()).isEqualTo(1);

        asOwner("update engine.act_ru_task set tenant_id_ = 'elsewhere'");

        assertThat(as("lee").has(EVERYTHING, task)).isFalse();
        assertThat(as("lee").queue(EVERYTHING).get("count").asInt()).isZero();
        assertThat(as("ana").has(FREE, task)).isFalse();
        assertThat(as("ana").readable(number)).isEmpty();
    }

    @Test
    void a_task_that_comes_and_is_claimed_leaves_no_rows_of_rights_behind() {
        var number = underReview(ANNA);
        assertThat(as("ana").claim(number, "reviewReport").status()).isEqualTo(204);

        assertThat(rows("engine.act_ru_authorization where resource_type_ = 7 and resource_id_ <> '*'"))
                .isZero();
    }

    @Test
    void a_queue_stops_counting_at_a_thousand_and_every_other_count_is_exact() {
        underReview(ANNA);
        copies(1, 999);
        assertThat(as("ana").queue(FREE).get("count").asInt()).isEqualTo(1000);

        copies(1000, 1200);

        assertThat(as("ana").queue(FREE).get("count").asInt()).isEqualTo(1000);
        assertThat(as("ana").queue(FREE).path("_embedded").path("task")).hasSize(15);
        var queue = ENGINE + "/filter/" + as("ana").idOfQueue(FREE);
        assertThat(as("ana")
                        .http()
                        .post(queue + "/count", Map.of())
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1000);
        assertThat(as("ana")
                        .http()
                        .post(ENGINE + "/task/count", Map.of())
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(1201);
        assertThat(as("ana").queue(MINE).get("count").asInt()).isZero();
    }

    private String underReview(String account) {
        var number = opened(account, "SPAM_APPLICATIONS");
        answers(number);
        return number;
    }

    private String instance(String number) {
        return as("ana").task(number, "reviewReport").get("processInstanceId").asText();
    }

    private static List<String> cases(JsonNode queue) {
        List<String> cases = new ArrayList<>();
        for (var task : queue.path("_embedded").path("task")) {
            for (var variable : task.path("_embedded").path("variable")) {
                if (variable.get("name").asText().equals("caseNumber")) {
                    cases.add(variable.get("value").asText());
                }
            }
        }
        return cases;
    }

    /** The steps of which somebody finds a task among the free ones. */
    private List<String> free(String who) {
        return as(who).queue(FREE).findValuesAsText("taskDefinitionKey");
    }

    private Set<String> drawn() {
        Set<String> steps = new TreeSet<>();
        for (var process :
                repository.createProcessDefinitionQuery().latestVersion().list()) {
            repository
                    .getBpmnModelInstance(process.getId())
                    .getModelElementsByType(UserTask.class)
                    .forEach(task -> steps.add(task.getId()));
        }
        return steps;
    }

    private void copies(int from, int to) {
        asOwner(
                """
                insert into engine.act_ru_task (id_, rev_, name_, task_def_key_, suspension_state_, due_date_, create_time_,
                        execution_id_, proc_inst_id_, proc_def_id_)
                    select 'copy-' || n, 1, name_, task_def_key_, 1, due_date_, create_time_, execution_id_, proc_inst_id_,
                        proc_def_id_
                    from engine.act_ru_task, generate_series(%1$d, %2$d) n where id_ not like 'copy-%%';
                insert into engine.act_ru_identitylink (id_, rev_, type_, group_id_, task_id_)
                    select 'copy-' || n, 1, 'candidate', 'analysts', 'copy-' || n from generate_series(%1$d, %2$d) n"""
                        .formatted(from, to));
    }
}
