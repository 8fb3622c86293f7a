package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that everybody can read, and how long before it counts a change is told. */
class PolicyPagesTest extends OwnerScenario {
    private static final String FOLDER = "policies/spam-applications/";
    private static final String CLAUSE_FILE = FOLDER + "clause.yaml";

    private Http anybody() {
        return new Http(port).with("Accept-Language", "en");
    }

    private String page(String path) {
        var answer = anybody().get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        assertThat(answer.body()).doesNotContain("style=", "<script", "??");
        return answer.body();
    }

    @Test
    void everybody_can_read_each_rule_with_its_examples_its_steps_and_its_lesson() {
        var all = page("/policies");
        assertThat(all).contains("Spam applications", "Reliable work", "/policies/others-work?lang=en");

        assertThat(all)
                .contains(
                        "Schlichtungsstelle Beispiel", "https://ods.example/", "Usual fee: 95.00 EUR.", "Certified by:")
                .doesNotContain("whom both chose");

        var one = page("/policies/spam-applications");

        assertThat(one)
                .contains("Read the whole job post before you apply.", "is a violation.", "Withdraw the copied")
                .contains("One application for one job", "You find ten jobs that look alike")
                .contains("does not count against you later")
                .doesNotContain("The right answer:");
        assertThat(anybody().get("/policies/rules.css").body()).contains("caption {");
        assertThat(anybody().get("/policies/no-such-rule").status()).isEqualTo(404);
        assertThat(anybody().post("/policies/spam-applications", "").status()).isBetween(400, 405);
    }

    @ParameterizedTest
    @CsvSource({
        "spam-applications, de, Lesen Sie den ganzen Auftrag, Read the whole",
        "fraud, de, Betrug, stolen",
        "false-identity, de, Frühere Verstöße, Earlier",
        "reliable-work, de, Verträge mit einem Problem, Contracts with",
        "fair-dispute, en, Days for the client to answer, Fassung",
        "non-payment, en, Days on the record, Fassung"
    })
    void each_rule_reads_in_both_languages(String slug, String language, String says, String saysNot) {
        var page = page("/policies/" + slug + "?lang=" + language);

        assertThat(page).contains("<html lang=\"" + language + "\"", says).doesNotContain(saysNot);
    }

    @Test
    void A_14_the_lesson_can_be_tried_on_the_page_of_its_rule_and_nothing_of_it_is_kept() {
        var somebody = new PlainBrowser(port);
        var page = somebody.open("/policies/spam-applications?lang=en");
        var before = stored();

        var wrong = somebody.press(page, "lesson?lang=en", Map.of("q1", "2", "q2", "3"));

        assertThat(wrong.text())
                .contains("1 of 3 answers are right.", "Read the lesson once more and try again.")
                .contains("Not right. The right answer: A short introduction about yourself")
                .contains("You did not choose an answer. The right answer: You do not apply until you have read it");
        assertThat(wrong.html()).contains("value=\"2\" checked=\"checked\"");
        var right = somebody.press(wrong, "lesson?lang=en", Map.of("q1", "2", "q2", "1", "q3", "3"));
        assertThat(right.text())
                .contains("3 of 3 answers are right.", "With these answers you pass the lesson.")
                .doesNotContain("The right answer:");
        assertThat(right.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(stored()).isEqualTo(before);
    }

    private List<Integer> stored() {
        return List.of(rows("lesson_taken"), rows("submission"), rows("draft"), rows("case_event"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"q1=99", "q1=-1&q2=x&q3=%00", "q1=2&q1=1", "other=1", "lang=xx&q1=2"})
    void whatever_is_sent_as_an_answer_is_no_answer(String sent) {
        var answer = anybody().form("/policies/spam-applications/lesson", sent);

        assertThat(answer.status()).as(answer.body()).isIn(200, 400);
        assertThat(answer.body()).doesNotContain("With these answers you pass");
        assertThat(anybody().form("/policies/no-such-rule/lesson", sent).status())
                .isEqualTo(404);
    }

    @Test
    void every_version_is_there_with_its_day_and_with_what_changed() {
        assertThat(page("/policies/spam-applications"))
                .contains("id=\"version-1\"", "id=\"version-2\"", "January 1, 2026", "June 1, 2026", "counts now")
                .contains("<ins>", "<span>Write each application for that one job.</span>")
                .contains("<del>", "<span>Each application must be about the job it is sent to.</span>");
    }

    @Test
    void a_threshold_that_an_owner_changes_is_on_the_page_at_once() {
        var table = "policy-violation/measure-proposal.dmn";
        assertThat(page("/policies/spam-applications"))
                .contains("≥ 2", "restriction")
                .doesNotContain("≥ 7");
        var changed = files.with(table, "&gt;= 2", "&gt;= 7");

        var tests = "policy-violation/measure-proposal.tests.csv";
        deployed(changed.with(tests, "UNCLEAR,2,2,0.0,RESTRICTION", "UNCLEAR,7,7,0.0,RESTRICTION"));

        assertThat(page("/policies/spam-applications")).contains("≥ 7");
    }

    @ParameterizedTest
    @CsvSource({"14, false", "15, true", "-1, false"})
    void a_change_is_announced_fifteen_days_before_it_counts(int days, boolean accepted) {
        var day = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(days);

        var answer = upload(withThirdVersion(day + "\n"));

        if (accepted) {
            assertThat(answer.status()).as(answer.body()).isLessThan(300);
            assertThat(page("/policies")).contains("A new version counts from");
            assertThat(page("/policies/spam-applications")).contains("announced", "version-3");
        } else {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains(CLAUSE_FILE, "version 3 is announced today");
        }
    }

    @Test
    void a_shorter_notice_names_the_exception_of_the_law_that_it_rests_on() {
        var tomorrow = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(1);

        assertThat(upload(withThirdVersion(tomorrow + "\n    exception: HURRY\n"))
                        .status())
                .isEqualTo(422);
        assertThat(upload(withThirdVersion(tomorrow + "\n    exception: UNFORESEEN_DANGER\n"))
                        .status())
                .isLessThan(300);
    }

    private ProcessSet withThirdVersion(String from) {
        var last = "  - version: 2\n    inForceFrom: 2026-06-01\n";
        return files.with(
                        FOLDER + "3.en.yaml",
                        Objects.requireNonNull(files.files().get(FOLDER + "2.en.yaml")))
                .with(FOLDER + "3.de.yaml", Objects.requireNonNull(files.files().get(FOLDER + "2.de.yaml")))
                .with(CLAUSE_FILE, last, last + "  - version: 3\n    inForceFrom: " + from);
    }
}
