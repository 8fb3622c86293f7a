package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

/** The letter below a form: what somebody reads while they write is what the person then gets. */
class LetterTest extends HoldScenario {
    private static final String REASON = "You sent the same text fourteen times in an hour, Canarybird.";

    @ParameterizedTest
    @ValueSource(strings = {"WARNING", "RESTRICTION", "SUSPENSION", "NONE"})
    void the_letter_of_a_measure_is_the_one_that_is_then_sent(String measure) {
        contract("k-1", ANNA, CARL);
        var number = toDecide();

        sendsAsShown(
                "ana",
                number,
                "decideMeasure",
                Map.of("measure", measure, "departureText", "The reports of Canarybird show that this fits better."),
                "measure");
    }

    @Test
    void a_finding_without_violation_shows_its_letter_and_another_says_that_it_sends_none() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        var task = taskOf("ana", number, "reviewReport");

        assertThat(as("ana").letter(task, "VIOLATION", "").body()).contains("sends no letter");
        assertThat(as("ana").letter(task, "CLOSURE", "").status()).isEqualTo(422);
        var shown = shown("ana", number, "reviewReport", "NONE");
        finds("ana", number, "NONE");

        assertThat(shown).isEqualTo(lastSent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"REINSTATE", "ASK_AGAIN"})
    void the_letter_of_a_checked_fix_is_the_one_that_is_then_sent(String choice) {
        withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);

        sendsAsShown("ana", number, "checkFix", Map.of("fixDecision", choice), "fixDecision");
    }

    @Test
    void a_refusal_shows_what_goes_out_when_a_second_person_has_signed_and_the_signer_sees_the_same() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        var before = mails(ANNA).size();

        assertThat(as("ana")
                        .letter(taskOf("ana", number, "checkFix"), "REFUSE", REASON)
                        .body())
                .contains("Nothing goes out yet");
        var toRefuse = shown("ana", number, "checkFix", "REFUSE");
        decides("ana", number, "checkFix", Map.of("fixDecision", "REFUSE", "reasonForPerson", REASON));
        assertThat(mails(ANNA)).hasSize(before);

        var task = taskOf("lee", number, "signRefusal");
        assertThat(as("lee").letter(task, "RETURN", "").body()).contains("sends no letter. The fix is checked again.");
        assertThat(shown("lee", number, "signRefusal", "SIGN")).isEqualTo(toRefuse);
        decides("lee", number, "signRefusal", Map.of("signature", "SIGN", "note", "I looked at the list, too."));
        assertThat(lastSent()).isEqualTo(toRefuse);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRM", "LIFT"})
    void the_letter_of_a_review_is_the_one_that_is_then_sent(String choice) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        advance("P30D");

        sendsAsShown("ana", number, "reviewRestriction", Map.of("restrictionReview", choice), "restrictionReview");
    }

    @Test
    void a_review_that_gives_another_try_shows_both_of_its_letters() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(number);
        decides("ana", number, "checkFix", Map.of("fixDecision", "REFUSE", "reasonForPerson", REASON));
        decides("lee", number, "signRefusal", Map.of("signature", "SIGN", "note", "I looked at the list, too."));
        advance("P30D");

        assertThat(as("ben")
                        .letter(taskOf("ben", number, "reviewRestriction"), "REOPEN", REASON)
                        .body())
                .contains("Two letters go out.");
        var shown = shown("ben", number, "reviewRestriction", "REOPEN");
        decides("ben", number, "reviewRestriction", Map.of("restrictionReview", "REOPEN", "reasonForPerson", REASON));

        var mails = mails(ANNA);
        assertThat(shown).isEqualTo(sent(mails.size() - 2) + " " + sent(mails.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPHOLD", "OVERTURN", "ANSWERED", "ASK"})
    void the_letter_of_an_appeal_is_the_one_that_is_then_sent(String choice) {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        appeals(number);

        sendsAsShown("rio", number, "decideAppeal", Map.of("appealDecision", choice), "appealDecision");
    }

    @Test
    void an_appeal_that_makes_it_milder_shows_its_answer_and_the_new_statement() {
        var number = withMeasure(ANNA, "FALSE_IDENTITY", "SUSPENSION");
        appeals(number);

        var shown = shown("rio", number, "decideAppeal", "CHANGE_TO_RESTRICTION");
        decides(
                "rio",
                number,
                "decideAppeal",
                Map.of("appealDecision", "CHANGE_TO_RESTRICTION", "reasonForPerson", REASON));

        var mails = mails(ANNA);
        assertThat(shown).isEqualTo(sent(mails.size() - 2) + " " + sent(mails.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPOSED", "LESS"})
    void the_letter_of_a_hold_with_its_lines_and_their_formula_is_the_one_that_is_then_sent(String choice) {
        disputed("k-1", 30_050);
        disputed("k-2", 5_000, "EUR");
        var number = found(ANNA, "SPAM_APPLICATIONS");
        var lines = "k-1 USD 100.50\nk-2 EUR 20.00 PENDING";
        var before = counts();

        var shown = shown(lettersOfHold(number, choice, "AVAILABLE", lines));
        assertThat(counts()).isEqualTo(before);
        decides("ana", number, "decideHold", holdWith(choice, lines));

        assertThat(shown)
                .contains("Contract k-1", "Disputed: USD", "At most, that is: USD", "Spam applications", REASON)
                .isEqualTo(lastSent());
    }

    @Test
    void while_a_decision_about_money_is_not_whole_the_letter_says_what_is_missing() {
        disputed("k-1", 30_000);
        var number = found(ANNA, "SPAM_APPLICATIONS");

        assertThat(lettersOfHold(number, "PROPOSED", "", "").body()).contains("Say where the money lies");
        assertThat(lettersOfHold(number, "LESS", "PENDING", "").body()).contains("Write one line for each contract");
        assertThat(lettersOfHold(number, "LESS", "PENDING", "k-1 USD").body())
                .contains("Write one line for each contract");
        assertThat(lettersOfHold(number, "LESS", "PENDING", "k-1 USD 300.01").body())
                .contains("At most USD 300.00");
        assertThat(lettersOfHold(number, "NONE", "", "").body()).contains("sends no letter. Nothing is held.");
        assertThat(rows("measure")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRM", "LIFT"})
    void the_letters_of_a_reviewed_hold_are_those_that_are_then_sent(String choice) {
        disputed("k-1", 30_000);
        disputed("k-2", 5_000, "EUR");
        var number = withHold("SPAM_APPLICATIONS");
        advance("P14DT1H");
        var shown = shown("ana", number, "reviewHold", choice);
        var before = mails(ANNA).size();

        decides("ana", number, "reviewHold", Map.of("holdReview", choice, "reasonForPerson", REASON));

        var letters = new TreeSet<String>();
        for (int i = before; i < mails(ANNA).size(); i++) {
            letters.add(sent(i));
        }
        assertThat(letters).hasSize(choice.equals("LIFT") ? 2 : 1).allSatisfy(letter -> assertThat(shown)
                .contains(letter));
    }

    private Http.Answer lettersOfHold(String number, String choice, String origin, String lines) {
        return as("ana")
                .letter(
                        taskOf("ana", number, "decideHold"),
                        Map.of("choice", choice, "reason", REASON, "origin", origin, "holdLines", lines));
    }

    private Map<String, Object> holdWith(String choice, String lines) {
        var fields = hold(choice, lines);
        fields.put("reasonForPerson", REASON);
        return fields;
    }

    @Test
    void a_letter_reads_as_the_mail_does_and_what_people_wrote_in_it_stays_text() {
        var number = toDecide();

        var page = as("ana")
                .letter(taskOf("ana", number, "decideMeasure"), "WARNING", "## Not a heading\n<b onclick=x>Canary</b>")
                .body();

        assertThat(page).contains("<article lang=\"en\" dir=\"ltr\">", "<h3>", "<li>");
        assertThat(page).contains("## Not a heading<br>", "&lt;b onclick=x&gt;Canary");
        assertThat(page).doesNotContain("style=", "<b ", ">## What");
    }

    @Test
    void a_letter_to_vienna_is_german_and_what_it_takes_is_told_to_the_analyst_in_english() {
        assertThat(marketplace
                        .put(
                                "/api/v1/accounts/" + ANNA,
                                Map.of(
                                        "role", "FREELANCER",
                                        "displayName", mailName(ANNA),
                                        "email", "anna@people.example",
                                        "language", "de-AT",
                                        "country", "AT",
                                        "timeZone", "Europe/Vienna",
                                        "registeredOn", "2024-03-01",
                                        "business", false,
                                        "version", 2))
                        .status())
                .isEqualTo(200);
        var number = toDecide();

        var page = as("ana")
                .letter(taskOf("ana", number, "decideMeasure"), "RESTRICTION", REASON)
                .body();

        assertThat(page)
                .contains("<article lang=\"de\" dir=\"ltr\">")
                .contains("wir haben Ihr Konto eingeschränkt", "<li>sich auf Aufträge bewerben", "Schritt K-…");
        assertThat(as("ana").caseFile(number, "decideMeasure"))
                .contains("<li>apply for jobs</li>")
                .doesNotContain("sich auf Aufträge bewerben");
    }

    @Test
    void looking_at_a_letter_stores_nothing_and_takes_no_number() {
        var decided = withMeasure(ANNA, "OTHERS_WORK", "RESTRICTION");
        fulfils(decided);
        appeals(decided);
        var open = toDecide();
        var task = taskOf("ana", open, "decideMeasure");
        var fix = taskOf("ana", decided, "checkFix");
        var appeal = taskOf("rio", decided, "decideAppeal");
        var before = counts();

        for (var choice : new String[] {"WARNING", "RESTRICTION", "SUSPENSION", "NONE", ""}) {
            looks("ana", task, choice);
        }
        for (var choice : new String[] {"REINSTATE", "ASK_AGAIN", "REFUSE"}) {
            looks("ana", fix, choice);
        }
        looks("rio", appeal, "UPHOLD");
        looks("rio", appeal, "OVERTURN");

        assertThat(counts()).isEqualTo(before);
        assertThat(as("pia").letter(task, "NONE", "").status()).isEqualTo(404);
        assertThat(as("ana")
                        .http()
                        .form("/desk/task/" + task + "/letter", "choice=NONE")
                        .status())
                .as("without the page's token")
                .isEqualTo(403);
    }

    private void looks(String who, String task, String choice) {
        var page = as(who).letter(task, choice, "Zeugin " + REASON);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
    }

    private void sendsAsShown(String who, String number, String step, Map<String, String> fields, String choice) {
        var shown = shown(who, number, step, String.valueOf(fields.get(choice)));
        var before = mails(ANNA).size();
        var all = new HashMap<String, Object>(fields);
        all.put("reasonForPerson", REASON);

        decides(who, number, step, all);

        assertThat(mails(ANNA)).hasSize(before + 1);
        assertThat(shown).contains("Canarybird").isEqualTo(lastSent());
    }

    private String toDecide() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        return number;
    }

    private String taskOf(String who, String number, String step) {
        return as(who).task(number, step).get("id").asText();
    }

    /** The words of the letters that a choice shows, with their headings' and lists' tags. */
    private String shown(String who, String number, String step, String choice) {
        return shown(as(who).letter(taskOf(who, number, step), choice, REASON));
    }

    private static String shown(Http.Answer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        var letters = Pattern.compile("<article[^>]*>(.*?)</article>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .map(found -> words(found.group(1)))
                .toList();
        assertThat(letters).as(page.body()).isNotEmpty();
        return String.join(" ", letters);
    }

    private String lastSent() {
        return sent(mails(ANNA).size() - 1);
    }

    private String sent(int mail) {
        var html = mails(ANNA).get(mail).get("html").asText();
        return words(html.replaceAll("(?s).*<main[^>]*>(.*)</main>.*", "$1"));
    }

    /** Without the numbers that are only taken when it is sent, and the minute of sending. */
    private static String words(String html) {
        return HtmlUtils.htmlUnescape(html.replaceAll("<h[23][^>]*>", "<h>").replaceAll("</h[23]>", "</h>"))
                .replaceAll("\\b([SK])-(\\d+|…)", "$1-")
                .replaceAll("\\d{1,2}:\\d{2}\\h[AP]M", "then")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The rows of every table, and where every sequence stands. */
    private Map<String, Object> counts() {
        var counts = new TreeMap<String, Object>();
        var tables = sql.sql(
                        """
                        select table_schema || '.' || table_name from information_schema.tables
                        where table_schema in ('fairhold', 'engine') and table_type = 'BASE TABLE'""")
                .query(String.class)
                .list();
        tables.forEach(table -> counts.put(
                table,
                sql.sql("select count(*) from " + table).query(Long.class).single()));
        sql.sql("select sequencename, coalesce(last_value, 0) as last from pg_sequences")
                .query(row -> {
                    counts.put(row.getString("sequencename"), row.getLong("last"));
                });
        return counts;
    }
}
