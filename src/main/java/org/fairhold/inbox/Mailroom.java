package org.fairhold.inbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.Settings;
import org.fairhold.account.Accounts;
import org.fairhold.casework.Acting;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Timeline;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.line.CaseMessages;
import org.fairhold.line.Channel;
import org.fairhold.line.LineSettings;
import org.fairhold.line.ReplyAddresses;
import org.fairhold.outbox.Returns;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.fairhold.takeover.OwnersContact;
import org.fairhold.text.PersonalTexts;
import org.fairhold.visit.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides what a mail is, keeps it, and has done what follows, all in one transaction. */
@Component
class Mailroom {
    /** Where a mail lies in its mailbox, which no other mail ever does. */
    record Arrived(String mailbox, long uidValidity, long uid) {}

    /** What a mail was taken for. */
    enum Verdict {
        MESSAGE,
        DUPLICATE,
        AUTOMATIC,
        BOUNCE,
        UNKNOWN,
        QUARANTINED
    }

    private static final Duration COUNTED = Duration.ofHours(1);
    private static final int OF_ONE_MAX = 20;
    private static final Pattern OUR_MAIL = Pattern.compile("<([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^>]+>");
    private static final Pattern PASSED = Pattern.compile("(?i)\\bdmarc=pass\\b");

    private final ReplyAddresses addresses;
    private final LineSettings line;
    private final Settings settings;
    private final CaseMessages messages;
    private final Cases cases;
    private final Hearing hearing;
    private final Accounts accounts;
    private final OwnersContact contact;
    private final Visitors visitors;
    private final Representatives representatives;
    private final Acting acting;
    private final EvidenceFiles evidence;
    private final Strangers strangers;
    private final Returns returns;
    private final Timeline timeline;
    private final TransactionTemplate attempt;
    private final JdbcClient sql;
    private final Clock clock;

