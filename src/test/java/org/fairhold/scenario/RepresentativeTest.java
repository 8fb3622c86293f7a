package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.Test;

/** Somebody whom the person trusts acts for them: as far as was said, as long as was said, and never behind their back. */
class RepresentativeTest extends CasePageScenario {
    private static final String EVA = "eva";
    private static final String EVAS = "eva@law.example";

    private String day(int days) {
        return LocalDate.ofInstant(now(), ZoneId.of("Europe/Berlin"))
                .plusDays(days)
                .toString();
    }

    /** The person names Eva on their own page. */
    private Page names(String number, String... rights) {
        var typed = new LinkedHashMap<>(Map.of("name", "Eva Anwalt", "email", " Eva@Law.example", "until", day(60)));
        for (var right : rights) {
            typed.put(right, "1");
        }
        visit(ANNA);
        var page = browser.press(page(number), "representatives", typed);
        settle();
        return page;
    }

    /** Eva opens the link of her newest mail. */
    private Page evaVisits(PlainBrowser evas) {
        var page = evas.press(evas.open(link(EVA)), "enter", Map.of());
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page;
    }

    private String replyTo(String account) {
        var mails = mails(account);
        return mails.get(mails.size() - 1).get("replyTo").asText();
    }

    private void writes(String from, String to, String text) {
        assertThat(marketplace
                        .post("/demo/mailbox", Map.of("from", from, "to", to, "subject", "Re: the case", "text", text))
                        .status())
                .isEqualTo(201);
        settle();
    }

    @Test
    void the_person_names_somebody_and_both_hear_what_they_may_do_and_until_when() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var page = names(number, "answer");

