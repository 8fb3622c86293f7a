package org.fairhold.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Enumeration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Fetches what lies in the case mailbox, by IMAP. A mail leaves the inbox only after the desk has it: whatever stops in between is
 * fetched again and recognised.
 */
@Component
public class CaseMailbox {
    private static final Logger LOG = LoggerFactory.getLogger(CaseMailbox.class);
    private static final int AT_ONCE_MAX = 100;
    private static final int TRIED_MAX = 500;

    private final ObjectProvider<ImapAccount> account;
    private final Mailroom mailroom;
    private final MailFailures failures;

    CaseMailbox(ObjectProvider<ImapAccount> account, Mailroom mailroom, MailFailures failures) {
        this.account = account;
        this.mailroom = mailroom;
        this.failures = failures;
    }

    /**
     * Takes what has arrived, each mail in a transaction of its own; one that fails holds up no other, and is put aside when it
     * fails again and again.
     *
     * @return how many mails were taken
     */
    public int fetch() {
        var mailbox = account.getIfAvailable();
        if (mailbox == null) {
            return 0;
        }
        try (var store = Session.getInstance(mailbox.properties()).getStore(mailbox.protocol())) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            try {
                return fetch(
                        mailbox.mailbox(),
                        inbox,
                        folder(store, ImapAccount.fetched()),
                        folder(store, ImapAccount.failed()));
            } finally {
                inbox.close(true);
            }
        } catch (MessagingException e) {
            LOG.error(
                    "The case mailbox cannot be read; trying again: {}",
                    e.getClass().getSimpleName());
            return 0;
        }
    }

    private static Folder folder(Store store, String name) throws MessagingException {
        var folder = store.getFolder(name);
        if (!folder.exists() && !folder.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("the folder %s cannot be made".formatted(name));
        }
        return folder;
    }

    private int fetch(String mailbox, Folder inbox, Folder fetched, Folder failed) throws MessagingException {
        var validity = ((UIDFolder) inbox).getUIDValidity();
        var taken = 0;
        for (var at = 1; at <= Math.min(inbox.getMessageCount(), TRIED_MAX) && taken < AT_ONCE_MAX; at++) {
            var message = inbox.getMessage(at);
            if (message.isSet(Flags.Flag.DELETED)) {
                continue;
            }
            var uid = ((UIDFolder) inbox).getUID(message);
            var arrived = new Mailroom.Arrived(mailbox, validity, uid);
            try {
                mailroom.take(arrived, raw(message), message.getSize());
                move(message, inbox, fetched);
                taken++;
            } catch (IOException | RuntimeException e) {
                // What the mail says must not reach a log.
                LOG.error("Mail {} of the case mailbox could not be taken; trying again.", uid, e);
                if (failures.failed(arrived)) {
                    LOG.error(
                            "Mail {} of the case mailbox failed too often; it lies in {} now.", uid, failed.getName());
                    move(message, inbox, failed);
                    failures.putAside(arrived);
                }
            }
        }
        return taken;
    }

    private static void move(Message message, Folder from, Folder to) throws MessagingException {
        from.copyMessages(new Message[] {message}, to);
        message.setFlag(Flags.Flag.DELETED, true);
    }

    /** All of it, or where it is too large its head only. */
    private static byte[] raw(Message message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        if (message.getSize() > MailReader.BYTES_MAX) {
            Enumeration<?> lines = ((MimeMessage) message).getAllHeaderLines();
            while (lines.hasMoreElements() && bytes.size() < MailReader.TEXT_MAX) {
                bytes.writeBytes((lines.nextElement() + "\r\n").getBytes(ISO_8859_1));
            }
            bytes.writeBytes("\r\n".getBytes(ISO_8859_1));
        } else {
            message.writeTo(bytes);
        }
        return bytes.toByteArray();
    }
}
