package org.fairhold.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.fairhold.Settings;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Undeliverable;
import org.fairhold.outbox.Unreachable;
import org.fairhold.takeover.OwnersContact;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server. What the server says about a mail may name the person, so only its codes are kept. */
@Component
class MailCarrier implements Carrier {
    /** The server is going away, or does not know us: no mail would pass. */
    private static final Set<Integer> NOBODY_PASSES = Set.of(421, 530, 535);

    /** No such address (550, 551, 553), too large (552), or the mail itself is refused (554). */
    private static final Set<Integer> NEVER = Set.of(550, 551, 552, 553, 554);

    private static final Pattern CODES = Pattern.compile("^([245]\\d\\d)(?:[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b)?");

    private final Mails mails;
    private final CaseLinks links;
    private final OwnersContact contact;
    private final JavaMailSender sender;
    private final String from;

    MailCarrier(Mails mails, CaseLinks links, OwnersContact contact, JavaMailSender sender, Settings settings) {
        this.mails = mails;
        this.links = links;
        this.contact = contact;
        this.sender = sender;
        this.from = settings.mailFrom();
    }

    @Override
    public String kind() {
        return "MAIL";
    }

    @Override
    public void carry(UUID payload, String dedupeKey) throws Unreachable, Undeliverable {
        var mail = mails.find(payload).orElseThrow(() -> new Undeliverable("The mail was erased."));
        if (mail.withdrawn()) {
            throw new Undeliverable("Whoever it was for does not act for the person any more.");
        }
        if (mail.recipient().equals(Mail.NOBODY)) {
            throw new Undeliverable("No address of this account is old enough to be the owner's.");
        }
        if (mail.account() != null && !contact.mayBeUsed(mail.account(), mail.recipient())) {
            throw new Undeliverable("Since the mail was written its address may have become somebody else's.");
        }
        var message = message(mail, links.outgoing(mail));
        try {
            sender.send(message);
        } catch (MailAuthenticationException e) {
            throw new Unreachable("The mail server does not let us in: " + e.getMessage());
        } catch (MailSendException e) {
            judge(e);
        }
    }

    private MimeMessage message(Mail mail, CaseLinks.Outgoing outgoing) throws Undeliverable {
        try {
            var message = new Stamped(mail.messageId());
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, address("recipient", mail.recipient()));
            message.setReplyTo(new InternetAddress[] {address("replyTo", outgoing.replyTo())});
            if (outgoing.bounces() != null) {
                message.setEnvelopeFrom(outgoing.bounces());
            }
            message.setSubject(mail.letter().subject(), "UTF-8");
            message.setSentDate(Date.from(mail.writtenAt()));
            if (mail.first() != null) {
                message.setHeader("In-Reply-To", mail.first());
                message.setHeader("References", mail.first());
            }
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setHeader("Content-Language", mail.language());
            var alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(outgoing.letter().text(), "plain"));
            alternatives.addBodyPart(part(outgoing.letter().html(), "html"));
            message.setContent(alternatives);
            return message;
        } catch (MessagingException e) {
            throw new IllegalStateException(
                    "The mail could not be put together: " + e.getClass().getSimpleName());
        }
    }

    private static MimeBodyPart part(String text, String form) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", form);
        return part;
    }

    /** Exactly one address. */
    private static InternetAddress address(String what, String address) throws Undeliverable {
        try {
            if (!US_ASCII.newEncoder().canEncode(address)) {
                throw new Undeliverable(
                        "The " + what + " is not an ASCII address; mail servers may not understand it.");
            }
            var single = new InternetAddress(address, true);
            if (single.isGroup()) {
                throw new AddressException();
            }
            return single;
        } catch (AddressException e) {
            throw new Undeliverable("The " + what + " is not one address.");
        }
    }

    /**
     * A failure before our mail was mentioned says nothing about it. Afterwards it may be this mail that breaks the
     * connection, so it counts as an attempt; the server may even have taken it, and knows it again by its Message-ID.
     */
    private static void judge(MailSendException failure) throws Unreachable, Undeliverable {
        var ofOurMail = failure.getMessageExceptions();
        if (ofOurMail.length == 0) {
            // The server took it; only saying goodbye failed.
            return;
        }
        if (ofOurMail[0] == failure.getCause()) {
            throw new Unreachable("The mail server cannot be reached: " + ofOurMail[0].getMessage());
        }
        var answer = answer(ofOurMail[0]);
        if (answer == null) {
            throw new IllegalStateException("The connection to the mail server broke.");
        }
        if (NOBODY_PASSES.contains(answer.code)) {
            throw new Unreachable(answer.reason());
        }
        if (NEVER.contains(answer.code)) {
            throw new Undeliverable(answer.reason());
        }
        throw new IllegalStateException(answer.reason());
    }

    private record Answer(int code, String codes) {
        String reason() {
            return code > 0 ? "The mail server answered " + codes + "." : "The mail server hung up without an answer.";
        }
    }

    /** What the server said of the address, rather than what it said of the whole because of the address. */
    private static @Nullable Answer answer(@Nullable Exception failure) {
        if (!(failure instanceof MessagingException here)) {
            return null;
        }
        var deeper = answer(here.getNextException());
        if (deeper != null) {
            return deeper;
        }
        if (here instanceof SMTPAddressFailedException address) {
            return new Answer(address.getReturnCode(), codes(address));
        }
        if (here instanceof SMTPSenderFailedException sender) {
            return new Answer(sender.getReturnCode(), codes(sender));
        }
        if (here instanceof SMTPSendFailedException command) {
            return new Answer(command.getReturnCode(), codes(command));
        }
        return null;
    }

    private static String codes(Exception failure) {
        var found = CODES.matcher(String.valueOf(failure.getMessage()));
        return found.find() ? found.group().replace('-', ' ') : "something we do not understand";
    }

    /** Keeps its Message-ID, where the library would make a new one at every attempt. */
    private static final class Stamped extends SMTPMessage {
        private final String messageId;

        Stamped(String messageId) {
            super(Session.getInstance(new Properties()));
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
