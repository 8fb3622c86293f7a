package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page on which an analyst spends the day, as a browser with the staff's session asks for it. */
class CaseFileTest extends Scenario {
    private static final int STATEMENTS_MAX = 100;
    private static final String NOTE = "Zeugin-canary: her brother runs the second account.";

    @Autowired
    private JdbcClient rows;

    @Test
    void an_analyst_finds_on_one_page_what_the_decision_needs() {
        contract("k-1", ANNA, CARL);
        withMeasure(ANNA, "OTHERS_WORK", "WARNING");
        var number = toDecide();

        var page = as("ana").caseFile(number, "decideMeasure");

        assertThat(page)
                .contains("Fourteen identical applications", "from <span>Client</span>", "k-1")
                .contains("I used a template, Canarybird says sorry.")
                .contains("The rule in force on the day", "version <span>2</span>")
                .contains("A table proposes; you decide.", "It saw:", "Earlier violations of any clause")
                .contains("Anna Canarybird", "2024-03-01", "Europe/Berlin", "Warned")
                .contains("Fourteen applications with the same text, seen by Canarybird")
                .contains("Review report: violation", "Answer received")
                .contains("Looked at again", "start new contracts")
                .contains("a…@people.example")
                .doesNotContain("anna@people.example");
    }

    @Test
    void the_page_says_in_one_line_what_a_case_waits_for_and_who_has_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(page("ana", number)).contains("Waits for <strong>Answer</strong>", "Nobody at the desk has to act");

        answers(number);
        assertThat(page("ana", number)).contains("free for <strong>analysts</strong>", "Decide in Tasklist");

