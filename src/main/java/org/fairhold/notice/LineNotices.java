package org.fairhold.notice;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.Cases;
import org.fairhold.line.CaseMessages;
import org.fairhold.line.Channel;
import org.fairhold.line.LineEvent;
import org.fairhold.text.PersonalTexts;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What is told on the direct line. It goes to the address that we know, whoever the mail said that it was from; and that a message
 * arrived is told once a day at most, and only to whoever wrote from there.
 */
@Component
class LineNotices {
    static final String ANSWER = "message-answer";
    private static final String STEP = "answerMessage";
    private static final String RECEIVED = "message-received";
    private static final Duration RECEIVED_ONCE_IN = Duration.ofHours(24);

    private final CaseMessages messages;
    private final Notices notices;
    private final Languages languages;
    private final Readable readable;
    private final Accounts accounts;
    private final Cases cases;
    private final PersonalTexts texts;
    private final Clock clock;

    LineNotices(
            CaseMessages messages,
            Notices notices,
            Languages languages,
            Readable readable,
            Accounts accounts,
            Cases cases,
            PersonalTexts texts,
            Clock clock) {
        this.messages = messages;
        this.notices = notices;
        this.languages = languages;
        this.readable = readable;
        this.accounts = accounts;
        this.cases = cases;
        this.texts = texts;
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
                || notices.toldSince(message.from(), about, RECEIVED, since)) {
            return;
        }
        var reader = accounts.get(message.from());
        var answerer = message.answerer() == null
                ? notices.contactName(cases.get(about), languages.of(reader))
                : cases.staffName(message.answerer());
        notices.tell(
                reader,
                about,
                RECEIVED,
                "%s/%s/received".formatted(about, message.number()),
                Map.of("answererName", answerer, "answerDue", readable.at(message.answerDue(), reader)));
    }

    @EventListener
    void on(LineEvent.Answered answered) {
        var message = answered.message();
        if (answered.letter() != null) {
            notices.tell(
                    accounts.get(message.from()),
                    message.caseNumber(),
                    ANSWER,
                    "%s/%s/answer".formatted(message.caseNumber(), message.number()),
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
                notices.tell(
                        reader,
                        message.caseNumber(),
                        "late",
                        "%s/%s/late".formatted(message.caseNumber(), message.number()),
                        Map.of(
                                "stepName", readable.step(STEP, reader),
                                "dueOn", readable.at(overdue.due(), reader)));
            }
        }
    }

    /** What the letter says, sent or only looked at. */
    static Map<String, Object> answer(String words) {
        return Map.of("answer", words);
    }

    @EventListener
    void on(LineEvent.StrangerWrote wrote) {
        notices.tellStranger(wrote.address(), languages.of(wrote.language()), "unknown-sender", wrote.key());
    }
}
