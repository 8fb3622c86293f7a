package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.fairhold.Fairhold;
import org.fairhold.Settings;
import org.fairhold.outbox.Undeliverable;
import org.fairhold.outbox.Unreachable;
import org.fairhold.takeover.OwnersContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(classes = Fairhold.class, properties = "fairhold.outbox.dispatcher=false")
@ActiveProfiles("demo")
class MailCarrierTest {
    private static final String ANNA = "anna@people.example";
    private static final String DESK = "cases@gigfair.example";
    private static final Instant WRITTEN = Instant.parse("2026-06-01T08:00:00Z");
    private static final Letter LETTER = new Letter("Your case", "Hello Anna\n", "<p>Hello Anna</p>");

    @Autowired
    Mails mails;

    @Autowired
    MailCarrier carrier;

    @Autowired
    CaseLinks links;

    @Autowired
    OwnersContact contact;

    @Autowired
    Settings settings;

    @Autowired
    GreenMail mailServer;

    @Autowired
    JdbcClient sql;

    @AfterEach
    void emptyMailboxes() throws Exception {
        mailServer.purgeEmailFromAllMailboxes();
    }

    @Test
    void a_mail_is_machine_written_in_two_forms_and_answers_go_to_the_desk() throws Exception {
        var letter = new Letter(
                "[C-2041] Wir prüfen Ihre Löschung: größere Änderungen für Jürgen Müßig",
                "Größe zählt nicht.\n.\nEnde\n",
                "<p>Größe zählt nicht.</p>");
        var id = mails.write(letter, ANNA, DESK, "de", WRITTEN);

        carrier.carry(id, "C-2041/test");

        assertThat(mailServer.waitForIncomingEmail(5000, 1)).isTrue();
        var mail = mailServer.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo(letter.subject());
        assertThat(mail.getHeader("Subject", "|")).doesNotContain("ü").contains("=?UTF-8?");
        assertThat(mail.getHeader("From", "|")).isEqualTo("desk@gigfair.example");
        assertThat(mail.getHeader("To", "|")).isEqualTo(ANNA);
        assertThat(mail.getHeader("Reply-To", "|")).isEqualTo(DESK);
        assertThat(mail.getHeader("Message-ID", "|")).isEqualTo("<" + id + "@gigfair.example>");
        assertThat(mail.getHeader("Auto-Submitted", "|")).isEqualTo("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress", "|")).isEqualTo("All");
        assertThat(mail.getHeader("Content-Language", "|")).isEqualTo("de");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(WRITTEN);
        var parts = (MimeMultipart) mail.getContent();
        assertThat(mail.isMimeType("multipart/alternative")).isTrue();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(read(parts.getBodyPart(0), "text/plain")).isEqualTo(letter.text());
        assertThat(read(parts.getBodyPart(1), "text/html")).isEqualTo(letter.html());
    }

    @Test
    void every_attempt_carries_the_same_message_id() throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);

        carrier.carry(id, "C-2041/test");
        carrier.carry(id, "C-2041/test");

        assertThat(mailServer.waitForIncomingEmail(5000, 2)).isTrue();
        assertThat(Stream.of(mailServer.getReceivedMessages()).map(MailCarrierTest::messageId))
                .hasSize(2)
                .containsOnly("<" + id + "@gigfair.example>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\nBcc: thief@elsewhere.example", "\0"})
    void what_would_break_out_of_a_header_is_refused(String evil) {
        refused("recipient", () -> mails.write(LETTER, ANNA + evil, DESK, "en", WRITTEN));
        refused("replyTo", () -> mails.write(LETTER, ANNA, DESK + evil, "en", WRITTEN));
        refused("language", () -> mails.write(LETTER, ANNA, DESK, "en" + evil, WRITTEN));
        refused("subject", () -> mails.write(new Letter("Hello" + evil, "text", "html"), ANNA, DESK, "en", WRITTEN));
    }

    private interface Writing {
        UUID write();
    }

    private static void refused(String what, Writing writing) {
        assertThatThrownBy(writing::write)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }

    @Test
    void an_erased_mail_will_never_be_delivered() {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);
        sql.sql("delete from mail where id = :id").param("id", id).update();

        assertThatThrownBy(() -> carrier.carry(id, "C-2041/test"))
                .isInstanceOf(Undeliverable.class)
                .hasMessageContaining("erased");
        assertThat(mails.find(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna",
                "anna@people.example, ben@people.example",
                "anna@people.example ben@people.example",
                "änna@people.example",
                "",
                "undisclosed:;"
            })
    void what_is_not_one_address_will_never_be_delivered(String recipient) {
        var id = mails.write(LETTER, recipient, DESK, "en", WRITTEN);

        assertThatThrownBy(() -> carrier.carry(id, "C-2041/test")).isInstanceOf(Undeliverable.class);
        assertThat(mailServer.getReceivedMessages()).isEmpty();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("GREETING", "421 4.3.2 closing", Unreachable.class),
                Arguments.of("GREETING", "554 no mail here", Unreachable.class),
                Arguments.of("GREETING", TinyMailServer.HANG_UP, Unreachable.class),
                Arguments.of("GREETING", TinyMailServer.SILENCE, Unreachable.class),
                Arguments.of("EHLO", TinyMailServer.SILENCE, Unreachable.class),
                Arguments.of("MAIL", "421 4.3.2 closing", Unreachable.class),
                Arguments.of("MAIL", "530 5.7.0 who are you", Unreachable.class),
                Arguments.of("RCPT", "421 4.7.0 too many", Unreachable.class),
                Arguments.of("DATA", "421 4.3.2 closing", Unreachable.class),
                Arguments.of("RCPT", "550 5.1.1 <anna@people.example> unknown", Undeliverable.class),
                Arguments.of("RCPT", "551 5.1.6 <anna@people.example> moved", Undeliverable.class),
                Arguments.of("RCPT", "553 5.1.3 <anna@people.example> malformed", Undeliverable.class),
                Arguments.of(".", "552 5.3.4 anna@people.example: too big", Undeliverable.class),
                Arguments.of(".", "554 5.6.0 anna@people.example: refused", Undeliverable.class),
                Arguments.of("RCPT", "450 4.2.1 <anna@people.example> later", IllegalStateException.class),
                Arguments.of("RCPT", "452 4.2.2 <anna@people.example> full", IllegalStateException.class),
                Arguments.of(".", "451 4.3.0 anna@people.example: later", IllegalStateException.class),
                Arguments.of("RCPT", TinyMailServer.HANG_UP, IllegalStateException.class),
                Arguments.of(".", TinyMailServer.HANG_UP, IllegalStateException.class),
                Arguments.of(".", TinyMailServer.SILENCE, IllegalStateException.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_answer_of_a_mail_server_has_its_meaning(String command, String reply, Class<Exception> meaning)
            throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);

        try (var server = new TinyMailServer(Map.of(command, reply))) {
            assertThatThrownBy(() -> carrier(server.port()).carry(id, "C-2041/test"))
                    .isExactlyInstanceOf(meaning)
                    .hasMessageNotContaining("anna")
                    .hasNoCause();
        }
    }

    @Test
    void a_mail_that_was_taken_is_sent_although_the_goodbye_failed() throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);
        var closing = new JavaMailSenderImpl() {
            @Override
            public void send(MimeMessage message) {
                throw new MailSendException(
                        "Failed to close server connection after message sending", new MessagingException("reset"));
            }
        };

        new MailCarrier(mails, links, contact, closing, settings).carry(id, "C-2041/test");
        try (var server = new TinyMailServer(Map.of("QUIT", TinyMailServer.HANG_UP))) {
            carrier(server.port()).carry(id, "C-2041/test");
        }
    }

    @Test
    void a_mail_server_that_refuses_our_password_is_not_reached() throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);

        try (var server =
                new TinyMailServer(Map.of("EHLO", "250-tiny\r\n250 AUTH PLAIN", "AUTH", "535 5.7.8 wrong password"))) {
            var sender = sender(server.port());
            sender.setUsername("desk");
            sender.setPassword("wrong");
            sender.getJavaMailProperties().setProperty("mail.smtp.auth", "true");
            assertThatThrownBy(() -> new MailCarrier(mails, links, contact, sender, settings).carry(id, "C-2041/test"))
                    .isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void a_mail_server_without_the_encryption_we_require_is_not_reached() throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);

        try (var server = new TinyMailServer(Map.of())) {
            var sender = sender(server.port());
            sender.getJavaMailProperties().setProperty("mail.smtp.starttls.enable", "true");
            sender.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
            assertThatThrownBy(() -> new MailCarrier(mails, links, contact, sender, settings).carry(id, "C-2041/test"))
                    .isInstanceOf(Unreachable.class);
        }
    }

    @Test
    void a_mail_server_that_is_not_there_is_not_reached() throws Exception {
        var id = mails.write(LETTER, ANNA, DESK, "en", WRITTEN);
        var server = new TinyMailServer(Map.of());
        server.close();

        assertThatThrownBy(() -> carrier(server.port()).carry(id, "C-2041/test"))
                .isInstanceOf(Unreachable.class);
    }

    @ParameterizedTest
    @CsvSource({"desk@gigfair.example", "'desk@mail.gigfair.example'"})
    void our_message_ids_are_of_the_senders_domain(String from) {
        var ours =
                new Mails(sql, new Settings("Gigfair", from, DESK, settings.administrator(), null, settings.apiKeys()));

        var id = ours.write(LETTER, ANNA, DESK, "en", WRITTEN);

        assertThat(ours.find(id).orElseThrow().messageId())
                .isEqualTo("<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">");
    }

    private MailCarrier carrier(int port) {
        return new MailCarrier(mails, links, contact, sender(port), settings);
    }

    private static JavaMailSenderImpl sender(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", "500");
        properties.setProperty("mail.smtp.timeout", "500");
        properties.setProperty("mail.smtp.writetimeout", "500");
        return sender;
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Part part, String type) throws Exception {
        assertThat(part.isMimeType(type)).isTrue();
        assertThat(part.getContentType()).containsIgnoringCase("charset=UTF-8");
        return ((String) part.getContent()).replace("\r\n", "\n");
    }
}
