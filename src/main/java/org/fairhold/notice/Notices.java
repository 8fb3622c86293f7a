package org.fairhold.notice;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fairhold.Settings;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.fairhold.takeover.OwnersContact;
import org.fairhold.takeover.OwnersContact.Address;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells people: the words, the row that proves it and the parcel that carries it, in the caller's transaction. */
@Component
public class Notices {
    /** A notice as it was sent. */
    public record Sent(
            UUID id,
            String kind,
            @Nullable String subject,
            @Nullable String text,
            String writtenAt,
            @Nullable String sentAt,
            boolean dead) {}

    /** What concerns only how the person themselves gets to their case, and who acts for them. */
    private static final Set<String> FOR_THE_PERSON_ALONE = Set.of(
            NewLinks.NOTICE,
            LineNotices.RECEIVED,
            LineNotices.RECEIVED_AS_DRAFT,
            RepresentativeNotices.STARTED,
            RepresentativeNotices.ENDED,
            RepresentativeNotices.ASKED);

    private final Templates templates;
    private final Words words;
    private final Languages languages;
    private final Mails mails;
    private final Outbox outbox;
    private final Cases cases;
    private final Accounts accounts;
    private final Representatives representatives;
    private final OwnersContact contact;
    private final Settings settings;
    private final JdbcClient sql;
    private final Clock clock;