        assertThat(page.text())
                .contains("They can act for you now", "Eva Anwalt", "eva@law.example", "read, answer for you");
        assertThat(told(ANNA, "Somebody acts for you now")).isEqualTo(1);
        assertThat(subjects(EVA)).containsExactly("[" + number + "] You act for Anna Canarybird");
        assertThat(lastText(EVA)).contains("answer, send evidence").doesNotContain("appeal a decision", "Fourteen");
        assertThat(what(number)).contains("representativeNamed:NAMED");
        assertThat(as("ana").http().get("/desk/cases/" + number).body())
                .contains("Who acts for them", "Eva Anwalt", "REP-");
    }

    @Test
    void whoever_acts_answers_for_the_person_and_everybody_reads_who_it_was() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        names(number, "answer");
        var evas = new PlainBrowser(port);

        var page = evaVisits(evas);
        assertThat(page.text()).contains("You act for Anna Canarybird", "Fourteen identical applications");
        assertThat(page.offers("answers")).isTrue();
        assertThat(page.offers("appeals") || page.offers("representatives") || page.offers("standing"))
                .isFalse();
        assertThat(evas.press(page, "answers", Map.of("text", "It was a template, says Eva."))
                        .text())
                .contains("We have your answer");
        settle();

        assertThat(theCase(number).get("stage").asText()).isEqualTo("UNDER_REVIEW");
        assertThat(as("ana").caseFile(number, "reviewReport"))
                .contains("Eva Anwalt, who acts for them", "It was a template, says Eva.");
        assertThat(page(number).text()).contains("You answered. (by Eva Anwalt)");
        assertThat(marketplace
                        .get("/api/v1/cases/" + number + "/timeline?limit=200")
                        .body())
                .contains("\"what\":\"answerReceived\",\"by\":\"subject\",\"representative\":\"REP-");
    }

    @Test
    void an_appeal_that_a_representative_lodges_is_answered_like_any_other() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        names(number, "appeal");
        var evas = new PlainBrowser(port);
        var page = evaVisits(evas);
        assertThat(page.text()).contains("Restriction", "You sent the same text fourteen times");
        assertThat(page.offers("assurance")).isFalse();

        evas.press(page, "appeals", Map.of("text", "Each text was another, says Eva."));
        settle();

        assertThat(what(number)).contains("appealLodged");
        assertThat(told(ANNA, "We received your appeal")).isEqualTo(1);
        assertThat(told(EVA, "We received your appeal")).as("a copy").isEqualTo(1);
        assertThat(lastText(EVA)).contains("This is a copy. You get it because you act for Anna Canarybird");
        assertThat(as("rio").sees(number, "decideAppeal")).isTrue();
    }

    @Test
    void a_button_that_was_not_given_does_nothing_when_it_is_pressed_all_the_same() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        names(number);
        var evas = new PlainBrowser(port);
        var page = evaVisits(evas);
        var before = what(number);

        for (var form : List.of("appeals", "assurance", "hardship", "representatives", "acknowledgement", "consent")) {
            var forged = page.html()
                    .replaceAll("action=\"/case/[^\"]*/leave\"", "action=\"/case/" + number + "/" + form + "\"");
            var answer = evas.press(
                    new Page(page.status(), page.address(), page.headers(), forged),
                    form,
                    Map.of("text", "Let me.", "cause", "a", "fix", "b", "prevention", "c", "measureId", "M-1"));
            assertThat(answer.status()).as(form).isEqualTo(403);
        }
        assertThat(evas.post("/case/" + number + "/standing", "").address().getPath())
                .doesNotContain("/account");
        assertThat(what(number)).isEqualTo(before);
    }

    @Test
    void whoever_acts_gets_copies_from_then_on_and_nothing_older() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        names(number, "answer");
        var before = mails(EVA).size();
        finds("ana", number, "VIOLATION");

        decides("ana", number, "RESTRICTION");

        assertThat(mails(EVA)).hasSize(before + 1);
        assertThat(lastText(EVA))
                .contains("You sent the same text fourteen times", "This is a copy")
                .contains("/case/" + number + "?t=");
        assertThat(link(EVA)).isNotEqualTo(link(ANNA));
        var page = evaVisits(new PlainBrowser(port)).text();
        assertThat(page)
                .contains("Your account was restricted")
                .doesNotContain("We invited you", "Your case was opened");
    }

    @Test
    void whoever_acts_writes_to_an_address_of_their_own_and_the_person_reads_it_on_the_page() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        names(number, "answer");
        assertThat(replyTo(EVA))
                .matches("case\\+[0-9a-v]{26}@answers\\.gigfair\\.example")
                .isNotEqualTo(replyTo(ANNA));

        writes(EVAS, replyTo(EVA), "May we send the whole chat, asks Eva?");

        assertThat(as("ana").caseFile(number, "answerMessage"))
                .contains("written by Eva Anwalt, who acts for them", "asks Eva?")
                .doesNotContain("Unverified sender");
        assertThat(told(EVA, "Your message is here")).isEqualTo(1);
        decides(
                "ana",
                number,
                "answerMessage",
                Map.of("messageOutcome", "ANSWER", "reasonForPerson", "Yes, until Friday, Canarybird."));
        assertThat(lastText(EVA)).contains("Yes, until Friday, Canarybird.");
        assertThat(told(ANNA, "Our answer to your message")).isZero();
        assertThat(page(number).text())
                .contains("Eva Anwalt wrote for you", "asks Eva?", "We answered", "Yes, until Friday, Canarybird.");
    }

    @Test
    void the_person_ends_it_with_one_button_and_everything_that_was_theirs_is_shut() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        names(number, "answer");
        var evas = new PlainBrowser(port);
        var open = evaVisits(evas);
        var address = replyTo(EVA);
        var id = marketplace
                .get("/api/v1/cases/" + number + "/timeline?limit=200")
                .body()
                .replaceAll("(?s).*(REP-\\d+).*", "$1");

        assertThat(browser.press(page(number), "representatives/" + id + "/end", Map.of())
                        .text())
                .contains("They do not act for you any more");
        settle();

        assertThat(told(ANNA, "Somebody does not act for you any more")).isEqualTo(1);
        assertThat(told(EVA, "You do not act for Anna Canarybird any more")).isEqualTo(1);
        assertThat(evas.press(open, "answers", Map.of("text", "Too late?")).status())
                .isEqualTo(403);
        assertThat(evas.open("/case/" + number).text()).doesNotContain(number);
        writes(EVAS, address, "And by mail?");
        assertThat(rows("case_message")).isZero();
        var mails = mails(EVA).size();
        answers(number);
        finds("ana", number, "NONE");
        assertThat(mails(EVA)).hasSize(mails);
    }

    @Test
    void it_ends_at_its_date_and_with_the_last_window_of_the_case() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        names(number, "answer");
        advance("P61D");
        assertThat(told(ANNA, "Somebody does not act for you any more")).isEqualTo(1);
        assertThat(texts(ANNA)).contains("It was until today.");

        names(number);
        finds("ana", number, "NONE");
        settle();

        assertThat(theCase(number).hasNonNull("closedAt")).isTrue();
        assertThat(told(ANNA, "Somebody does not act for you any more")).isEqualTo(2);
        assertThat(texts(ANNA)).contains("The case is over");
    }

    @Test
    void the_marketplace_names_and_ends_for_its_signed_in_user_and_nobody_for_a_stranger() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var eva = Map.of(
                "name",
                "Eva Anwalt",
                "email",
                EVAS,
                "rights",
                List.of("ANSWER", "APPEAL"),
                "until",
                now().plusSeconds(86_400 * 30).toString());

        var named = says(number, "representatives", eva);

        assertThat(named.status()).as(named.body()).isEqualTo(201);
        assertThat(told(ANNA, "Somebody acts for you now")).isEqualTo(1);
        assertThat(says(number, "representatives", eva).status())
                .as("the same address twice")
                .isEqualTo(409);
        var other = new LinkedHashMap<String, Object>(eva);
        other.put("accountId", CARL);
        assertThat(says(number, "representatives", other).status()).isEqualTo(422);
        other.remove("accountId");
        other.put("email", "two@law.example, three@law.example");
        assertThat(says(number, "representatives", other).status()).isEqualTo(422);
        var id = named.json().get("representativeId").asText();
        var ended = says(number, "representatives/" + id + "/end", Map.of());
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.json().hasNonNull("endedAt")).isTrue();
        assertThat(says(number, "representatives/" + id + "/end", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void a_case_that_the_person_was_not_told_of_has_nobody_who_acts_in_it() {
        var number = suspected(ANNA);

        var answer = says(
                number,
                "representatives",
                Map.of(
                        "name",
                        "Eva",
                        "email",
                        EVAS,
                        "rights",
                        List.of("READ"),
                        "until",
                        now().plusSeconds(86_400).toString()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(mails(EVA)).isEmpty();
    }

    @Test
    void whoever_acts_gets_a_new_link_to_their_own_address() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        names(number);
        var annas = mails(ANNA).size();
        var stranger = new PlainBrowser(port);

        stranger.press(stranger.open("/case/" + number), "link", Map.of("email", EVAS));
        settle();

        assertThat(told(EVA, "Your new link")).isEqualTo(1);
        assertThat(mails(ANNA)).hasSize(annas);
        assertThat(evaVisits(stranger).text()).contains("You act for Anna Canarybird");
    }
}
