package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.fairhold.inbox.CaseMailbox;
import org.fairhold.inbox.ImapAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** The direct line over real servers, which {@code src/test/mail/real-mail} starts; no part of the build. */
@Import(RealMailCheck.RealServers.class)
class RealMailCheck extends Scenario {
    private static final int TRIES_MAX = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    @TestConfiguration
    static class RealServers {
        @Bean
        @Primary
        JavaMailSenderImpl realSender(@Value("${fairhold.real.smtp}") int port) {
            var sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(port);
            return sender;
        }

        @Bean
        @Primary
        ImapAccount realMailbox(@Value("${fairhold.real.imap}") int port) {
            return new ImapAccount("127.0.0.1", port, "case", "demo", false);
        }
    }

    @Autowired
    private JavaMailSenderImpl sender;

    @Autowired
    private CaseMailbox caseMailbox;

    @Value("${fairhold.real.imap}")
    private int imap;

    @Test
    void a_notice_goes_out_its_answer_comes_back_and_is_acknowledged() throws Exception {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var notice = annas(1);
        var to = notice.getReplyTo()[0];
        assertThat(to.toString()).matches("case\\+[0-9a-v]{26}@answers\\.gigfair\\.example");
        assertThat(notice.getHeader("Return-Path")[0]).isEqualTo("<bounce@answers.gigfair.example>");

        var answer = sender.createMimeMessage();
        var written = new MimeMessageHelper(answer, "UTF-8");
        written.setFrom("anna@people.example");
        written.setTo(to.toString());
        written.setSubject("Re: " + notice.getSubject());
        written.setText("Darf ich den Chat schicken? Grüße");
        answer.setHeader("In-Reply-To", notice.getHeader("Message-ID")[0]);
        sender.send(answer);
        until(caseMailbox::fetch, 1);
        settle();

        assertThat(as("ana").caseFile(number, "answerMessage")).contains("Darf ich den Chat schicken? Grüße");
        assertThat(annas(2).getSubject()).endsWith("Your message is here");
        assertThat(caseMailbox.fetch()).as("it has left the inbox").isZero();
    }

    /** The newest of so many mails in Anna's mailbox. */
    private Message annas(int count) throws MessagingException {
        var store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", imap, "anna", "demo");
        var inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        until(
                () -> {
                    try {
                        return inbox.getMessageCount();
                    } catch (MessagingException e) {
                        throw new AssertionError(e);
                    }
                },
                count);
        return inbox.getMessage(count);
    }

    private static void until(IntSupplier looked, int wanted) {
        for (var tries = 0; tries < TRIES_MAX; tries++) {
            if (looked.getAsInt() >= wanted) {
                return;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new AssertionError("no mail came");
    }
}
