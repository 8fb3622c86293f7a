package org.fairhold.demo.mailbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Address;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Everything that was mailed in the demo, out of the mail server's own store. */
@Component
@Profile("demo")
public class Mailbox {
    private final GreenMail server;

    Mailbox(GreenMail server) {
        this.server = server;
    }

    private record Stored(GreenMailUser owner, StoredMessage message) {}

    /** Newest first. */
    public List<ReceivedMail> all() {
        return read(server.getUserManager().listUser().stream().toList());
    }

    /** Newest first; to this address, whatever its case. */
    public List<ReceivedMail> to(String address) {
        return read(server.getUserManager().listUser().stream()
                .filter(user -> user.getEmail().equalsIgnoreCase(address.strip()))
                .toList());
    }

    public void empty() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new IllegalStateException("the mailboxes cannot be emptied", e);
        }
    }

    /** One reader at a time: a stored message parses itself when it is first looked at. */
    private synchronized List<ReceivedMail> read(List<GreenMailUser> owners) {
        return owners.stream()
                .flatMap(owner -> inbox(owner).stream().map(message -> new Stored(owner, message)))
                .sorted(Comparator.comparing((Stored stored) -> stored.message.getReceivedDate())
                        .thenComparing(stored -> stored.message.getUid())
                        .reversed())
                .map(Mailbox::read)
                .toList();
    }

    private List<StoredMessage> inbox(GreenMailUser owner) {
        try {
            return server.getManagers().getImapHostManager().getInbox(owner).getMessages();
        } catch (FolderException e) {
            throw new IllegalStateException("the mailbox of " + owner.getEmail() + " cannot be read", e);
        }
    }

    private static ReceivedMail read(Stored stored) {
        try {
            var message = stored.message.getMimeMessage();
            var sent = message.getSentDate() == null ? stored.message.getReceivedDate() : message.getSentDate();
            return new ReceivedMail(
                    id(stored),
                    stored.owner.getEmail(),
                    address(message.getFrom()),
                    message.getHeader("Reply-To") == null ? null : address(message.getReplyTo()),
                    Optional.ofNullable(message.getSubject()).orElse(""),
                    sent.toInstant(),
                    content(message, "text/plain").orElse(null),
                    content(message, "text/html").orElse(null),
                    headers(message));
        } catch (MessagingException e) {
            throw new IllegalStateException("a mail to " + stored.owner.getEmail() + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String id(Stored stored) {
        return UUID.nameUUIDFromBytes(
                        (stored.owner.getEmail() + '/' + stored.message.getUid()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static @Nullable String address(Address @Nullable [] addresses) {
        return addresses == null || addresses.length == 0
                ? null
                : addresses[0] instanceof InternetAddress internet ? internet.getAddress() : addresses[0].toString();
    }

    /** The first part of that type, however deep. */
    private static Optional<String> content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent() instanceof String text ? Optional.of(text) : Optional.empty();
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof MimeMultipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = content(parts.getBodyPart(i), type);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> headers(MimeMessage message) throws MessagingException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header : Collections.list(message.getAllHeaders())) {
            headers.merge(header.getName(), decoded(header), (first, second) -> first + "\n" + second);
        }
        return headers;
    }

    private static String decoded(Header header) {
        var unfolded = MimeUtility.unfold(header.getValue());
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException e) {
            return unfolded;
        }
    }
}
