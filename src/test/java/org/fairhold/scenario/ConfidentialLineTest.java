package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written about a case of fraud or takeover reaches cleared people only, and nobody else hears back. */
class ConfidentialLineTest extends TakeoverScenario {
    private String address(String account) {
        var mails = mails(account);
        return mails.get(mails.size() - 1).get("replyTo").asText();
    }

    private void writes(String from, String to) {
        var mail = Map.of("from", from, "to", to, "subject", "Why?", "text", "Those cards were my sister's.");
        assertThat(marketplace.post("/demo/mailbox", mail).status()).isEqualTo(201);
        settle();
    }

    @Test
    void a_message_about_a_suspicion_of_fraud_is_for_the_cleared_and_its_mail_is_kept_from_others() {
        var number = frozen(ANNA);

        writes("anna@people.example", address(ANNA));

        var page = as("fay").http().get("/desk/cases/" + number).body();
        assertThat(page).contains("Those cards were my sister&#39;s.");
        assertThat(as("fay").sees(number, "answerMessage") || as("gil").sees(number, "answerMessage"))
                .isTrue();
        assertThat(as("ana").readable(number)).isEmpty();
        var link =
                Pattern.compile("/desk/cases/" + number + "/mails/[0-9a-f-]+").matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(as("fay").http().get(link.group()).status()).isEqualTo(200);
        assertThat(as("ana").http().get(link.group()).status()).isNotEqualTo(200);
        assertThat(told(ANNA, "Your message is here")).isEqualTo(1);
    }

    @Test
    void a_ticket_about_such_a_case_is_one_about_no_case_for_a_caller_who_is_not_cleared() {
        var number = frozen(ANNA);
        var uncleared = new Http(port).with("Authorization", "Bearer uncleared");
        var path = "/api/v1/cases/%s/tickets";

        var hidden = uncleared.post(path.formatted(number), Map.of("text", "Why is she frozen?"));

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(rows("case_message")).isZero();
    }

    @Test
    void while_somebody_else_may_have_the_account_a_mail_brings_no_address_to_answer_to() {
        frozenAgainstTheThief();

        assertThat(address(ANNA)).isEqualTo("cases@gigfair.example");
    }

    @Test
    void a_takeover_does_not_silence_an_older_case_but_its_messages_are_not_believed() {
        var spam = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var to = address(ANNA);
        frozenAgainstTheThief();
        var mails = mails(ANNA).size();

        writes("anna@people.example", to);

        assertThat(as("lee").http().get("/desk/cases/" + spam).body()).contains("Unverified sender");
        assertThat(told(ANNA, "Your message is here")).isZero();
        assertThat(mails(ANNA)).hasSize(mails + 1).last().matches(mail -> mail.get("subject")
                .asText()
                .equals("Your mail to Gigfair"));
    }
}
