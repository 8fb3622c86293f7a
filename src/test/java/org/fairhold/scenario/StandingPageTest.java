package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fairhold.process.check.ProcessSet;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.Test;

/** "How do I stand": somebody's own record, and how far they are from each threshold of the tables in force. */
class StandingPageTest extends CasePageScenario {
    private static final String LINKS = "/api/v1/accounts/anna/links";
    private static final String CLOSED = "This link does not open the page";

    private String standingLink() {
        var answer = marketplace.post(LINKS, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("url").asText();
    }

    /** Anna comes from the marketplace and presses the button. */
    private Page stands() {
        browser = new PlainBrowser(port);
        var page = browser.press(browser.open(standingLink()), "enter", Map.of());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.address().getPath()).isEqualTo("/account");
        return page;
    }

    private JsonNode outlook() {
        var answer = marketplace.get("/api/v1/accounts/anna/outlook");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** All but the moment of asking. */
    private JsonNode outlookThen() {
        return ((ObjectNode) outlook()).without("at");
    }

    private static JsonNode rule(JsonNode outlook, String clause) {
        for (var rule : outlook.get("rules")) {
            if (rule.get("clause").asText().equals(clause)) {
                return rule;
            }
        }
        throw new AssertionError(clause);
    }

    @Test
    void whoever_has_done_nothing_reads_what_would_follow() {
        var page = stands().text();

        assertThat(page)
                .contains("0 decisions count on your record", "Nothing is in force against your account")
                .contains("A person decides every case")
                .contains("A careless violation Now: a warning.")
                .contains("With 1 that count, so 1 more: a restriction.")
                .contains("With 2 that count, so 2 more: a suspension.")
                .contains("An honest mistake Now: a warning. With 2 that count, so 2 more: a restriction.")
                .contains("What happened more than 365 days ago opens no case.")
                .doesNotContain("Spam job posts");
    }

    @Test
    void a_warning_is_there_with_its_rule_its_day_and_its_end_and_the_next_step_is_nearer() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");

        var page = stands();

        assertThat(page.text())
                .contains("1 decision counts on your record", "What else counts", "Warning", number)
                .contains("It counts until")
                .contains("A careless violation Now: a restriction. With 2 that count, so 1 more: a suspension.")
                .contains("Reports in the last 90 days that we told you of: 1.")
                .contains("With 5 reports in that time, so 4 more, a case weighs more.");
        assertThat(page.html()).contains("/policies/spam-applications?lang=en", "/case/" + number);
        advance("P366D");
        assertThat(stands().text())
                .contains("0 decisions count", "What does not count", "It stopped counting on")
                .contains("A careless violation Now: a warning.");
    }

    @Test
    void what_is_in_force_stands_first_and_what_was_wrong_does_not_count() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        assertThat(stands().text()).contains("In force now Restriction").contains(spam);

        appeals(spam);
        decides(
                "rio",
                spam,
                "decideAppeal",
                Map.of("appealDecision", "OVERTURN", "reasonForPerson", "Each text was another, as the records show."));

