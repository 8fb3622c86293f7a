package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.Test;

/** What the person affected reads and does on their page, at each point of a case. */
class CasePageTest extends CasePageScenario {
    private static final String SIDE = "I used a template for the greeting only, says Canarybird.";

    @Test
    void somebody_who_is_invited_reads_what_was_said_by_which_rule_and_until_when_and_answers() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);
        assertThat(page.text())
                .contains(
                        "It is your turn: tell us your side.",
                        "What you need to do",
                        "Central European",
                        "Fourteen identical applications",
                        "SPAM_APPLICATIONS, version",
                        "You can still",
                        "Nothing is taken from you",
                        "We hold none of your money",
                        "Case manager",
                        "What happens next",
                        "If we have no answer by");

        var after = browser.press(page, "answers", Map.of("text", SIDE));

        assertThat(after.text())
                .contains("We have your answer", "Somebody of our team reads your case", "You answered.");
        assertThat(after.offers("answers")).isFalse();
        settle();
        assertThat(as("ana").caseFile(number, "reviewReport")).contains(SIDE);
    }

    @Test
    void a_fact_is_said_to_be_wrong_and_the_desk_reads_which() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);
        var fact = page.html().replaceAll("(?s).*value=\"(R-\\d+/\\d+)\".*", "$1");

        var after = browser.press(page, "answers", Map.of("text", SIDE, "corrects", fact));

        assertThat(after.text()).contains("We have your answer");
        assertThat(sql.sql("select corrected_report || '/' || corrected_position from answer where case_number = ?")
                        .param(number)
                        .query(String.class)
                        .single())
                .isEqualTo(fact);
    }

    @Test
    void a_restriction_says_who_decided_what_is_left_and_what_ends_it_and_each_step_is_done_here() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = visit(ANNA);
        assertThat(page.text())
                .contains(
                        "Your account is limited. You can end this by doing the steps below.",
                        "Restriction",
                        "You sent the same text fourteen times",
                        "Ana Oliveira",
                        "a report from a client",
                        "SPAM_APPLICATIONS, version",
                        "work on contracts",
                        "apply for jobs",
                        "We look at the restriction again on",
                        "Your assurance",
                        "Appeal");
        for (var condition : measure(number).get("conditions")) {
            page = browser.press(page, condition.get("id").asText(), Map.of("note", "Done today."));
            assertThat(page.text()).contains("We noted that this step is done");
        }
        page = browser.press(
                page, "assurance", Map.of("cause", "Haste.", "fix", "Withdrawn.", "prevention", "One by one."));
        settle();

        assertThat(page.text()).contains("We have your assurance");
        assertThat(page(number).text()).contains("You did your steps. Somebody of our team checks them.");
        reinstates(number);
        assertThat(page(number).text()).contains("Over", "Your steps were checked", "You can still", "apply for jobs");
    }

    @Test
    void a_warning_is_acknowledged_and_its_lesson_taken_until_it_is_passed() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var page = visit(ANNA);
        assertThat(page.text()).contains("You have a warning. Please acknowledge it.", "Take the short lesson");

        page = browser.press(page, "acknowledgement", Map.of());
        assertThat(page.text()).contains("We noted that you have read the warning");
        settle();
        page = browser.press(page(number), "SPAM_APPLICATIONS", Map.of("q1", "1", "q2", "2", "q3", "1"));
        assertThat(page.text()).contains("Not all answers were right");
        page = browser.press(page, "SPAM_APPLICATIONS", right());

        assertThat(page.text()).contains("You passed the lesson");
        assertThat(page.offers("SPAM_APPLICATIONS")).isFalse();
        assertThat(what(number)).contains("lessonTaken", "lessonPassed");
    }

    /** The right choices of the rule's lesson, as its own file says them. */
    private static Map<String, String> right() {
        return Map.of("q1", "2", "q2", "1", "q3", "3");
    }

    @Test
    void an_appeal_is_lodged_here_and_its_answer_stands_here() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var after = browser.press(visit(ANNA), "appeals", Map.of("text", "Each text was another, says Canarybird."));
        settle();

        assertThat(after.text()).contains("We have your appeal");
        assertThat(page(number).text()).contains("answers your appeal by", "You appealed.");
        assertThat(page(number).offers("appeals")).isFalse();
        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "OVERTURN", "reasonForPerson", "The texts are not the same."));
        assertThat(page(number).text()).contains("You were right, and we are sorry", "Nothing is taken from you");
    }

    @Test
    void a_question_about_an_appeal_is_read_and_answered_here_and_a_late_answer_is_told_with_what_it_means() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = browser.press(visit(ANNA), "appeals", Map.of("text", "Each text was another, says Canarybird."));
        assertThat(page.text()).contains("Add to your appeal");
        var question = "From which device did you send the two that are alike?";
        decides("rio", number, "decideAppeal", Map.of("appealDecision", "ASK", "reasonForPerson", question));

        var asked = page(number);
        assertThat(asked.text()).contains("Answer our question about your appeal", question);
        var appeal = sql.sql("select number from appeal").query(String.class).single();
        var told = browser.press(asked, "appeals/" + appeal, Map.of("text", "From my phone, says Canarybird."));

        assertThat(told.text()).contains("We added it to your appeal.").doesNotContain(question);
        assertThat(as("rio").caseFile(number, "decideAppeal")).contains("From my phone, says Canarybird.");
        advance("P14DT1M");
        assertThat(visit(ANNA).text())
                .contains(
                        "Until you have it, the measure is paused",
                        "so the measure was paused",
                        "Nothing is taken from you");
    }

    @Test
    void the_statement_is_saved_as_a_file_by_whom_it_is_about_and_by_nobody_else() {
        var other = withMeasure(CARL, "NON_PAYMENT", "RESTRICTION");
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var file = "/case/%s/statements/%s/1.pdf";
        var mine = measure(number).get("statement").asText();
        var theirs = measure(other).get("statement").asText();
        assertThat(browser.open(file.formatted(number, mine)).status()).isEqualTo(401);
        assertThat(visit(ANNA).html()).contains(file.formatted(number, mine));

        var saved = browser.open(file.formatted(number, mine));

        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.html()).startsWith("%PDF-");
        assertThat(saved.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(save -> assertThat(save).startsWith("attachment"));
        for (var notMine :
                List.of(file.formatted(number, theirs), file.formatted(other, theirs), file.formatted(number, "S-9"))) {
            assertThat(browser.open(notMine).status()).as(notMine).isEqualTo(401);
        }
    }

    @Test
    void held_money_says_how_much_by_which_formula_and_what_releases_it() {
        disputed("k-1", 30_000);
        var number = withHold("SPAM_APPLICATIONS");
        var page = visit(ANNA);

        assertThat(page.text())
                .contains(
                        "Your money",
                        "Held money stays yours.",
                        "1 of 1 contracts with held money is still open.",
                        "Disputed: USD",
                        "At most, that is: USD",
                        "Held now:",
                        "It is released when contract k-1 is completed");
        completesUndisputed("k-1");
        settle();
        assertThat(page(number).text()).contains("This hold is over", "The contract was completed");
    }

    private void completesUndisputed(String contract) {
        var all = new java.util.HashMap<>(completed());
        all.put("disputed", false);
        says(contract, all);
    }

    @Test
    void a_frozen_account_reads_that_a_part_is_withheld_and_until_when_and_never_the_secret() {
        frozen(ANNA, "FACTS");
        var page = visit(ANNA);

        assertThat(page.text())
                .contains(
                        "Your account is frozen while we look into a suspicion of fraud",
                        "We cannot tell you yet what we were told",
                        "whether we can tell you more",
                        "Nothing is possible in your account for now")
                .doesNotContain("Fourteen identical", NOTE, "calledOut", "on call");
    }

    @Test
    void an_unfounded_suspicion_is_told_as_that() {
        var number = frozen(ANNA);
        visit(ANNA);
        finds(number, "NONE");

        assertThat(page(number).text()).contains("There was no fraud, and we are sorry", "There was no reason for it");
    }

    @Test
    void when_we_are_late_the_page_says_so_and_who_has_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        advanceTo(due("ana", number, "reviewReport").plus(java.time.Duration.ofMinutes(5)));

        assertThat(visit(ANNA).text()).contains("We are late. We said", "A team lead has your case now");
    }

    @Test
    void each_end_of_a_case_has_its_own_words() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "NONE");

        assertThat(visit(ANNA).text())
                .contains("Your case is closed. You did nothing wrong.", "Nothing more happens in this case");
    }

    @Test
    void the_page_is_read_in_the_language_of_the_account_and_in_the_one_that_is_chosen() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        visit(ANNA);

        var german = browser.open("/case/" + number + "?lang=de");

        assertThat(german.html()).contains("<html lang=\"de\"");
        assertThat(german.text()).contains("Sie sind dran", "Was Sie tun müssen", "Mitteleuropäische");
        assertThat(page(number).text()).contains("Sie sind dran");
        assertThat(browser.open("/case/" + number + "?lang=en").text()).contains("It is your turn");
    }

    @Test
    void machines_read_the_same_facts() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = visit(ANNA);

        JsonNode json = Json.read(browser.openAsJson("/case/" + number));

        assertThat(json.get("number").asText()).isEqualTo(number);
        assertThat(page.text()).contains(json.at("/state/text").asText());
        assertThat(json.at("/why/decisions/0/rule/code").asText()).isEqualTo("SPAM_APPLICATIONS");
        json.get("tasks").forEach(task -> assertThat(page.text())
                .contains(task.get("text").asText()));
        json.get("next").forEach(next -> assertThat(page.text()).contains(next.asText()));
        json.at("/possible/cannot").forEach(one -> assertThat(page.text()).contains(one.asText()));
        var stranger = new PlainBrowser(port).openAsJson("/case/" + number);
        var nobody = new PlainBrowser(port).openAsJson("/case/C-999999");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.html().replace(number, "C")).isEqualTo(nobody.html().replace("C-999999", "C"));
    }

    @Test
    void what_is_pressed_twice_or_sent_again_by_going_back_is_done_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);

        var first = browser.press(page, "answers", Map.of("text", SIDE));
        var again = browser.press(page, "answers", Map.of("text", SIDE));

        assertThat(first.text()).contains("We have your answer");
        assertThat(again.text()).contains("We had this already. It was not sent a second time.");
        assertThat(rows("answer")).isEqualTo(1);
        assertThat(what(number)).containsOnlyOnce("answerReceived");
    }

    @Test
    void two_tabs_do_not_answer_twice_and_the_second_text_is_not_lost() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var one = visit(ANNA);
        var other = page(number);
        browser.press(one, "answers", Map.of("text", SIDE));

        var refused = browser.press(other, "answers", Map.of("text", "A second text that took me an hour."));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text())
                .contains(
                        "There is a problem", "does not wait for an answer now", "A second text that took me an hour.");
        assertThat(rows("answer")).isEqualTo(1);
    }

    @Test
    void what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        var refused = browser.press(
                visit(ANNA),
                "assurance",
                Map.of("cause", "I was in a hurry.", "fix", "", "prevention", "I read it first."));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("There is a problem", "Write or choose something", "I was in a hurry.", "I read it first.");
        assertThat(rows("assurance")).isZero();
    }

    @Test
    void a_draft_waits_a_day_for_whoever_wrote_it_and_is_gone_with_the_sending() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);

        var kept = browser.press(page, "answers", Map.of("text", "Half a sen", "save", "1"));

        assertThat(kept.text()).contains("Kept for 24 hours", "Half a sen");
        assertThat(rows("answer")).isZero();
        assertThat(as("ana").http().get("/desk/cases/" + number).body()).doesNotContain("Half a sen");
        advance("PT1H");
        assertThat(page(number).text()).contains("Half a sen");
        browser.press(page(number), "answers", Map.of("text", SIDE));
        assertThat(rows("draft")).isZero();
    }

    @Test
    void a_draft_ends_after_a_day() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        browser.press(visit(ANNA), "answers", Map.of("text", "Half a sentence", "save", "1"));
        advance("P1DT1M");

        browser.press(browser.open("/case/" + number), "link", Map.of("email", "anna@people.example"));
        settle();

        assertThat(visit(ANNA).text()).doesNotContain("Half a sentence");
    }

    @Test
    void who_types_until_the_visit_is_over_gets_the_text_back() {
        opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);
        advance("PT3H");

        var over = browser.press(page, "answers", Map.of("text", SIDE));

        assertThat(over.status()).isEqualTo(403);
        assertThat(over.text()).contains("Your visit is over", "What you wrote", SIDE);
        assertThat(rows("answer")).isZero();
    }

    @Test
    void the_page_says_in_which_languages_the_case_manager_answers() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var manager = sql.sql("select manager from enforcement_case where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
        assertThat(visit(ANNA).text()).contains("Languages Deutsch, English");

        var said = as(manager).does("/desk/me", "/desk/me/languages", Map.of("languages", "EN, hi"));

        assertThat(said.status()).isLessThan(400);
        assertThat(page(number).text()).contains("Languages English, हिन्दी");
        assertThat(as(manager)
                        .does("/desk/me", "/desk/me/languages", Map.of("languages", "klingon"))
                        .body())
                .contains("Nothing was done.");
        var other = manager.equals("ana") ? "ben" : "ana";
        assertThat(as(other)
                        .does("/desk/me", "/desk/me/languages", Map.of("who", manager, "languages", "de"))
                        .status())
                .isEqualTo(403);
        assertThat(page(number).text()).contains("Languages English, हिन्दी");
    }

    @Test
    void hardship_is_told_and_read_by_whoever_decides_next() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var after = browser.press(visit(ANNA), "hardship", Map.of("text", "My rent is due on Friday, Canarybird."));

        assertThat(after.text()).contains("You told us that this is hard on you");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("Hardship", "My rent is due on Friday, Canarybird.");
        assertThat(says(number, "hardship", Map.of("text", "And the children.")).status())
                .isEqualTo(201);
    }

    @Test
    void whatever_somebody_wrote_stays_text() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var page = browser.press(visit(ANNA), "answers", Map.of("text", "\"><script>alert(1)</script>", "save", "1"));

        assertThat(page.html()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(page(number).html()).doesNotContain("<script");
    }

    @Test
    void the_first_view_is_light_enough_for_a_slow_phone() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var page = visit(ANNA);

        var bytes = browser.transferred(page.address().getPath()) + browser.transferred("/case/assets/case.css");

        assertThat(bytes).isLessThan(50 * 1024);
        assertThat(page.html()).doesNotContain("<script", "<img", "@import");
    }

    @Test
    void a_copy_of_each_mail_is_in_the_account_so_that_a_false_one_is_known() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "RESTRICTION");
        var path = "/api/v1/accounts/anna/notices";

        var all = marketplace.get(path).json();

        assertThat(all.get("items").findValuesAsText("subject")).containsExactlyElementsOf(subjects(ANNA));
        assertThat(all.get("items").toString()).doesNotContain("?t=");
        assertThat(all.get("next").isNull()).isTrue();
        var first = marketplace.get(path + "?limit=1").json();
        var second = marketplace
                .get(path + "?limit=1&after=" + first.get("next").asText())
                .json();
        assertThat(List.of(first.at("/items/0"), second.at("/items/0")))
                .containsExactly(all.at("/items/0"), all.at("/items/1"));
        assertThat(marketplace.get("/api/v1/accounts/nobody/notices").status()).isEqualTo(404);
        var frozen = frozen(ANNA);
        assertThat(marketplace.get(path).body()).contains(frozen);
        assertThat(new Http(port)
                        .with("Authorization", "Bearer uncleared")
                        .get(path)
                        .body())
                .doesNotContain(frozen)
                .contains(number);
    }

    /** JSON that came outside of the API. */
    private static final class Json {
        static JsonNode read(Page page) {
            assertThat(page.status()).as(page.html()).isEqualTo(200);
            try {
                return Http.JSON.readTree(page.html());
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
