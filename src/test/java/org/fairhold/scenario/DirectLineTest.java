package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSender;

/** Whoever answers a mail about their case reaches the people who are responsible for it. */
class DirectLineTest extends VerbsScenario {
    private static final String ANNAS = "anna@people.example";
    private static final Map<String, String> ANSWER =
            Map.of("messageOutcome", "ANSWER", "reasonForPerson", "You can send the chat until Friday, Canarybird.");

    @Autowired
    private JavaMailSender mailServer;

    /** The address that the newest mail to somebody can be answered to. */
    private String address(String account) {
        var mails = mails(account);
        return mails.get(mails.size() - 1).get("replyTo").asText();
    }

    private void writes(String from, String to, String text) {
        assertThat(marketplace
                        .post("/demo/mailbox", Map.of("from", from, "to", to, "subject", "Re: my case", "text", text))
                        .status())
                .isEqualTo(201);
        settle();
    }

    /** A mail as other programs write it. */
    private void arrives(String to, String raw) {
        try {
            mailServer.send(new MimeMessage(
                    null,
                    new ByteArrayInputStream(("To: " + to + "\r\n" + raw.replace("\n", "\r\n")).getBytes(UTF_8))));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
        settle();
    }

    private String page(String who, String number) {
        return as(who).http().get("/desk/cases/" + number).body();
    }

    @Test
    void an_answer_to_a_mail_reaches_the_case_manager_and_the_person_hears_who_reads_it_and_by_when() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");
        assertThat(address(ANNA)).matches("case\\+[0-9a-v]{26}@answers\\.gigfair\\.example");

        writes(
                ANNAS,
                address(ANNA),
                "May I send the whole chat?\n\nOn Monday Gigfair <desk@gigfair.example> wrote:\n> We look at your account.");

        assertThat(as("ana").task(number, "answerMessage").get("assignee").asText())
                .isEqualTo("ana");
        assertThat(what(number)).contains("messageReceived");
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("answer");
        assertThat(as("ana").caseFile(number, "answerMessage"))
                .contains("<blockquote>May I send the whole chat?</blockquote>", "Full message")
                .doesNotContain("Unverified sender");
        assertThat(told(ANNA, "Please make your message your answer")).isEqualTo(1);
        assertThat(lastText(ANNA))
                .contains("Ana Oliveira reads it", "You get an answer to it by", "/case/" + number + "?t=");
        assertThat(due("ana", number, "answerMessage")).isAfter(now());
    }

    @Test
    void what_the_analyst_sees_is_what_is_sent_and_is_kept() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        writes(ANNAS, address(ANNA), "May I send the whole chat?");
        var task = as("ana").task(number, "answerMessage").get("id").asText();

        var seen =
                as("ana").letter(task, "ANSWER", ANSWER.get("reasonForPerson")).body();
        refuses(400, "ana", number, "answerMessage", Map.of("messageOutcome", "ANSWER"), "Write at least 10");
        refuses(400, "ana", number, "answerMessage", Map.of("messageOutcome", "NO_LETTER"), "Write at least 10");
        decides("ana", number, "answerMessage", ANSWER);

