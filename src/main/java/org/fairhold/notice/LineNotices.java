package org.fairhold.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hearing;
import org.fairhold.line.CaseMessage;
import org.fairhold.line.CaseMessages;
import org.fairhold.line.Channel;
import org.fairhold.line.LineEvent;
import org.fairhold.representative.Representatives;
import org.fairhold.text.PersonalTexts;
import org.fairhold.visit.VisitLinks;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is told on the direct line. It goes to the address that we know, whoever the mail said that it was from; and that a message
 * arrived is told once a day at most, and only to whoever wrote from there.
 */
@Component
class LineNotices {
    static final String ANSWER = "message-answer";
    static final String RECEIVED = "message-received";

    /** While we wait for the person's answer: their mail is not it yet, and one press makes it so. */
    static final String RECEIVED_AS_DRAFT = "message-received-as-draft";

    private static final String STEP = "answerMessage";
    private static final Duration RECEIVED_ONCE_IN = Duration.ofHours(24);

    private final CaseMessages messages;
    private final Notices notices;
    private final Representatives representatives;
    private final Languages languages;
    private final Readable readable;
    private final Accounts accounts;
    private final Cases cases;
    private final Hearing hearing;
    private final PersonalTexts texts;
    private final VisitLinks links;
    private final Clock clock;

    LineNotices(
            CaseMessages messages,
            Notices notices,
            Representatives representatives,
            Languages languages,
            Readable readable,
            Accounts accounts,
            Cases cases,
            Hearing hearing,
            PersonalTexts texts,
            VisitLinks links,
            Clock clock) {
        this.messages = messages;
        this.notices = notices;
        this.representatives = representatives;
        this.languages = languages;
        this.readable = readable;
        this.accounts = accounts;
        this.cases = cases;
        this.hearing = hearing;
        this.texts = texts;
        this.links = links;
        this.clock = clock;
    }

    @EventListener
    void on(LineEvent.Planned planned) {
        var message = planned.message();
        var about = message.caseNumber();
        var since = clock.instant().minus(RECEIVED_ONCE_IN);
        if (message.channel() != Channel.MAIL
                || !message.knownSender()
                || message.answerDue() == null
                || notices.toldSince(
                        message.from(), message.representative(), about, List.of(RECEIVED, RECEIVED_AS_DRAFT), since)) {
            return;
        }
        var reader = accounts.get(message.from());
        var answerer = message.answerer() == null
                ? notices.contactName(cases.get(about), languages.of(reader))
                : cases.staffName(message.answerer());
        var said =
                Map.<String, Object>of("answererName", answerer, "answerDue", readable.at(message.answerDue(), reader));
        windowOf(message)
                .ifPresentOrElse(
                        until -> tell(
                                message,
                                reader,
                                RECEIVED_AS_DRAFT,
                                "received",
                                Map.of(
                                        "answererName", answerer,
                                        "answerDue", said.get("answerDue"),
                                        "answerUntil", readable.at(until, reader))),
                        () -> tell(message, reader, RECEIVED, "received", said));
    }

    /** Until when we wait for the answer of whoever wrote; empty also for whom somebody else answers. */
    private Optional<Instant> windowOf(CaseMessage message) {
        return message.representative() == null
                ? hearing.answerDue(message.caseNumber(), message.from())
                : Optional.empty();
    }

    @EventListener
    void on(LineEvent.Answered answered) {
        if (answered.letter() != null) {
            var message = answered.message();
            tell(
                    message,
                    accounts.get(message.from()),
                    ANSWER,
                    "answer",
                    answer(texts.readOr(answered.letter().reason(), "—")));
        }
    }

    /** Whoever wrote hears once that the answer is late, unless it may be somebody else who wrote. */
    @EventListener
    void on(CaseEvent.Overdue overdue) {
        if (!overdue.step().equals(STEP)) {
            return;
        }
        for (var message : messages.waiting(overdue.caseNumber())) {
            if (message.knownSender() && overdue.due().equals(message.answerDue())) {
                var reader = accounts.get(message.from());
                tell(message, reader, Readable.LATE, "late", readable.late(STEP, overdue.due(), reader));
            }
        }
    }

    /** Whoever wrote: the person, or who acts for them. */
    private void tell(CaseMessage message, Account reader, String notice, String what, Map<String, Object> arguments) {
        var key = "%s/%s/%s".formatted(message.caseNumber(), message.number(), what);
        if (message.representative() == null) {
            notices.tell(reader, message.caseNumber(), notice, key, arguments);
        } else {
            representatives
                    .find(message.representative())
                    .filter(one -> one.endedAt() == null)
                    .ifPresent(one -> notices.tellRepresentative(one, notice, key, arguments));
        }
    }

    /** What the letter says, sent or only looked at. */
    static Map<String, Object> answer(String words) {
        return Map.of("answer", words);
    }

    @EventListener
    void on(LineEvent.StrangerWrote wrote) {
        notices.tellStranger(
                wrote.address(),
                languages.of(wrote.language()),
                "unknown-sender",
                wrote.key(),
                Map.of("representativePage", links.representativePage().toString()));
    }
}
