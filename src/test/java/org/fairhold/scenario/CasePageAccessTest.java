package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.fairhold.scenario.PlainBrowser.Page;
import org.junit.jupiter.api.Test;

/** Who gets to a case page, and who does not. */
class CasePageAccessTest extends CasePageScenario {
    private static final String NO_CASE = "C-999999";
    private static final String CLOSED = "This link does not open a case page";

    @Test
    void the_link_of_a_mail_opens_the_case_once_and_the_visit_goes_on() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var link = link(ANNA);

        var page = visit(ANNA);

        assertThat(page.address().toString()).endsWith("/case/" + number);
        assertThat(page.text()).contains(number);
        assertThat(browser.open(link).address().toString()).endsWith("/case/" + number);
        var other = new PlainBrowser(port);
        var again = other.press(other.open(link), "enter", Map.of());
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.text()).contains(CLOSED).doesNotContain(number);
    }

    @Test
    void a_scanner_that_follows_every_link_changes_nothing() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        for (int i = 0; i < 3; i++) {
            var scanner = new PlainBrowser(port);
            var seen = scanner.open(link(ANNA));
            assertThat(seen.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("fairhold-case="));
        }
        assertThat(rows("visit")).isZero();

        assertThat(visit(ANNA).text()).contains(number);
    }

    @Test
    void wrong_used_expired_and_foreign_links_and_cases_that_do_not_exist_look_the_same() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var used = link(ANNA);
        var unused = visit(ANNA);
        var others = opened(CARL, "SPAM_JOB_POST");
        var expired = link(CARL);
        var ofOther = expired.replace(others, number);
        advance("P15D");
        var wrong = used.replaceAll("t=.*", "t=" + "A".repeat(43));
        var notThere = used.replaceAll("C-\\d+", NO_CASE);
        assertThat(unused.status()).isEqualTo(200);

        var answers = List.of(used, ofOther, expired, wrong, notThere).stream()
                .map(link -> {
                    var stranger = new PlainBrowser(port);
                    var landing = stranger.open(link);
                    return List.of(plain(landing), plain(stranger.press(landing, "enter", Map.of())));
                })
                .toList();

        assertThat(answers).allMatch(answers.get(0)::equals);
        assertThat(answers.get(0).get(1)).contains(CLOSED);
    }

    /** All that the answer says, but for the case's number, the link and the tokens of its forms. */
    private static String plain(Page page) {
        return page.status() + " "
                + page.html()
                        .replaceAll("C-\\d+", "C")
                        .replaceAll("t=[A-Za-z0-9_-]+", "t")
                        .replaceAll("name=\"(_csrf|t)\" value=\"[^\"]*\"", "");
    }

    @Test
    void asking_for_a_new_link_tells_nothing_and_only_the_address_that_we_know_gets_one() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var before = mails(ANNA).size();
        var right = asks(number, " Anna@people.example ");
        var wrong = asks(number, "thief@people.example");
        var nowhere = asks(NO_CASE, "anna@people.example");
        settle();

        assertThat(List.of(plain(right), plain(wrong), plain(nowhere))).containsOnly(plain(right));
        assertThat(mails(ANNA)).hasSize(before + 1);
        assertThat(subjects(ANNA)).last().asString().endsWith("Your new link");
        assertThat(rows("mail where recipient like 'thief%'")).isZero();
        assertThat(visit(ANNA).text()).contains(number);
        assertThat(asked()).hasSize(3).allSatisfy(row -> assertThat(row).doesNotContain("people.example"));
    }

    private List<String> asked() {
        return sql.sql("select q::text from link_request q").query(String.class).list();
    }

    private Page asks(String number, String email) {
        var stranger = new PlainBrowser(port);
        return stranger.press(stranger.open("/case/" + number), "link", Map.of("email", email));
    }

    @Test
    void whoever_asks_again_and_again_gets_the_same_answer_and_no_more_mail() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var first = plain(asks(number, "anna@people.example"));
        for (int i = 0; i < 9; i++) {
            assertThat(plain(asks(number, "anna@people.example"))).isEqualTo(first);
        }
        settle();

        assertThat(told(ANNA, "Your new link")).isEqualTo(5);
        advance("PT61M");
        assertThat(plain(asks(number, "anna@people.example"))).isEqualTo(first);
        settle();
        assertThat(told(ANNA, "Your new link")).isEqualTo(6);
    }

    @Test
    void a_case_that_the_person_was_not_told_of_has_no_page() {
        var number = suspected(ANNA);
        var before = mails(ANNA).size();
        asks(number, "anna@people.example");
        settle();

        assertThat(mails(ANNA)).hasSize(before);
        assertThat(marketplace.post("/api/v1/cases/" + number + "/links", "{}").status())
                .isEqualTo(409);
    }

    @Test
    void the_marketplace_sends_its_signed_in_user_on_and_nobody_else() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = marketplace.post("/api/v1/cases/" + number + "/links", Map.of("accountId", ANNA));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var landing = browser.open(answer.json().get("url").asText());
        assertThat(browser.press(landing, "enter", Map.of()).text()).contains(number);
        assertThat(marketplace
                        .post("/api/v1/cases/" + number + "/links", Map.of("accountId", CARL))
                        .status())
                .isEqualTo(409);
        assertThat(new Http(port)
                        .with("Authorization", "Bearer reader")
                        .post("/api/v1/cases/" + number + "/links", "{}")
                        .status())
                .isEqualTo(403);
        var late = marketplace
                .post("/api/v1/cases/" + number + "/links", "{}")
                .json()
                .get("url")
                .asText();
        advance("PT11M");
        var stranger = new PlainBrowser(port);
        assertThat(stranger.press(stranger.open(late), "enter", Map.of()).text())
                .contains(CLOSED);
    }

    @Test
    void while_somebody_else_may_sit_in_the_account_no_link_is_made_and_open_visits_end() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var unused = link(ANNA);
        assertThat(visit(ANNA).text()).contains(number);
        var takeover = suspected(ANNA);
        asOwner(
                """
                set search_path to fairhold;
                update enforcement_case set ground = 'ACCOUNT_TAKEOVER' where number = '%s'"""
                        .formatted(takeover));

        assertThat(page(number).text()).doesNotContain(number);
        assertThat(browser.press(browser.open(unused), "enter", Map.of()).text())
                .contains(CLOSED);
        assertThat(marketplace.post("/api/v1/cases/" + number + "/links", "{}").status())
                .isEqualTo(409);
        answers(number);
        finds("ana", number, "NONE");
        assertThat(LINK.matcher(lastText(ANNA)).find()).isFalse();
    }

    @Test
    void what_opens_a_page_is_stored_nowhere() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var token = link(ANNA).replaceAll(".*t=", "");
        visit(ANNA);
        marketplace.with("Idempotency-Key", "link-1");
        var sent = marketplace
                .post("/api/v1/cases/" + number + "/links", "{}")
                .json()
                .get("url")
                .asText()
                .replaceAll(".*t=", "");

        for (var table : List.of("mail", "notice", "visit_link", "visit", "idempotent_request", "outbox")) {
            assertThat(sql.sql("select count(*) from %s t where t::text like :a or t::text like :b".formatted(table))
                            .param("a", "%" + token + "%")
                            .param("b", "%" + sent + "%")
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void the_page_is_kept_by_nobody_leaves_nothing_behind_and_runs_nothing() {
        opened(ANNA, "SPAM_APPLICATIONS");

        for (var page : List.of(browser.open(link(ANNA)), visit(ANNA))) {
            assertThat(header(page, "Cache-Control")).contains("no-store");
            assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(page.html()).doesNotContain("<script", "style=", "http://", "https://");
        }
    }

    @Test
    void the_cookie_is_of_one_case_out_of_reach_of_scripts_and_of_other_sites() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var landing = browser.open(link(ANNA));

        var set = browser.pressWithoutFollowing(landing, "enter").headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("fairhold-case="))
                .toList();

        assertThat(set).hasSize(1);
        assertThat(set.get(0))
                .contains("Path=/case/" + number, "HttpOnly", "SameSite=Lax")
                .doesNotContain("Max-Age", "Expires");
    }

    @Test
    void a_form_of_another_site_does_nothing() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        visit(ANNA);

        var forged = browser.post("/case/" + number + "/leave", "");

        assertThat(forged.text()).doesNotContain("You have closed");
        assertThat(page(number).text()).contains(number);
        assertThat(browser.post("/case/" + number + "/link", "email=anna%40people.example")
                        .status())
                .isLessThan(400);
        assertThat(rows("link_request")).isZero();
    }

    @Test
    void a_visit_ends_when_nobody_looks_and_when_the_person_leaves() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        visit(ANNA);
        advance("PT1H59M");
        assertThat(page(number).text()).contains(number);
        advance("PT1H59M");
        var page = page(number);
        assertThat(page.text()).contains(number);

        assertThat(browser.press(page, "leave", Map.of()).text()).contains("You have closed");
        assertThat(page(number).text()).doesNotContain(number);

        asks(number, "anna@people.example");
        settle();
        visit(ANNA);
        advance("PT2H1M");
        assertThat(page(number).text()).doesNotContain(number);
    }

    private static String header(Page page, String name) {
        return page.headers().firstValue(name).orElse("");
    }
}
