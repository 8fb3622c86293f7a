package org.fairhold.demo.mailbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.fairhold.demo.BadField;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends a mail from anybody to anybody, by SMTP, as if they had written it. */
@Component
@Profile("demo")
public class Posting {
    private final JavaMailSender sender;
    private final Mailbox mailbox;
    private final Clock clock;

    Posting(JavaMailSender sender, Mailbox mailbox, Clock clock) {
        this.sender = sender;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /** @param inReplyTo the id of a mail in the mailbox, or a Message-ID */
    public record Draft(
            @Nullable String from,
            @Nullable String to,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String inReplyTo) {}

    /**
     * @return its Message-ID
     * @throws BadField when a field is missing or no mail could have it
     */
    @CanIgnoreReturnValue
    public String post(Draft draft) {
        var message = sender.createMimeMessage();
        try {
            var mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            mail.setFrom(address("from", draft.from()));
            mail.setTo(address("to", draft.to()));
            mail.setSubject(line("subject", draft.subject()));
            mail.setText(present("text", draft.text()));
            mail.setSentDate(Date.from(clock.instant()));
            if (draft.inReplyTo() != null && !draft.inReplyTo().isBlank()) {
                var answered = messageId(line("inReplyTo", draft.inReplyTo()));
                message.setHeader("In-Reply-To", answered);
                message.setHeader("References", answered);
            }
            sender.send(message);
            return message.getMessageID();
        } catch (MessagingException e) {
            throw new IllegalStateException("the mail could not be sent", e);
        }
    }

    private String messageId(String idOrMessageId) {
        return mailbox.all().stream()
                .filter(mail -> mail.id().equals(idOrMessageId))
                .map(ReceivedMail::messageId)
                .findFirst()
                .orElse(idOrMessageId);
    }

    private static InternetAddress address(String field, @Nullable String value) {
        try {
            var address = new InternetAddress(line(field, value), true);
            address.validate();
            return address;
        } catch (AddressException e) {
            throw new BadField(field, "is not an e-mail address");
        }
    }

    private static String line(String field, @Nullable String value) {
        var line = present(field, value);
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw new BadField(field, "is one line of text");
        }
        return line;
    }

    private static String present(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadField(field, "is missing");
        }
        return value;
    }
}
