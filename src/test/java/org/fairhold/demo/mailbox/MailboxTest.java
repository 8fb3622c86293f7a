package org.fairhold.demo.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.fairhold.demo.BadField;
import org.fairhold.demo.InDemo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

@InDemo
class MailboxTest {
    @Autowired
    Mailbox mailbox;

    @Autowired
    Posting posting;

    @Autowired
    JavaMailSender sender;

    @Autowired
    Clock clock;

    @Autowired
    TestRestTemplate http;

    @BeforeEach
    void nothingYet() {
        mailbox.empty();
    }

    @Test
    void a_mail_that_arrives_is_in_its_mailbox_with_all_it_said() throws Exception {
        var written = clock.instant();
        notice(
                "jan@mail.example",
                "Your account: für Jan",
                "Hello Jan,\nhttps://desk.example/case/C-1?t=a&b",
                "<p>Hello</p>");

        var mail = mailbox.to("Jan@Mail.example").get(0);

        assertThat(mail.to()).isEqualTo("jan@mail.example");
        assertThat(mail.from()).isEqualTo("desk@gigfair.example");
        assertThat(mail.replyTo()).isEqualTo("cases@gigfair.example");
        assertThat(mail.subject()).isEqualTo("Your account: für Jan");
        assertThat(mail.text()).contains("Hello Jan,").contains("https://desk.example/case/C-1?t=a&b");
        assertThat(mail.html()).contains("<p>Hello</p>");
        assertThat(Duration.between(mail.sentAt(), written).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(mail.headers()).containsKeys("Message-ID", "Date", "content-type");
    }

    @Test
    void an_answer_finds_the_mail_it_answers() throws Exception {
        notice("jan@mail.example", "Your account", "Hello", "<p>Hello</p>");
        var notice = mailbox.to("jan@mail.example").get(0);

        var sent = http.postForEntity(
                "/demo/mailbox",
                Map.of(
                        "from", "jan@mail.example",
                        "to", "cases@gigfair.example",
                        "subject", "Re: Your account",
                        "text", "Why?",
                        "inReplyTo", notice.id()),
                String.class);

        assertThat(sent.getStatusCode()).isEqualTo(HttpStatus.CREATED);
        var answer = mailbox.to("cases@gigfair.example").get(0);
        assertThat(sent.getBody()).contains(String.valueOf(answer.messageId()));
        assertThat(answer.headers()).containsEntry("In-Reply-To", notice.messageId());
        assertThat(answer.text()).startsWith("Why?");
        assertThat(answer.html()).isNull();
        assertThat(mailbox.all())
                .extracting(ReceivedMail::to)
                .containsExactly("cases@gigfair.example", "jan@mail.example");
    }

    @ParameterizedTest
    @CsvSource({
        "from,,to@x.example,s,t",
        "from,no address,to@x.example,s,t",
        "to,from@x.example,a@x.example\\nBcc: b@x.example,s,t",
        "to,from@x.example,nobody,s,t",
        "subject,from@x.example,to@x.example,a\\r\\nBcc: b@x.example,t",
        "subject,from@x.example,to@x.example,,t",
        "text,from@x.example,to@x.example,s,"
    })
    void what_no_mail_can_say_is_refused_and_named(String field, String from, String to, String subject, String text) {
        var draft = new Posting.Draft(
                from, to.translateEscapes(), subject == null ? null : subject.translateEscapes(), text, null);

        assertThatThrownBy(() -> posting.post(draft)).isInstanceOfSatisfying(BadField.class, refusal -> assertThat(
                        refusal.getBody().getDetail())
                .startsWith(field + ": "));
        assertThat(mailbox.all()).isEmpty();
    }

    @Test
    void the_page_shows_mails_but_lets_them_do_nothing() throws Exception {
        notice(
                "jan@mail.example",
                "<script>alert(1)</script>",
                "See https://desk.example/case/C-1?t=a&b=\"><script>alert(2)</script>.",
                "<p title=\"x\">Hello</p><script>alert(3)</script>");

        var page = http.getForEntity("/demo/mailbox", String.class);

        assertThat(page.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(page.getHeaders().getFirst("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.getBody())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)")
                .contains("<a href=\"https://desk.example/case/C-1?t=a&amp;b=\"")
                .contains("srcdoc=\"&lt;base target=&quot;_blank&quot;&gt;")
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
    }

    @Test
    void the_json_has_the_fields_of_the_contract() throws Exception {
        notice("jan@mail.example", "One", "text", "<p>html</p>");
        notice("eva@mail.example", "Two", "text", "<p>html</p>");

        var all = http.getForObject("/demo/mailbox?as=json", ReceivedMail[].class);
        var evas = http.getForObject("/demo/mailbox?as=json&to=eva@mail.example", ReceivedMail[].class);
        var other = http.getForEntity("/demo/mailbox?as=xml", String.class);

        assertThat(all).extracting(ReceivedMail::subject).containsExactly("Two", "One");
        assertThat(evas).singleElement().satisfies(mail -> {
            assertThat(mail.id()).isNotBlank();
            assertThat(mail.headers()).isNotEmpty();
        });
        assertThat(other.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
    }

    private void notice(String to, String subject, String text, String html) throws Exception {
        var message = sender.createMimeMessage();
        var mail = new MimeMessageHelper(message, true, "UTF-8");
        mail.setFrom("Gigfair <desk@gigfair.example>");
        mail.setReplyTo("cases@gigfair.example");
        mail.setTo(to);
        mail.setSubject(subject);
        mail.setText(text, html);
        mail.setSentDate(Date.from(clock.instant()));
        sender.send(message);
    }
}