    Notices(
            Templates templates,
            Words words,
            Languages languages,
            Mails mails,
            Outbox outbox,
            Cases cases,
            Accounts accounts,
            Representatives representatives,
            OwnersContact contact,
            Settings settings,
            JdbcClient sql,
            Clock clock) {
        this.templates = templates;
        this.words = words;
        this.languages = languages;
        this.mails = mails;
        this.outbox = outbox;
        this.cases = cases;
        this.accounts = accounts;
        this.representatives = representatives;
        this.contact = contact;
        this.settings = settings;
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Tells the person something, once per key.
     *
     * @param key what makes this notice the same one when it is told again
     * @return the key under which the outbox carries it
     */
    @CanIgnoreReturnValue
    @Transactional(propagation = Propagation.MANDATORY)
    public String tell(
            Account reader, @Nullable CaseNumber about, String notice, String key, Map<String, Object> arguments) {
        var all = new HashMap<>(arguments);
        var address = contact.of(reader);
        all.put("displayName", address.map(Address::displayName).orElse(reader.displayName()));
        if (about != null && !FOR_THE_PERSON_ALONE.contains(notice)) {
            representatives.acting(about, reader.id()).forEach(one -> copy(one, reader, notice, key, all));
        }
        return post(
                address.map(Address::email).orElse(Mail.NOBODY),
                languages.of(reader),
                missingLanguage(reader),
                reader.id().value(),
                null,
                about,
                notice,
                key,
                all);
    }

    /** The same letter for who acts for the person, in the person's language, with a line below it that says so. */
    private void copy(Representative to, Account reader, String notice, String key, Map<String, Object> arguments) {
        var language = languages.of(reader);
        var below = words.of(language, "copy.note", Map.of("person", String.valueOf(arguments.get("displayName"))));
        post(to, language, below, notice, "%s/%s".formatted(key, to.number()), arguments);
    }

    /** Tells whoever acts for somebody, in the language of that person. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellRepresentative(Representative to, String notice, String key, Map<String, Object> arguments) {
        var all = new HashMap<>(arguments);
        all.put("displayName", to.name());
        post(to, languages.of(accounts.get(to.actsFor())), null, notice, key, all);
    }

    private void post(
            Representative to,
            Locale language,
            @Nullable String below,
            String notice,
            String key,
            Map<String, Object> arguments) {
        if (to.email() != null) {
            post(
                    to.email(),
                    language,
                    below,
                    null,
                    to.number(),
                    to.caseNumber(),
                    notice,
                    key,
                    new HashMap<>(arguments));
        }
    }

    /** Tells somebody of the staff, in English. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellStaff(
            String email, @Nullable CaseNumber about, String notice, String key, Map<String, Object> arguments) {
        post(email, Locale.ENGLISH, null, null, null, about, notice, key, new HashMap<>(arguments));
    }

    /** Tells somebody whom we do not know, and nothing of any case. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellStranger(String email, Locale language, String notice, String key, Map<String, Object> arguments) {
        post(email, language, null, null, null, null, notice, key, new HashMap<>(arguments));
    }

    /** Whether that person, or who acts for them, was told something of these kinds in a case since then. */
    boolean toldSince(
            AccountId reader,
            @Nullable RepresentativeNumber representative,
            CaseNumber about,
            List<String> kinds,
            Instant since) {
        return sql.sql(
                        """
                        select exists (select 1 from notice where case_number = :case and kind in (:kinds)
                            and written_at > :since
                            and case when :representative::text is null then account_id = :account
                                else representative = :representative end)""")
                .param("account", reader.value())
                .param("representative", RepresentativeNumber.stored(representative))
                .param("case", about.value())
                .param("kinds", kinds)
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    /** What was told under that key, word by word; empty when it was erased. */
    public Optional<Letter> letter(String key) {
        return sql.sql(
                        """
                        select m.subject, m.body_text, m.body_html from notice n join mail m on m.id = n.mail_id
                        where n.outbox_key = :key""")
                .param("key", key)
                .query((row, index) ->
                        new Letter(row.getString("subject"), row.getString("body_text"), row.getString("body_html")))
                .optional();
    }

    /** How the letter would read, without sending it. */
    public Letter preview(Account reader, CaseNumber about, String notice, Map<String, Object> arguments) {
        var all = new HashMap<>(arguments);
        all.put("displayName", reader.displayName());
        addCommon(all, about, languages.of(reader));
        return templates.render(languages.of(reader).toLanguageTag(), notice, all, missingLanguage(reader));
    }

    @CanIgnoreReturnValue
    private String post(
            String recipient,
            Locale language,
            @Nullable String below,
            @Nullable String account,
            @Nullable RepresentativeNumber representative,
            @Nullable CaseNumber about,
            String notice,
            String key,
            Map<String, Object> arguments) {
        if (told(key)) {
            return key;
        }
        addCommon(arguments, about, language);
        var now = clock.instant();
        var letter = templates.render(language.toLanguageTag(), notice, arguments, below);
        var mail = mails.write(letter, recipient, settings.replyTo(), language.toLanguageTag(), now);
        var number = about == null ? null : about.value();
        // A dead parcel of a case sends somebody after the person; a reminder that reaches no colleague must not.
        outbox.post(new Parcel("MAIL", key, mail, account == null ? null : number), now);
        sql.sql(
                        """
                        insert into notice (id, kind, account_id, representative, case_number, mail_id, outbox_key, written_at)
                        values (:id, :kind, :account, :representative, :case, :mail, :key, :now)""")
                .param("id", UUID.randomUUID())
                .param("kind", notice)
                .param("account", account)
                .param("representative", RepresentativeNumber.stored(representative))
                .param("case", number)
                .param("mail", mail)
                .param("key", key)
                .param("now", Timestamp.from(now))
                .update();
        return key;
    }

    private boolean told(String key) {
        return sql.sql("select exists (select 1 from outbox where dedupe_key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    /** Whom the person can ask: the case manager, or the team where there is none yet. */
    public String contactName(EnforcementCase about, Locale language) {
        return cases.managerName(about)
                .orElseGet(() -> words.of(language, "contact.team", Map.of("brand", settings.brand())));
    }

    /** Who reads English because we do not write their language is told so. */
    private @Nullable String missingLanguage(Account reader) {
        if (languages.has(reader)) {
            return null;
        }
        var name = reader.language().getDisplayLanguage(Languages.FALLBACK);
        return words.of(Languages.FALLBACK, "language.missing", Map.of("language", name));
    }

    private void addCommon(Map<String, Object> arguments, @Nullable CaseNumber about, Locale language) {
        arguments.put("brand", settings.brand());
        arguments.put("replyAddress", settings.replyTo());
        if (about != null) {
            arguments.put("caseNumber", about.value());
            arguments.put("managerName", contactName(cases.get(about), language));
        }
    }

    /**
     * A notice as its reader can find it in their account, so that a mail that is not among them is not from us.
     *
     * @param position rises with each notice
     */
    public record Copy(
            long position,
            UUID id,
            String kind,
            @Nullable String caseNumber,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String language,
            Instant writtenAt,
            @Nullable Instant sentAt) {}

    /**
     * What one person was written, oldest first. As long as somebody else may sit in their account, nothing of that case.
     *
     * @param confidential whether the asker may know of cases of fraud and takeover
     */
    public List<Copy> to(AccountId reader, boolean confidential, long after, int limit) {
        return sql.sql(
                        """
                        select n.id, n.kind, n.case_number, m.subject, m.body_text, m.language, n.written_at, o.id as position, o.sent_at
                        from notice n join outbox o on o.dedupe_key = n.outbox_key left join mail m on m.id = n.mail_id
                        left join enforcement_case e on e.number = n.case_number
                        where n.account_id = :account and o.id > :after
                            and (e.number is null or e.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
                                or :confidential and (e.ground = 'FRAUD' or e.closed_at is not null))
                        order by o.id limit :limit""")
                .param("account", reader.value())
                .param("after", after)
                .param("confidential", confidential)
                .param("limit", limit)
                .query((row, index) -> new Copy(
                        row.getLong("position"),
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("case_number"),
                        row.getString("subject"),
                        row.getString("body_text"),
                        row.getString("language"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getTimestamp("sent_at") == null
                                ? null
                                : row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    /** What was sent in a case, in order, for the staff's case file. */
    public List<Sent> of(CaseNumber number) {
        return sql.sql(
                        """
                        select n.id, n.kind, m.subject, m.body_text, n.written_at, o.sent_at, o.dead_at
                        from notice n join outbox o on o.dedupe_key = n.outbox_key left join mail m on m.id = n.mail_id
                        where n.case_number = :case and n.account_id is not null order by n.written_at, o.id""")
                .param("case", number.value())
                .query((row, index) -> new Sent(
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getString("body_text"),
                        row.getTimestamp("written_at").toInstant().toString(),
                        row.getTimestamp("sent_at") == null
                                ? null
                                : row.getTimestamp("sent_at").toInstant().toString(),
                        row.getTimestamp("dead_at") != null))
                .list();
    }
}