    Mailroom(
            ReplyAddresses addresses,
            LineSettings line,
            Settings settings,
            CaseMessages messages,
            Cases cases,
            Hearing hearing,
            Accounts accounts,
            OwnersContact contact,
            Visitors visitors,
            Representatives representatives,
            Acting acting,
            EvidenceFiles evidence,
            Strangers strangers,
            Returns returns,
            Timeline timeline,
            PlatformTransactionManager transactions,
            JdbcClient sql,
            Clock clock) {
        this.addresses = addresses;
        this.line = line;
        this.settings = settings;
        this.messages = messages;
        this.cases = cases;
        this.hearing = hearing;
        this.accounts = accounts;
        this.contact = contact;
        this.visitors = visitors;
        this.representatives = representatives;
        this.acting = acting;
        this.evidence = evidence;
        this.strangers = strangers;
        this.returns = returns;
        this.timeline = timeline;
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Takes a mail, once.
     *
     * @param raw the mail as it came, or only its head where it is larger than we take
     * @param size what the server says that it has
     */
    @CanIgnoreReturnValue
    @Transactional
    public Optional<Verdict> take(Arrived at, byte[] raw, long size) {
        if (known(at)) {
            return Optional.empty();
        }
        IncomingMail mail;
        @Nullable String trouble = null;
        try {
            if (size > MailReader.BYTES_MAX || raw.length > MailReader.BYTES_MAX) {
                throw new Unreadable("It is larger than 10 MB.");
            }
            mail = MailReader.read(raw);
        } catch (Unreadable e) {
            mail = MailReader.heading(raw);
            trouble = e.getMessage();
        }
        var bound = bound(mail);
        bound.ifPresent(one -> cases.lock(one.caseNumber()));
        var verdict = verdict(mail, bound);
        var id = keep(at, raw, Math.max(size, raw.length), mail, verdict, bound);
        switch (verdict) {
            case MESSAGE -> receive(id, mail, trouble, bound.orElseThrow());
            case BOUNCE -> returned(mail);
            case UNKNOWN -> tellStranger(mail, id);
            case AUTOMATIC, QUARANTINED ->
                bound.ifPresent(one -> timeline.add(one.caseNumber(), "mail:" + verdict, Timeline.DESK, id.toString()));
            case DUPLICATE -> {}
        }
        return Optional.of(verdict);
    }

    private boolean known(Arrived at) {
        return sql.sql(
                        """
                        select exists (select 1 from inbound_mail
                            where mailbox = :mailbox and uid_validity = :validity and uid = :uid)""")
                .param("mailbox", at.mailbox())
                .param("validity", at.uidValidity())
                .param("uid", at.uid())
                .query(Boolean.class)
                .single();
    }

    private Optional<ReplyAddresses.Bound> bound(IncomingMail mail) {
        return mail.recipients().stream()
                .flatMap(address -> addresses.find(address).stream())
                .filter(one -> hearing.isParty(cases.get(one.caseNumber()), one.reader()))
                .findFirst();
    }

    private Verdict verdict(IncomingMail mail, Optional<ReplyAddresses.Bound> bound) {
        if (mail.bounce() != null) {
            return Verdict.BOUNCE;
        }
        if (mail.automatic() || ownMail(mail.from())) {
            return Verdict.AUTOMATIC;
        }
        if (bound.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        if (mail.messageId() != null && cameBefore(mail.messageId(), bound.get())) {
            return Verdict.DUPLICATE;
        }
        return lately(bound.get()) < OF_ONE_MAX ? Verdict.MESSAGE : Verdict.QUARANTINED;
    }

    /** Whoever answers our own address answers themselves. */
    private boolean ownMail(@Nullable String from) {
        return from != null
                && (line.own(from)
                        || from.equalsIgnoreCase(settings.mailFrom())
                        || from.equalsIgnoreCase(settings.replyTo()));
    }

    private boolean cameBefore(String messageId, ReplyAddresses.Bound bound) {
        return sql.sql(
                        """
                        select exists (select 1 from inbound_mail where case_number = :case and account_id = :account
                            and message_id_sha256 = :id and verdict = 'MESSAGE')""")
                .param("case", bound.caseNumber().value())
                .param("account", bound.reader().value())
                .param("id", PersonalTexts.sha256(messageId))
                .query(Boolean.class)
                .single();
    }

    private int lately(ReplyAddresses.Bound bound) {
        return sql.sql(
                        """
                        select count(*) from inbound_mail where case_number = :case and account_id = :account
                            and received_at > :since and verdict = 'MESSAGE'""")
                .param("case", bound.caseNumber().value())
                .param("account", bound.reader().value())
                .param("since", Timestamp.from(clock.instant().minus(COUNTED)))
                .query(Integer.class)
                .single();
    }

    private UUID keep(
            Arrived at,
            byte[] raw,
            long size,
            IncomingMail mail,
            Verdict verdict,
            Optional<ReplyAddresses.Bound> bound) {
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        insert into inbound_mail (id, mailbox, uid_validity, uid, sha256, bytes, message_id_sha256, verdict,
                            case_number, account_id, received_at)
                        values (:id, :mailbox, :validity, :uid, :sha256, :bytes, :messageId, :verdict, :case, :account, :now)""")
                .param("id", id)
                .param("mailbox", at.mailbox())
                .param("validity", at.uidValidity())
                .param("uid", at.uid())
                .param("sha256", PersonalTexts.sha256(raw))
                .param("bytes", size)
                .param("messageId", mail.messageId() == null ? null : PersonalTexts.sha256(mail.messageId()))
                .param("verdict", verdict.name())
                .param("case", bound.map(one -> one.caseNumber().value()).orElse(null))
                .param("account", bound.map(one -> one.reader().value()).orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        sql.sql("insert into inbound_content (inbound_id, content) values (:id, :content)")
                .param("id", id)
                .param("content", raw)
                .update();
        return id;
    }

    private void receive(UUID id, IncomingMail mail, @Nullable String trouble, ReplyAddresses.Bound bound) {
        var known = isKnown(mail, bound);
        List<String> notes = new ArrayList<>();
        if (trouble != null) {
            notes.add("The mail was not read. " + trouble);
        } else if (mail.cut()) {
            notes.add("The mail says more than 1 MB of text; the rest is left out.");
        }
        acting.as(bound.representative(), () -> mail.attachments()
                .forEach(file -> notes.addAll(attach(file, known, bound))));
        var reply = ReplyParser.reply(mail.text());
        messages.receive(new CaseMessages.Incoming(
                bound.caseNumber(),
                bound.reader(),
                bound.representative(),
                Channel.MAIL,
                known,
                reply,
                reply.equals(mail.text().strip()) ? null : mail.text(),
                notes.isEmpty() ? null : String.join(" ", notes),
                id));
        if (!known && mail.from() != null) {
            strangers.tell(mail.from(), mail.language(), "inbound/" + id);
        }
    }

    /** What may be evidence becomes evidence; what is refused stays in the mail, and the note says so. */
    private List<String> attach(IncomingMail.Attachment file, boolean known, ReplyAddresses.Bound bound) {
        if (!known) {
            return List.of("A file was left in the mail, because the sender is not known.");
        }
        if (bound.representative() != null
                && representatives
                        .find(bound.representative())
                        .filter(one -> one.rights().isEmpty())
                        .isPresent()) {
            return List.of("A file was left in the mail, because its sender may only read.");
        }
        try {
            attempt.executeWithoutResult(status -> {
                var unused = evidence.receive(bound.caseNumber(), bound.reader(), file.name(), file.content());
            });
            return List.of();
        } catch (Refused refused) {
            return List.of("A file was left in the mail: " + refused.reason());
        }
    }

    /**
     * Whether the mail says that it comes from where we write to, and our own relay does not doubt it. Nothing is done for that but to
     * say so.
     */
    private boolean isKnown(IncomingMail mail, ReplyAddresses.Bound bound) {
        return mail.from() != null
                && visitors.mayVisit(bound.caseNumber(), bound.reader(), bound.representative())
                && address(bound)
                        .filter(ours -> ours.toLowerCase(Locale.ROOT).equals(mail.from()))
                        .isPresent()
                && line.relayName().map(name -> passed(mail, name)).orElse(true);
    }

    /** Where we write to about the case. */
    private Optional<String> address(ReplyAddresses.Bound bound) {
        return bound.representative() == null
                ? contact.of(accounts.get(bound.reader())).map(OwnersContact.Address::email)
                : representatives.find(bound.representative()).map(Representative::email);
    }

    /** Only what our own relay noted, which stands above whatever the mail brought along. */
    private static boolean passed(IncomingMail mail, String relay) {
        return mail.authentication().stream()
                .findFirst()
                .filter(noted -> noted.split("[;\\s]", 2)[0].equalsIgnoreCase(relay))
                .filter(noted -> PASSED.matcher(noted).find())
                .isPresent();
    }

    /** Which mail did not arrive is known by its own Message-ID, which nobody can guess, and never by who says so. */
    private void returned(IncomingMail mail) {
        var bounce = Objects.requireNonNull(mail.bounce());
        if (!bounce.permanent()) {
            return;
        }
        for (var messageId : bounce.messageIds()) {
            var ours = OUR_MAIL.matcher(messageId);
            if (ours.matches()) {
                returns.cameBack(
                        "MAIL",
                        UUID.fromString(ours.group(1)),
                        "The mail came back: %s.".formatted(bounce.status()),
                        clock.instant());
            }
        }
    }

    private void tellStranger(IncomingMail mail, UUID id) {
        if (mail.from() != null) {
            strangers.tell(mail.from(), mail.language(), "inbound/" + id);
        }
    }
}