        assertThat(told(ANNA, "Our answer to your message")).isEqualTo(1);
        assertThat(lastText(ANNA)).contains(ANSWER.get("reasonForPerson"));
        assertThat(seen).contains("Our answer to your message", ANSWER.get("reasonForPerson"));
        assertThat(page("ana", number)).contains("answered</span> by", ANSWER.get("reasonForPerson"));
        assertThat(as("ana").sees(number, "answerMessage")).isFalse();
        assertThat(what(number)).contains("answerMessage:ANSWER");
    }

    @Test
    void each_message_is_answered_and_only_the_first_of_a_day_is_acknowledged() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var to = address(ANNA);

        writes(ANNAS, to, "May I send the whole chat?");
        writes(ANNAS, to, "And the pictures?");

        assertThat(told(ANNA, "Please make your message your answer")).isEqualTo(1);
        assertThat(as("ana").caseFile(number, "answerMessage")).contains("2 messages wait for an answer.");
        decides("ana", number, "answerMessage", ANSWER);
        decides(
                "ana",
                number,
                "answerMessage",
                Map.of("messageOutcome", "NO_LETTER", "note", "Answered with the first message."));
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(told(ANNA, "Our answer to your message")).isEqualTo(1);
        advance("P2D");
        writes(ANNAS, to, "Thank you.");
        assertThat(told(ANNA, "Please make your message your answer")).isEqualTo(2);
    }

    @Test
    void somebody_stands_in_for_a_manager_who_is_absent_and_the_person_reads_their_name() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var until = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(3).toString();
        done(as("ana").does("/desk/me", "/desk/me/absent", Map.of("until", until)));

        writes(ANNAS, address(ANNA), "May I send the whole chat?");

        assertThat(as("ben").task(number, "answerMessage").get("assignee").asText())
                .isEqualTo("ben");
        assertThat(lastText(ANNA)).contains("Ben Achterberg reads it", "Your case manager is Ana Oliveira");
    }

    @Test
    void a_message_goes_along_when_the_case_is_handed_over_and_its_dates_stay() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        writes(ANNAS, address(ANNA), "May I send the whole chat?");
        var due = due("ana", number, "answerMessage");
        var waits = theCase(number).get("waitingFor");

        done(as("ana").does(number, "hand-over", "to", "ben"));

        assertThat(as("ben").task(number, "answerMessage").get("assignee").asText())
                .isEqualTo("ben");
        assertThat(due("ben", number, "answerMessage")).isEqualTo(due);
        assertThat(theCase(number).get("waitingFor")).isEqualTo(waits);
        assertThat(told(ANNA, "You have a new contact")).isEqualTo(1);
    }

    @Test
    void a_late_answer_goes_to_the_leads_and_the_person_is_told() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        writes(ANNAS, address(ANNA), "When do you look at my steps?");
        var manager = as("ana").task(number, "answerMessage").get("assignee").asText();

        goesToTheLeadsWhenLate(manager, number, "answerMessage", ANNA);

        decides(manager, number, "answerMessage", ANSWER);
        assertThat(as("ana").tasks(number)).isEmpty();
    }

    @Test
    void whoever_writes_from_another_address_is_read_with_a_warning_and_told_nothing_of_the_case() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        writes("sister@elsewhere.example", address(ANNA), "What did she do?");

        assertThat(as("ana").caseFile(number, "answerMessage")).contains("Unverified sender", "What did she do?");
        assertThat(told(ANNA, "Your message is here")).isZero();
        assertThat(subjects("sister")).containsExactly("Your mail to Gigfair");
        assertThat(texts("sister")).contains("If you write for somebody else").doesNotContain(number, "Anna", "Ana");
        writes("sister@elsewhere.example", address(ANNA), "Hello?");
        assertThat(subjects("sister")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case@answers.gigfair.example",
                "case+0123456789abcdefghijklmnop@answers.gigfair.example",
                "case+short@answers.gigfair.example"
            })
    void a_mail_to_an_address_that_was_never_given_out_gets_a_neutral_answer(String address) {
        opened(ANNA, "SPAM_APPLICATIONS");

        writes(ANNAS, address, "What about my case?");
        writes(ANNAS, address, "Hello?");

        assertThat(told(ANNA, "Your mail to Gigfair")).isEqualTo(1);
        assertThat(rows("case_message")).isZero();
        assertThat(rows("inbound_content")).as("kept as it came").isEqualTo(2);
    }

    @Test
    void an_address_works_until_ninety_days_after_the_case_is_closed() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "NONE");
        assertThat(theCase(number).hasNonNull("closedAt")).isTrue();
        var to = address(ANNA);

        advance("P89D");
        writes(ANNAS, to, "One more question.");
        advance("P2D");
        writes(ANNAS, to, "And another.");

        assertThat(rows("case_message")).isEqualTo(1);
        assertThat(told(ANNA, "Your mail to Gigfair")).isEqualTo(1);
        assertThat(as("ana").sees(number, "answerMessage")).isTrue();
    }

    @Test
    void a_mail_that_comes_twice_is_one_message() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var mail = "From: anna@people.example\nMessage-ID: <one@people.example>\nSubject: Hello\n\nIs anybody there?\n";

        arrives(address(ANNA), mail);
        arrives(address(ANNA), mail);

        assertThat(rows("case_message")).isEqualTo(1);
        assertThat(as("ana").tasks(number)).hasSize(1);
        assertThat(rows("inbound_mail")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Precedence: bulk",
                "List-Id: <freelancers.example>",
                "X-Autoreply: yes"
            })
    void an_automatic_answer_is_kept_and_wakes_nobody(String header) {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var mails = mails(ANNA).size();

        arrives(address(ANNA), "From: anna@people.example\n" + header + "\nSubject: Away\n\nI am away.\n");

        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(mails(ANNA)).hasSize(mails);
        assertThat(page("ana", number)).contains("an automatic answer");
    }

    @Test
    void the_twenty_first_mail_of_an_hour_is_set_aside() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var to = address(ANNA);

        for (var count = 1; count <= 21; count++) {
            arrives(to, "From: anna@people.example\nSubject: Hello\n\nHello number %d?\n".formatted(count));
        }

        assertThat(rows("case_message")).isEqualTo(20);
        assertThat(page("ana", number)).contains("one mail of many within an hour, set aside");
    }

    @Test
    void a_mail_that_comes_back_makes_a_task_to_reach_the_person() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var sent = mails(ANNA)
                .get(mails(ANNA).size() - 1)
                .get("headers")
                .get("Message-ID")
                .asText();

        arrives(
                "bounce@answers.gigfair.example",
                """
                From: MAILER-DAEMON@people.example
                Subject: Undelivered
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                Nobody of that name.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; people.example

                Final-Recipient: rfc822; anna@people.example
                Action: failed
                Status: 5.1.1
                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s
                Subject: the notice
                --b--
                """
                        .formatted(sent));

        assertThat(as("ana").sees(number, "contactPerson")).isTrue();
        assertThat(page("ana", number)).contains("could not be delivered");
    }

    @Test
    void a_file_in_a_mail_is_checked_as_any_other_and_the_mail_itself_can_be_saved() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        arrives(
                address(ANNA),
                """
                From: anna@people.example
                Subject: Chat
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                Here is the chat.
                --b
                Content-Type: text/plain; name=chat.txt
                Content-Disposition: attachment; filename=chat.txt

                The client said: thank you.
                --b
                Content-Type: application/x-msdownload; name=run.exe
                Content-Disposition: attachment; filename=run.exe
                Content-Transfer-Encoding: base64

                TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAAA
                --b--
                """);

        var file = as("ana").caseFile(number, "answerMessage");
        assertThat(file).contains("chat.txt", "A file was left in the mail").doesNotContain("run.exe");
        var link =
                Pattern.compile("/desk/cases/" + number + "/mails/[0-9a-f-]+").matcher(file);
        assertThat(link.find()).isTrue();
        var saved = as("ana").http().get(link.group());
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.body()).contains("TVqQAAMAAAAEAAAA");
    }

    @Test
    void a_desk_that_dies_over_a_mail_takes_it_later_once() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var to = address(ANNA);
        var mails = mails(ANNA).size();

        crashingAt("act_ru_task", "new.task_def_key_ = 'answerMessage'", () -> writes(ANNAS, to, "Is anybody there?"));

        assertThat(rows("inbound_mail")).isZero();
        settle();
        assertThat(as("ana").tasks(number)).hasSize(1);
        assertThat(mails(ANNA)).hasSize(mails + 1);
        settle();
        assertThat(rows("case_message")).isEqualTo(1);
    }

    @Test
    void one_press_makes_a_mail_the_answer_that_we_wait_for() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        writes(ANNAS, address(ANNA), "It was my assistant, says Canarybird.");
        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        var link = Pattern.compile("http://[^\\s\"]*/case/C-\\d+\\?t=[A-Za-z0-9_-]{43}")
                .matcher(lastText(ANNA));
        assertThat(link.find()).isTrue();
        advance("P2D");
        var browser = new PlainBrowser(port);

        var page = browser.press(browser.open(link.group()), "enter", Map.of());

        assertThat(page.html()).containsPattern("(?s)<textarea[^>]*name=\"text\"[^>]*>It was my assistant");
        browser.press(page, "answers", Map.of("text", "It was my assistant, says Canarybird."));
        settle();
        assertThat(theCase(number).get("stage").asText()).isEqualTo("UNDER_REVIEW");
    }

    @Test
    void all_mails_about_a_case_stand_under_its_first_one() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "NONE");

        var first = mails(ANNA).get(0).get("headers");
        var last = mails(ANNA).get(mails(ANNA).size() - 1).get("headers");
        assertThat(first.has("In-Reply-To")).isFalse();
        assertThat(last.get("In-Reply-To")).isEqualTo(first.get("Message-ID"));
        assertThat(last.get("References")).isEqualTo(first.get("Message-ID"));
    }

    @Test
    void what_was_given_to_a_mailbox_that_somebody_stole_works_no_more_and_new_mails_bring_new_ways() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var old = address(ANNA);

        refused(
                number,
                as("ana").does(number, "revoke", "party", ANNA, "reason", "short"),
                422,
                "Write at least 20 characters");
        writes(ANNAS, old, "Still me.");
        done(as("ana")
                .does(number, "revoke", "party", ANNA, "reason", "She says by phone that her mailbox was stolen."));
        writes(ANNAS, old, "This is the thief.");

        assertThat(rows("case_message")).isEqualTo(1);
        assertThat(rows("visit_link where used_at is null and account_id = 'anna'"))
                .isZero();
        assertThat(what(number)).contains("addressesRevoked");
        answers(number);
        finds("ana", number, "NONE");
        writes(ANNAS, address(ANNA), "Here I am again.");
        assertThat(rows("case_message")).isEqualTo(2);
        assertThat(says(number, "address-revocations", Map.of())
                        .json()
                        .get("revoked")
                        .asInt())
                .isPositive();
    }

    @Test
    void mails_that_cannot_be_taken_starve_no_later_one_and_are_put_aside() throws MessagingException {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var to = address(ANNA);
        for (var count = 0; count < 12; count++) {
            mailServer.send(new MimeMessage(
                    null,
                    new ByteArrayInputStream("To: %s\r\nFrom: x@people.example\r\nSubject: poison\r\n\r\n%s"
                            .formatted(to, "poison ".repeat(2000))
                            .getBytes(UTF_8))));
        }
        crashingAt("inbound_mail", "new.bytes > 10000", () -> {
            writes(ANNAS, to, "Is anybody there?");
            assertThat(rows("case_message")).isEqualTo(1);
            for (var round = 0; round < 4; round++) {
                settle();
            }
        });

        assertThat(rows("inbound_failure where put_aside_at is not null")).isEqualTo(12);
        settle();
        assertThat(rows("inbound_mail")).isEqualTo(1);
        assertThat(as("ana").tasks(number)).hasSize(1);
    }

    @Test
    void a_message_may_answer_nothing_that_was_asked_but_whoever_decides_reads_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        writes(ANNAS, address(ANNA), "It was my assistant, says Canarybird.");

        assertThat(theCase(number).get("stage").asText()).isEqualTo("ANSWER_INVITED");
        answers(number);

        assertThat(as("ana").caseFile(number, "reviewReport"))
                .contains("One message waits for an answer.", "It was my assistant, says Canarybird.");
    }
}
