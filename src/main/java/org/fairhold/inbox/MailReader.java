package org.fairhold.inbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fairhold.inbox.IncomingMail.Attachment;
import org.fairhold.inbox.IncomingMail.Bounce;
import org.jspecify.annotations.Nullable;

/** Walks through a mail that anybody may have sent, within limits that are set before it begins. */
final class MailReader {
    static final int BYTES_MAX = 10 << 20;
    static final int PARTS_MAX = 50;
    static final int DEPTH_MAX = 10;
    static final int TEXT_MAX = 1 << 20;
    private static final long SECONDS_MAX = 2;
    private static final int HEADER_MAX = 4000;
    private static final int ADDRESSES_MAX = 50;

    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]{1,64}@[\\w.-]{1,190}");
    private static final Pattern STATUS = Pattern.compile("(?im)^Status:\\s*([245]\\.\\d{1,3}\\.\\d{1,3})");
    private static final Set<String> IN_BULK = Set.of("bulk", "junk", "list", "auto_reply");

    private final List<Attachment> attachments = new ArrayList<>();
    private final List<String> returned = new ArrayList<>();
    private String status = "";
    private boolean report;
    private int parts;
    private int textLeft = TEXT_MAX;
    private boolean cut;

    private MailReader() {}

    /** @throws Unreadable when it breaks a limit, or is no mail */
    static IncomingMail read(byte[] raw) throws Unreadable {
        var reading = new FutureTask<>(() -> new MailReader().mail(raw));
        var thread = new Thread(reading, "mail reader");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            reading.cancel(true);
            throw new Unreadable("It takes too long to read.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Unreadable unreadable) {
                throw unreadable;
            }
            throw new Unreadable("It is not written as a mail should be.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a mail", e);
        }
    }

    /** Only who wrote to whom, of a mail that is too large or too strange to read. */
    static IncomingMail heading(byte[] raw) {
        try {
            return new MailReader().heading(new InternetHeaders(new SharedByteArrayInputStream(raw)), "", false);
        } catch (MessagingException e) {
            return new IncomingMail(null, null, List.of(), true, List.of(), null, null, "", List.of(), true);
        }
    }

    private IncomingMail mail(byte[] raw) throws MessagingException, IOException, Unreadable {
        if (raw.length > BYTES_MAX) {
            throw new Unreadable("It is larger than 10 MB.");
        }
        var message = new MimeMessage(Session.getInstance(new Properties()), new SharedByteArrayInputStream(raw));
        var headers = new InternetHeaders(new SharedByteArrayInputStream(raw));
        var text = text(message, 0);
        cut |= text.length() > TEXT_MAX;
        return heading(headers, text.substring(0, Math.min(text.length(), TEXT_MAX)), true);
    }

    private IncomingMail heading(InternetHeaders headers, String text, boolean whole) {
        var bounce = report && !status.isEmpty() ? new Bounce(status, List.copyOf(returned)) : null;
        return new IncomingMail(
                first(headers, "Message-ID"),
                sender(headers),
                recipients(headers),
                report || automatic(headers),
                all(headers, "Authentication-Results").toList(),
                language(headers),
                bounce,
                text,
                List.copyOf(attachments),
                cut || !whole);
    }

    /** What a part says. Files on the way are put aside. */
    private String text(Part part, int depth) throws MessagingException, IOException, Unreadable {
        if (++parts > PARTS_MAX || depth > DEPTH_MAX) {
            throw new Unreadable("It is built of too many parts.");
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof MimeMultipart several) {
            report |= part.isMimeType("multipart/report");
            return several(several, part.isMimeType("multipart/alternative"), depth);
        }
        if (part.isMimeType("message/delivery-status")) {
            var said = STATUS.matcher(decoded(part));
            status = said.find() ? said.group(1) : status;
            return "";
        }
        if (report && (part.isMimeType("message/rfc822") || part.isMimeType("text/rfc822-headers"))) {
            all(new InternetHeaders(part.getInputStream()), "Message-ID").forEach(returned::add);
            return "";
        }
        if (isFile(part)) {
            if (!isPicture(part) && !isSignature(part)) {
                attachments.add(
                        new Attachment(part.getFileName(), part.getInputStream().readAllBytes()));
            }
            return "";
        }
        return part.isMimeType("text/html") ? HtmlText.of(decoded(part)) : decoded(part);
    }

    /** Of what says the same in several forms the plain one is taken; of anything else all, one after the other. */
    private String several(MimeMultipart several, boolean alternatives, int depth)
            throws MessagingException, IOException, Unreadable {
        var said = new ArrayList<String>();
        for (var i = 0; i < several.getCount(); i++) {
            BodyPart part = several.getBodyPart(i);
            var text = text(part, depth + 1);
            if (text.isBlank()) {
                continue;
            }
            if (alternatives && part.isMimeType("text/plain")) {
                return text;
            }
            said.add(text);
        }
        return alternatives && !said.isEmpty() ? said.get(said.size() - 1) : String.join("\n", said);
    }

    private static boolean isFile(Part part) throws MessagingException {
        return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                || part.getFileName() != null
                || !(part.isMimeType("text/plain") || part.isMimeType("text/html"));
    }

    /** Stands in the text, as the logo below a signature does. */
    private static boolean isPicture(Part part) throws MessagingException {
        return part.isMimeType("image/*")
                && part.getHeader("Content-ID") != null
                && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    /** Proves to a mail program who wrote; to us a sender proves nothing. */
    private static boolean isSignature(Part part) throws MessagingException {
        return part.isMimeType("application/pkcs7-signature")
                || part.isMimeType("application/x-pkcs7-signature")
                || part.isMimeType("application/pgp-signature");
    }

    private String decoded(Part part) throws MessagingException, IOException {
        var bytes = part.getInputStream().readNBytes(textLeft + 1);
        cut |= bytes.length > textLeft;
        var taken = Math.min(bytes.length, textLeft);
        textLeft -= taken;
        return new String(bytes, 0, taken, charset(part)).replace("\0", "");
    }

    private static Charset charset(Part part) {
        try {
            var named = new ContentType(part.getContentType()).getParameter("charset");
            return named == null ? UTF_8 : Charset.forName(named);
        } catch (MessagingException | IllegalArgumentException e) {
            return ISO_8859_1;
        }
    }

    private static @Nullable String sender(InternetHeaders headers) {
        var from = first(headers, "From");
        try {
            var addresses = InternetAddress.parseHeader(from == null ? "" : from, true);
            return addresses.length == 1
                            && ADDRESS.matcher(addresses[0].getAddress()).matches()
                    ? addresses[0].getAddress().toLowerCase(Locale.ROOT)
                    : null;
        } catch (AddressException e) {
            return null;
        }
    }

    private static List<String> recipients(InternetHeaders headers) {
        return Stream.of("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
                .flatMap(name -> all(headers, name))
                .flatMap(value -> ADDRESS.matcher(value).results().map(MatchResult::group))
                .distinct()
                .limit(ADDRESSES_MAX)
                .toList();
    }

    /** {@code X-Auto-Response-Suppress} says nothing of this: people's mail programs send it as well. */
    private static boolean automatic(InternetHeaders headers) {
        var submitted = first(headers, "Auto-Submitted");
        var precedence = first(headers, "Precedence");
        return (submitted != null && !submitted.toLowerCase(Locale.ROOT).startsWith("no"))
                || "<>".equals(first(headers, "Return-Path"))
                || (precedence != null && IN_BULK.contains(precedence.toLowerCase(Locale.ROOT)))
                || Stream.of("List-Id", "X-Autoreply", "X-Autorespond", "X-Auto-Reply")
                        .anyMatch(name -> first(headers, name) != null);
    }

    private static @Nullable Locale language(InternetHeaders headers) {
        return Stream.of("Content-Language", "Accept-Language")
                .flatMap(name -> all(headers, name))
                .map(value -> Locale.forLanguageTag(value.split("[,;]", 2)[0].strip()))
                .filter(locale -> !locale.getLanguage().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String first(InternetHeaders headers, String name) {
        return all(headers, name).findFirst().orElse(null);
    }

    private static Stream<String> all(InternetHeaders headers, String name) {
        String @Nullable [] values = headers.getHeader(name);
        return values == null
                ? Stream.empty()
                : Stream.of(values).limit(ADDRESSES_MAX).map(value -> value.substring(
                                0, Math.min(value.length(), HEADER_MAX))
                        .strip());
    }
}
