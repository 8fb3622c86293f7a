package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody whom we do not know says that they act for a person: the person is asked first, and nobody learns anything meanwhile. */
class MandateTest extends CasePageScenario {
    private static final String EVA = "eva";
    private static final byte[] SIGNED = "I let Eva Anwalt act for me. Anna Canarybird".getBytes(UTF_8);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    /** Fills in the public form, as a browser without scripts does, and reads what comes after. */
    private HttpResponse<String> sends(String number, String person, byte[] file) {
        var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var here = URI.create("http://localhost:%d/representative".formatted(port));
        try {
            var form = client.send(HttpRequest.newBuilder(here).build(), BodyHandlers.ofString());
            assertThat(form.statusCode()).isEqualTo(200);
            var token = TOKEN.matcher(form.body());
            assertThat(token.find()).isTrue();
            var fields = new LinkedHashMap<>(Map.of(
                    "number",
                    number,
                    "person",
                    person,
                    "name",
                    "Eva Anwalt",
                    "email",
                    "eva@law.example",
                    "answer",
                    "1",
                    "until",
                    LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(90).toString()));
            fields.put("_csrf", token.group(1));
            var answer = client.send(
                    HttpRequest.newBuilder(here)
                            .header("Content-Type", "multipart/form-data; boundary=" + PlainBrowser.Multipart.BOUNDARY)
                            .POST(BodyPublishers.ofByteArray(
                                    new PlainBrowser.Multipart(fields).with("mandate.txt", file)))
                            .build(),
                    BodyHandlers.ofString());
            settle();
            return answer;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void sends(String number) {
        var answer = sends(number, " Anna@people.example", SIGNED);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    }

    @Test
    void the_form_answers_the_same_whether_there_is_such_a_case_or_not_and_keeps_nothing_of_what_fits_none() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var right = sends(number, "anna@people.example", SIGNED);
        var wrong = sends(number, "carl@people.example", SIGNED);
        var nowhere = sends("C-999999", "anna@people.example", SIGNED);
        var nonsense = sends("my case", "anna@people.example", SIGNED);

        assertThat(right.statusCode()).isEqualTo(302);
        for (var other : new HttpResponse<?>[] {wrong, nowhere, nonsense}) {
            assertThat(other.statusCode()).isEqualTo(right.statusCode());
            assertThat(other.headers().firstValue("Location"))
                    .isEqualTo(right.headers().firstValue("Location"));
        }
        assertThat(rows("mandate")).isEqualTo(1);
        assertThat(rows("mandate_form")).isZero();
        assertThat(mails(EVA)).isEmpty();
    }

    @Test
    void the_person_is_asked_first_and_with_one_press_they_act() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        sends(number);

        assertThat(told(ANNA, "Does somebody act for you?")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains("Eva Anwalt told us", "We have told them nothing");
        assertThat(mails(EVA)).isEmpty();
        var page = visit(ANNA);
        assertThat(page.text()).contains("Eva Anwalt says that they act for you. Is that so?");
        assertThat(browser.press(page, "mandates/MD-1001/confirm", Map.of()).text())
                .contains("They can act for you now");
        settle();
        assertThat(told(EVA, "You act for Anna Canarybird")).isEqualTo(1);
        advance("P30D");
        assertThat(as("ana").sees(number, "checkMandate")).isFalse();
    }

    @Test
    void who_is_refused_hears_nothing_and_learns_nothing() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        sends(number);

        var page = browser.press(visit(ANNA), "mandates/MD-1001/refuse", Map.of());

        assertThat(page.text()).contains("They do not act for you. We told them nothing.");
        advance("P30D");
        assertThat(mails(EVA)).isEmpty();
        assertThat(as("ana").sees(number, "checkMandate")).isFalse();
    }

    @Test
    void where_the_person_cannot_answer_a_human_checks_the_mandate_and_decides_by_name() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        sends(number);
        assertThat(as("ana").sees(number, "checkMandate")).isFalse();
        advance("P8D");

        assertThat(as("ana").caseFile(number, "checkMandate"))
                .contains(
                        "Not answered yet: tell them nothing of the case.",
                        "/desk/cases/" + number + "/mandates/MD-1001");
        assertThat(as("ana")
                        .http()
                        .get("/desk/cases/" + number + "/mandates/MD-1001")
                        .body())
                .contains("I let Eva Anwalt act for me");
        refuses(
                400,
                "ana",
                number,
                "checkMandate",
                Map.of("mandateOutcome", "ACCEPT", "note", "Fine."),
                "Write at least 20");
        decides(
                "ana",
                number,
                "checkMandate",
                Map.of("mandateOutcome", "ACCEPT", "note", "Signed, and the signature is the one of her contract."));

        assertThat(what(number)).contains("checkMandate:ACCEPT", "representativeNamed:MANDATE");
        assertThat(told(ANNA, "Somebody acts for you now")).isEqualTo(1);
        assertThat(told(EVA, "You act for Anna Canarybird")).isEqualTo(1);
    }

    @Test
    void a_late_check_goes_to_the_leads_and_the_persons_own_word_takes_it_from_everybody() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        sends(number);
        advance("P8D");
        var late = told(ANNA, "We are late");
        advanceTo(due("ana", number, "checkMandate").plus(Duration.ofMinutes(1)));
        assertThat(as("lee").sees(number, "checkMandate")).isTrue();
        assertThat(told(ANNA, "We are late")).isEqualTo(late);

        asksForALink(number);
        browser.press(visit(ANNA), "mandates/MD-1001/refuse", Map.of());
        settle();

        assertThat(as("lee").sees(number, "checkMandate")).isFalse();
        assertThat(rows("representative")).isZero();
    }

    private void asksForALink(String number) {
        browser.press(browser.open("/case/" + number), "link", Map.of("email", "anna@people.example"));
        settle();
    }

    @Test
    void what_is_no_document_is_refused_and_who_sends_again_and_again_is_heard_three_times() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var program = sends(number, "anna@people.example", new byte[] {'M', 'Z', 0, 1, 2, 3});
        for (var time = 0; time < 5; time++) {
            sends(number);
        }

        assertThat(program.statusCode()).isEqualTo(422);
        assertThat(program.body()).contains("Choose a PDF");
        assertThat(rows("mandate")).isEqualTo(3);
    }
}