        assertThat(as("ben").claim(number, "reviewReport").status()).isEqualTo(204);
        assertThat(page("ana", number)).contains("with <strong>Ben Achterberg</strong>", "#/?task=");
    }

    @Test
    void the_diagram_marks_the_step_where_the_case_stands_and_tints_those_it_passed() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);

        var before = page("ana", number);
        finds("ana", number, "VIOLATION");
        var after = page("ana", number);

        assertThat(before).contains("Stands at: <strong>Review report</strong>");
        assertThat(step(before, "Review").group()).contains("active");
        assertThat(after).contains("Stands at: <strong>Decide measure</strong>");
        assertThat(step(after, "Review").group()).contains("visited").doesNotContain("active");
        assertThat(step(after, "Decide").group()).contains("active");
    }

    @Test
    void the_diagrams_of_a_restricted_person_show_the_called_chain() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);

        var page = page("ana", number);

        assertThat(page).contains("aria-label=\"Diagram: Restriction\"", "aria-label=\"Diagram: Reinstatement\"");
        assertThat(page).contains("Stands at: <strong>Check fix</strong>");
        assertThat(page).doesNotContain("aria-label=\"Diagram: Policy violation\"");
    }

    @Test
    void what_people_wrote_is_text_on_the_page_and_an_address_opens_without_telling_where_it_came_from() {
        var attack = "<img src=x onerror=alert(1)>\"'${7*7}";
        var sent = report(
                ANNA,
                Map.of(
                        "externalId",
                        "https://tickets.example/1?a=1&b=\"x",
                        "facts",
                        List.of(Map.of("text", attack, "occurredAt", now().toString()))));
        settle();
        var number = sent.json().get("caseNumber").asText();
        assertThat(says(number, "answers", Map.of("text", attack)).status()).isEqualTo(201);
        report(CARL, Map.of("kind", "SPAM_JOB_POST", "externalId", "javascript:alert(1)"));

        var page = page("ana", number);

        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;").doesNotContain("<img");
        var linked = report(ANNA, Map.of("externalId", "https://tickets.example/2"));
        assertThat(linked.json().get("caseNumber").asText()).isEqualTo(number);
        assertThat(page("ana", number))
                .contains("href=\"https://tickets.example/2\" target=\"_blank\" rel=\"noopener noreferrer\"")
                .doesNotContain("href=\"javascript:");
    }

    @Test
    void the_pages_allow_no_script_and_no_style_but_our_own() {
        var number = toDecide();

        var answer = as("ana").http().get("/desk/cases/" + number);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'self'");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(answer.body()).doesNotContain("style=\"", "<style", "onclick");
        assertThat(as("ana").http().get("/desk/desk.css").status()).isEqualTo(200);
        assertThat(as("ana").http().get("/desk/desk.js").status()).isEqualTo(200);
    }

    @Test
    void process_owners_and_strangers_read_no_case() {
        var number = toDecide();

        assertThat(as("pia").http().get("/desk/cases/" + number).status()).isEqualTo(403);
        assertThat(as("admin").http().get("/desk/cases/" + number).status()).isEqualTo(403);
        assertThat(as("pia").http().get("/desk?find=" + number).status()).isEqualTo(403);
        for (var path : List.of("/desk", "/desk/cases/" + number, "/%64esk/cases/" + number, "/desk/desk.css")) {
            assertThat(new Http(port).get(path).status()).as(path).isIn(400, 401);
        }
        for (var reader : List.of("ana", "lee", "rio", "fay", "sam", "coco")) {
            assertThat(as(reader).http().get("/desk/cases/" + number).status())
                    .as(reader)
                    .isEqualTo(200);
        }
        assertThat(as("ana").http().get("/desk/cases/C-9").status()).isEqualTo(404);
        assertThat(as("ana").http().get("/desk/cases/x").status()).isEqualTo(404);
    }

    /** No fraud process is deployed yet: the ground is set as the owner role, as a fraud case would have it. */
    @Test
    void a_confidential_case_is_unknown_to_whoever_is_not_cleared() {
        var secret = toDecide();
        var other = opened(ANNA, "OTHERS_WORK");
        var task = as("ana").task(secret, "decideMeasure").get("id").asText();
        asOwner(
                """
                alter table fairhold.finding drop constraint finding_case_number_ground_fkey;
                update fairhold.enforcement_case set ground = 'FRAUD' where number = '%s'"""
                        .formatted(secret));

        for (var path : List.of("/desk/cases/" + secret, "/desk/task/" + task, "/desk/task/" + task + "/letter")) {
            assertThat(as("ana").http().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(note("ana", other, secret, "x").status()).isEqualTo(404);
        assertThat(as("ana").letter(task, "WARNING", "").status()).isEqualTo(404);
        assertThat(as("ana").http().get("/desk?find=" + secret).body()).contains("Nothing here is called");
        assertThat(page("ana", other)).doesNotContain(secret);
        assertThat(page("lee", secret)).contains("Fraud");
        assertThat(page("lee", other)).contains(secret);
    }

    @Test
    void a_note_stays_among_colleagues_and_as_it_was_written() {
        var number = toDecide();

        var kept = note("ana", number, number, NOTE);

        assertThat(kept.status()).as(kept.body()).isEqualTo(302);
        assertThat(kept.headers().firstValue("Location").orElseThrow()).endsWith("/desk/cases/" + number + "#notes");
        assertThat(page("ben", number)).contains("Zeugin-canary");
        decides("ana", number, "RESTRICTION");
        settle();
        assertThat(texts(ANNA) + texts(CARL)).doesNotContain("Zeugin");
        for (var path : List.of("", "/timeline?limit=200", "/statements")) {
            assertThat(marketplace.get("/api/v1/cases/" + number + path).body())
                    .as(path)
                    .doesNotContain("Zeugin");
        }
        assertThat(statement(number).toString()).doesNotContain("Zeugin");
        for (var attack : List.of("update case_note set written_by = 'ben'", "delete from case_note")) {
            assertThat(catchThrowable(() -> rows.sql(attack).update()))
                    .as(attack)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void a_note_that_cannot_be_kept_comes_back_with_the_reason() {
        var number = toDecide();

        var refused = note("ana", number, number, "y".repeat(4001));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Write a note of 1 to 4000 characters.", "y".repeat(4001));
        assertThat(note("ana", number, number, " ").status()).isEqualTo(422);
        assertThat(page("coco", number)).doesNotContain("Keep the note");
        assertThat(as("ana")
                        .http()
                        .form("/desk/cases/" + number + "/notes", "note=without-a-token")
                        .status())
                .isEqualTo(403);
        assertThat(page("ana", number)).doesNotContain("without-a-token");
    }

    @Test
    void any_number_that_is_read_out_leads_to_the_case() {
        contract("k-77", ANNA, CARL);
        var sent = report(
                ANNA,
                Map.of(
                        "externalId",
                        "ext-4711",
                        "facts",
                        List.of(Map.of(
                                "text", "Spam on k-77.", "contractId", "k-77", "occurredAt", now().toString()))));
        settle();
        var number = sent.json().get("caseNumber").asText();
        answers(number);
        finds("ana", number, "VIOLATION");
        decides("ana", number, "RESTRICTION");
        appeals(number);

        for (var identifier : List.of(
                number,
                number.toLowerCase(Locale.ROOT),
                ANNA,
                "ext-4711",
                "k-77",
                sent.json().get("reportId").asText(),
                measure(number).get("id").asText(),
                measure(number).get("statement").asText(),
                measure(number).get("conditions").get(0).get("id").asText())) {
            var found = as("ana").http().get("/desk?find=%20" + identifier);
            assertThat(found.status()).as(identifier).isEqualTo(302);
            assertThat(found.headers().firstValue("Location").orElseThrow()).endsWith("/desk/cases/" + number);
        }
        var second = opened(ANNA, "OTHERS_WORK");
        assertThat(as("ana").http().get("/desk?find=" + ANNA).body()).contains(number, second);
        assertThat(as("ana").http().get("/desk?find=%3Cb%3Enothing%00").body())
                .contains("Nothing here is called <strong>&lt;b&gt;nothing</strong>");
    }

    @Test
    void a_case_with_fifty_reports_and_two_hundred_events_asks_the_database_no_more_than_a_small_one() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        assertThat(report(ANNA, "SPAM_APPLICATIONS", "CLIENT").status()).isEqualTo(201);
        var path = "/desk/task/"
                + as("ana").task(number, "decideMeasure").get("id").asText();
        // What the engine reads once of a diagram is no part of a page.
        assertThat(as("ana").http().get(path).status()).isEqualTo(200);
        var small = Statements.during(
                () -> assertThat(as("ana").http().get(path).status()).isEqualTo(200));
        for (int i = 0; i < 48; i++) {
            assertThat(report(ANNA, "SPAM_APPLICATIONS", "CLIENT").status()).isEqualTo(201);
        }
        rows.sql(
                        """
                        insert into case_event (case_number, at, what, by_whom, reference)
                        select :case, timestamptz '2026-01-01', 'reportJoined', 'desk', 'R-' || n from generate_series(1, 200) n""")
                .param("case", number)
                .update();

        var large = Statements.during(
                () -> assertThat(as("ana").http().get(path).body().split("Fourteen identical", -1))
                        .hasSizeGreaterThan(50));

        assertThat(large.size()).isEqualTo(small.size());
        assertThat(large.size()).isBetween(20, STATEMENTS_MAX);
        assertThat(page("ana", number)).contains("(49 of them, the first one here)");
    }

    @Test
    void tasklist_is_loaded_anew_each_time_because_a_kept_page_would_run_none_of_its_scripts() {
        for (var page : List.of("/camunda/app/tasklist/default/", "/camunda/app/cockpit/default/")) {
            var answer = as("ana").http().get(page);

            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(page)
                    .contains("no-store");
            assertThat(answer.headers().map()).as(page).doesNotContainKeys("etag", "last-modified");
        }
    }

    @Test
    void every_page_of_the_desk_has_its_icon() {
        assertThat(as("ana").http().get("/desk").body()).contains("href=\"/desk/icon.svg\"");
        assertThat(as("ana").http().get("/desk/icon.svg").contentType()).startsWith("image/svg+xml");
    }

    private String toDecide() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        return number;
    }

    private String page(String who, String number) {
        var page = as(who).http().get("/desk/cases/" + number);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    /** The opening of the drawn step whose label begins so. */
    private static Matcher step(String page, String label) {
        var found = Pattern.compile("<g class=\"([^\"]*)\"><rect[^>]*/><text><tspan[^>]*>" + label)
                .matcher(page);
        assertThat(found.find()).as("the step %s is drawn", label).isTrue();
        return found;
    }

    private String token(String who, String number) {
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page(who, number));
        return token.find() ? token.group(1) : "none";
    }

    private Http.Answer note(String who, String seen, String number, String note) {
        return as(who).http()
                .form("/desk/cases/" + number + "/notes", form(Map.of("_csrf", token(who, seen), "note", note)));
    }

    private static String form(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        new HashMap<>(fields)
                .forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }
}