        assertThat(stands().text())
                .contains("Nothing is in force", "0 decisions count", "It does not count, because it was wrong");
    }

    @Test
    void A_14_a_passed_lesson_takes_an_honest_mistake_off_the_count() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "HONEST_MISTAKE");
        decides("ana", number, "WARNING");
        assertThat(stands().text()).contains("1 decision counts", "or until you pass the lesson in your case");

        assertThat(says(number, "lessons/SPAM_APPLICATIONS", Map.of("answers", List.of(2, 1, 3)))
                        .json()
                        .get("passed")
                        .asBoolean())
                .isTrue();

        assertThat(stands().text()).contains("0 decisions count", "because you passed the lesson");
        assertThat(outlook().at("/record/0/why").asText()).isEqualTo("LEARNT");
    }

    @Test
    void a_threshold_that_an_owner_changes_is_changed_here_at_once() throws IOException {
        var before = stands();
        assertThat(before.text())
                .contains("An honest mistake Now: a warning. With 2 that count, so 2 more: a restriction.");
        var changed = ProcessSet.onTheClassPath()
                .with("policy-violation/measure-proposal.dmn", "&gt;= 2", "&gt;= 4")
                .with("policy-violation/measure-proposal.tests.csv", "UNCLEAR,2,2,0.0", "UNCLEAR,4,4,0.0");

        var uploaded = marketplace.zip("/api/v1/deployments", OwnerScenario.zip(changed.files()));

        assertThat(uploaded.status()).as(uploaded.body()).isEqualTo(201);
        assertThat(browser.open("/account").text())
                .contains("An honest mistake Now: a warning. With 4 that count, so 4 more: a restriction.")
                .doesNotContain("With 2 that count, so 2 more: a restriction.");
        assertThat(marketplace.post("/demo/reset?seed=empty", "").status()).isLessThan(300);
    }

    @Test
    void problems_on_contracts_say_how_far_a_pattern_is_and_until_when_each_counts() {
        for (int i = 1; i <= 9; i++) {
            ends("good-" + i, 5);
        }
        ends("bad-1", 1);
        ends("bad-2", 1);

        var page = stands();

        assertThat(page.text())
                .contains("In the last 180 days, 2 of your 11 contracts had a problem.")
                .contains(
                        "With a problem on 3 contracts, so 1 more, it would be a pattern. A person would then be advised: a warning.")
                .contains("Contract bad-1:", "It counts until");
        assertThat(outlook().at("/pattern/affectedFrom").asInt()).isEqualTo(3);
    }

    private void ends(String contract, int feedback) {
        contract(contract, ANNA, CARL);
        var end = Map.of(
                "state",
                "ENDED",
                "endedAt",
                now().toString(),
                "outcome",
                "COMPLETED",
                "feedback",
                feedback,
                "version",
                2);
        assertThat(putContract(contract, ANNA, CARL, end).status()).isEqualTo(200);
    }

    @Test
    void a_complaint_that_nobody_told_the_person_of_is_not_given_away() {
        contract("k-1", ANNA, CARL);
        var before = outlookThen();

        var answer = report(
                ANNA,
                Map.of(
                        "kind",
                        "POOR_PERFORMANCE",
                        "facts",
                        List.of(Map.of(
                                "code", "NON_DELIVERY",
                                "text", "Nothing came.",
                                "occurredAt", now().minusSeconds(3600).toString(),
                                "contractId", "k-1"))));
        settle();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(mails(ANNA)).isEmpty();
        assertThat(outlookThen()).isEqualTo(before);
    }

    @Test
    void a_suspicion_of_fraud_its_freeze_and_its_end_leave_no_trace_here() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var before = stands().text();
        var outlook = outlookThen();

        var suspected = suspected(ANNA);
        assertThat(browser.open("/account").text()).isEqualTo(before);
        decides("fay", suspected, "decideFreeze", freeze("NOTHING"));
        assertThat(browser.open("/account").text()).isEqualTo(before);
        assertThat(outlookThen()).isEqualTo(outlook);
        finds(suspected, "VIOLATION");

        assertThat(browser.open("/account").text()).isEqualTo(before);
        assertThat(outlookThen()).isEqualTo(outlook);
    }

    @Test
    void a_suspicion_of_a_takeover_leaves_no_trace_until_the_account_is_frozen_and_then_nobody_gets_in() {
        advance("P3D");
        var before = stands().text();
        assertThat(report(ANNA, Map.of("kind", "ACCOUNT_TAKEOVER", "source", "SYSTEM"))
                        .status())
                .isEqualTo(201);
        settle();
        assertThat(browser.open("/account").text()).isEqualTo(before);
        var unused = standingLink();

        assertThat(marketplace.post("/api/v1/accounts/anna/lock", Map.of()).status())
                .isEqualTo(201);
        settle();

        assertThat(browser.open("/account").text()).doesNotContain("decisions count");
        assertThat(browser.press(browser.open(unused), "enter", Map.of()).text())
                .contains(CLOSED);
        assertThat(marketplace.post(LINKS, "").status()).isEqualTo(409);
    }

    @Test
    void a_hold_on_money_says_nothing_about_guilt() {
        disputed("k-1", 60_000);

        var number = withHold("SPAM_APPLICATIONS");

        assertThat(stands().text())
                .contains("0 decisions count on your record", "In force now Hold on money", number)
                .contains("To hold money says nothing about guilt");
    }

    @Test
    void the_link_opens_once_and_wrong_used_and_expired_ones_look_the_same() {
        var used = standingLink();
        var scanner = new PlainBrowser(port);
        assertThat(scanner.open(used).status()).isEqualTo(200);
        assertThat(scanner.open(used).headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("fairhold-account="));
        assertThat(rows("account_visit")).isZero();
        assertThat(browser.press(browser.open(used), "enter", Map.of()).text()).contains("decisions count");
        var expired = standingLink();
        advance("PT11M");
        var wrong = used.replaceAll("t=.*", "t=" + "A".repeat(43));

        var answers = List.of(used, expired, wrong).stream()
                .map(link -> {
                    var stranger = new PlainBrowser(port);
                    return stranger.press(stranger.open(link), "enter", Map.of());
                })
                .toList();

        assertThat(answers).allMatch(page -> page.status() == 403);
        assertThat(answers.stream().map(Page::text).distinct())
                .singleElement()
                .asString()
                .contains(CLOSED);
        assertThat(browser.open(used).text()).contains("decisions count");
    }

    @Test
    void on_a_shared_computer_a_link_opens_the_account_that_it_is_for() {
        stands();
        browser.press(browser.open("/account"), "leave", Map.of());
        var first = browser.press(browser.open(standingLink()), "enter", Map.of());
        assertThat(first.text()).contains("Nothing is in force against your account");
        var carls = marketplace
                .post("/api/v1/accounts/carl/links", "")
                .json()
                .get("url")
                .asText();

        var landing = browser.open(carls);

        assertThat(landing.offers("enter")).isTrue();
        assertThat(landing.text()).doesNotContain("Nothing is in force");
        assertThat(browser.press(landing, "enter", Map.of()).text()).contains("Spam job posts");
    }

    @Test
    void what_opens_the_page_is_kept_nowhere_and_no_key_brings_it_back() {
        var caller = new Http(port).with("Authorization", "Bearer demo").with("Idempotency-Key", "once");
        var first = caller.post(LINKS, "").json().get("url").asText();

        var second = caller.post(LINKS, "").json().get("url").asText();

        assertThat(second).isNotEqualTo(first);
        assertThat(rows("account_link")).isEqualTo(2);
        assertThat(sql.sql("select string_agg(l::text, ' ') from account_link l")
                        .query(String.class)
                        .single())
                .doesNotContain(first.split("t=", -1)[1], second.split("t=", -1)[1]);
        assertThat(sql.sql("select count(*) from idempotent_request where body like '%t=%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void the_visit_is_of_one_person_out_of_reach_of_scripts_and_ends() {
        var landing = browser.open(standingLink());
        var entered = browser.pressWithoutFollowing(landing, "enter");
        assertThat(entered.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("fairhold-account=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/account"));
        var page = browser.open("/account");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'self'");
        assertThat(page.html()).doesNotContain("<script", "style=");
        assertThat(new PlainBrowser(port).openAsJson("/account").status()).isEqualTo(401);
        assertThat(browser.openAsJson("/account").html()).contains("\"rules\"", "\"language\":\"en\"");
        assertThat(browser.post("/account/leave", "").text()).contains("Your browser forgot this page");
        assertThat(browser.open("/account").text()).contains("decisions count");

        assertThat(browser.press(page, "leave", Map.of()).text()).contains("You have closed the page");

        assertThat(browser.open("/account").text()).doesNotContain("decisions count");
        stands();
        advance("PT3H");
        assertThat(browser.open("/account").text()).doesNotContain("decisions count");
    }

    @Test
    void from_the_page_of_a_case_it_is_one_press_and_each_party_sees_their_own() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);

        var standing = browser.press(page, "standing", Map.of());

        assertThat(standing.address().getPath()).isEqualTo("/account");
        assertThat(standing.text())
                .contains("How you stand", "Reports in the last 90 days that we told you of: 1.")
                .doesNotContain("Spam job posts");
        assertThat(new PlainBrowser(port)
                        .post("/case/" + number + "/standing", "")
                        .text())
                .doesNotContain("decisions count");
    }

    @Test
    void it_reads_in_the_language_that_is_chosen() {
        stands();

        var german = browser.open("/account?lang=de");

        assertThat(german.html()).contains("<html lang=\"de\"");
        assertThat(german.text())
                .contains("0 Entscheidungen zählen bei Ihnen", "Ein ehrliches Versehen Jetzt: eine Verwarnung.")
                .doesNotContain("Now:");
        assertThat(browser.open("/account").html()).contains("<html lang=\"de\"");
    }

    @Test
    void only_the_marketplace_gets_a_link_and_an_account_that_is_not_there_has_none() {
        assertThat(new Http(port)
                        .with("Authorization", "Bearer reader")
                        .post(LINKS, "")
                        .status())
                .isEqualTo(403);
        assertThat(marketplace.post("/api/v1/accounts/nobody/links", "").status())
                .isEqualTo(404);
        assertThat(marketplace.get("/api/v1/accounts/nobody/outlook").status()).isEqualTo(404);
        assertThat(rule(outlook(), "SPAM_APPLICATIONS")
                        .at("/ladders/1/steps/0/proposed")
                        .asText())
                .isEqualTo("WARNING");
    }
}
