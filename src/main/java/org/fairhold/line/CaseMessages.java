package org.fairhold.line;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.Acting;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.casework.Timeline;
import org.fairhold.desk.WorkingDays;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.fairhold.visit.Drafts;
import org.fairhold.visit.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages of a case: kept when they come, promised an answer, and answered by a human. A message changes nothing in its case. */
@Component
public class CaseMessages {
    /**
     * @param representative who wrote it for the party; null where the party did
     * @param inbound the mail that brought it; null for a ticket
     */
    public record Incoming(
            CaseNumber caseNumber,
            AccountId from,
            @Nullable RepresentativeNumber representative,
            Channel channel,
            boolean knownSender,
            String text,
            @Nullable String whole,
            @Nullable String note,
            @Nullable UUID inbound) {}

    /** What the form of the page takes. */
    private static final int ANSWER_MAX = 10_000;

    private final Cases cases;
    private final Hearing hearing;
    private final Accounts accounts;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final Acting acting;
    private final Drafts drafts;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CaseMessages(
            Cases cases,
            Hearing hearing,
            Accounts accounts,
            PersonalTexts texts,
            Timeline timeline,
            Acting acting,
            Drafts drafts,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.hearing = hearing;
        this.accounts = accounts;
        this.texts = texts;
        this.timeline = timeline;
        this.acting = acting;
        this.drafts = drafts;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps a message. Refused as INVALID when it is from somebody who is no party of the case. */
    @CanIgnoreReturnValue
    @Transactional
    public CaseMessage receive(Incoming incoming) {
        var number = incoming.caseNumber();
        var about = cases.lock(number);
        var party = hearing.party(about, incoming.from());
        var text = texts.keep(incoming.text());
        var whole = texts.keepIfAny(incoming.whole());
        var message = sql.sql(
                        """
                        insert into case_message (number, case_number, account_id, representative, channel, known_sender, text_id,
                            text_sha256, whole_id, whole_sha256, note, inbound_id, received_at)
                        values ('MSG-' || nextval('case_message_number'), :case, :account, :representative, :channel, :known,
                            :text, :sha256,
                            :whole, :wholeHash, :note, :inbound, :now)
                        returning *""")
                .param("case", number.value())
                .param("account", party.value())
                .param("representative", RepresentativeNumber.stored(incoming.representative()))
                .param("channel", incoming.channel().name())
                .param("known", incoming.knownSender())
                .param("text", text.id())
                .param("sha256", text.sha256())
                .param("whole", whole == null ? null : whole.id())
                .param("wholeHash", whole == null ? null : whole.sha256())
                .param("note", incoming.note())
                .param("inbound", incoming.inbound())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> message(row))
                .single();
        acting.as(
                incoming.representative(),
                () -> timeline.add(number, "messageReceived", about.sideOf(party), message.number()));
        if (incoming.channel() == Channel.MAIL && incoming.knownSender() && incoming.representative() == null) {
            offerAsAnswer(incoming, party);
        }
        events.publishEvent(new LineEvent.Received(message));
        return get(message.number());
    }

    /** While we wait for their answer what they wrote stands ready in its form: a mail is no answer, and one press makes it one. */
    private void offerAsAnswer(Incoming incoming, AccountId party) {
        hearing.answerDue(incoming.caseNumber(), party)
                .filter(due -> incoming.text().length() <= ANSWER_MAX)
                .ifPresent(due -> drafts.offer(
                        new Visit(incoming.caseNumber(), party, null, null),
                        "answers",
                        Map.of("text", incoming.text()),
                        due));
    }

    /** When the first answer is due: so many working days of the person's country after the message came. */
    public Instant due(String number, int workingDays) {
        var message = get(number);
        var reader = accounts.get(message.from());
        return WorkingDays.after(message.receivedAt(), workingDays, reader.country(), reader.timeZone());
    }

    /** Says once who answers and by when; the person reads the same. */
    @Transactional
    public void plan(String number, Instant due, @Nullable String answerer) {
        sql.sql("update case_message set answer_due = :due, answerer = :answerer where number = :number")
                .param("due", Timestamp.from(due))
                .param("answerer", answerer)
                .param("number", number)
                .update();
        events.publishEvent(new LineEvent.Planned(get(number)));
    }

    /** Answers a message, or notes that it needs no letter; the decision's reason is the letter. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void answer(String number, Decision decision) {
        var message = get(number);
        if (!message.caseNumber().equals(decision.caseNumber())) {
            throw Refused.conflict("Message %s belongs to another case.".formatted(number));
        }
        sql.sql(
                        """
                        insert into message_answer (message_number, decision_id, case_number, outcome, answered_at)
                        values (:number, :decision, :case, :outcome, :now)""")
                .param("number", number)
                .param("decision", decision.id())
                .param("case", decision.caseNumber().value())
                .param("outcome", decision.outcome())
                .param("now", Timestamp.from(decision.decidedAt()))
                .update();
        events.publishEvent(new LineEvent.Answered(message, decision.reason() == null ? null : decision));
    }

    /** Those of a case that nobody has answered yet. */
    public List<CaseMessage> waiting(CaseNumber number) {
        return sql.sql(
                        """
                        select * from case_message m where case_number = :case
                            and not exists (select 1 from message_answer a where a.message_number = m.number)
                        order by received_at, number""")
                .param("case", number.value())
                .query((row, index) -> message(row))
                .list();
    }

    /** Refused as UNKNOWN when there is no such message. */
    public CaseMessage get(String number) {
        return sql.sql("select * from case_message where number = :number")
                .param("number", number)
                .query((row, index) -> message(row))
                .optional()
                .orElseThrow(() -> Refused.unknown("There is no message of that number."));
    }

    private static CaseMessage message(ResultSet row) throws SQLException {
        var due = row.getTimestamp("answer_due");
        return new CaseMessage(
                row.getString("number"),
                new CaseNumber(row.getString("case_number")),
                new AccountId(row.getString("account_id")),
                RepresentativeNumber.ofNullable(row.getString("representative")),
                Channel.valueOf(row.getString("channel")),
                row.getBoolean("known_sender"),
                new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                row.getString("whole_sha256") == null
                        ? null
                        : new TextRef(
                                Objects.requireNonNull(row.getObject("whole_id", UUID.class)),
                                row.getString("whole_sha256")),
                row.getString("note"),
                row.getTimestamp("received_at").toInstant(),
                due == null ? null : due.toInstant(),
                row.getString("answerer"));
    }
}
