package org.fairhold.casework;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The chance to answer before anybody reviews: of the person, or of both parties of a dispute (never-rule 4). */
@Component
public class Hearing {
    /** How a window ended. */
    public enum Ending {
        ANSWERED,
        LAPSED
    }

    /** Which fact of which report an answer says is wrong. */
    public record FactRef(String reportNumber, int position) {}

    /** @param by whose answer it is */
    public record Answer(AccountId by, Instant receivedAt, TextRef text, @Nullable FactRef corrects) {}

    private final Cases cases;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final Acting acting;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Hearing(
            Cases cases,
            PersonalTexts texts,
            Timeline timeline,
            Acting acting,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.texts = texts;
        this.timeline = timeline;
        this.acting = acting;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** Opens the window of whose case it is; the instant it returns is what the mail promises and the timer fires at. */
    @Transactional
    public Instant invite(CaseNumber number, Duration timeToAnswer) {
        var now = clock.instant();
        var due = now.plus(timeToAnswer);
        invite(number, Map.of(cases.get(number).subjectId(), due), now);
        return due;
    }

    /** Opens a window for each party. Each ends by itself; the hearing ends with the last. */
    @Transactional
    public void invite(CaseNumber number, Map<AccountId, Instant> dues) {
        invite(number, dues, clock.instant());
    }

    private void invite(CaseNumber number, Map<AccountId, Instant> dues, Instant now) {
        var open = cases.lock(number);
        open.inviteAnswer(Collections.max(dues.values()));
        cases.save(open);
        dues.forEach((party, due) -> {
            sql.sql(
                            """
                            insert into answer_window (case_number, account_id, invited_at, answer_due)
                            values (:case, :party, :now, :due)""")
                    .param("case", number.value())
                    .param("party", party.value())
                    .param("now", Timestamp.from(now))
                    .param("due", Timestamp.from(due))
                    .update();
            timeline.add(number, "answerInvited", Timeline.DESK, dues.size() == 1 ? null : party.value());
        });
        dues.forEach((party, due) -> events.publishEvent(new CaseEvent.AnswerInvited(number, party, due)));
    }

    /** The answer of whose case it is, like {@link #receive(CaseNumber, AccountId, String, FactRef)}. */
    @Transactional
    public void receive(CaseNumber number, String text, @Nullable FactRef corrects) {
        receive(number, null, text, corrects);
    }

    /**
     * A party's answer; also later, to a report that came after their window had ended. Refused as CONFLICT when the case
     * is not waiting for their answer, as INVALID from somebody who is no party and when the corrected fact is not in it.
     *
     * @param by null for whose case it is
     */
    @Transactional
    public void receive(CaseNumber number, @Nullable AccountId by, String text, @Nullable FactRef corrects) {
        var open = cases.lock(number);
        // Before the invitations are out nobody is a party for certain: it is too early, and not the wrong person.
        var party = by != null && open.stage() == Stage.OPENED ? by : party(open, by);
        var waited = waitsFor(number, party);
        if (!waited && (open.stage() == Stage.CLOSED || !unheardReport(number, party))) {
            throw notNow(open);
        }
        if (corrects != null && !isFactOf(number, corrects)) {
            throw Refused.invalid("correctsFact", "That fact is not part of this case.");
        }
        var kept = texts.keep(text);
        sql.sql(
                        """
                        insert into answer (case_number, account_id, received_at, text_id, text_sha256, corrected_report, corrected_position,
                            representative)
                        values (:case, :party, :now, :text, :sha256, :report, :position, :representative)""")
                .param("case", number.value())
                .param("party", party.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("text", kept.id())
                .param("sha256", kept.sha256())
                .param("report", corrects == null ? null : corrects.reportNumber())
                .param("position", corrects == null ? null : corrects.position())
                .param("representative", acting.number())
                .update();
        timeline.add(number, "answerReceived", open.sideOf(party), null);
        if (waited) {
            end(open, party, Ending.ANSWERED);
            events.publishEvent(new CaseEvent.AnswerReceived(number, party));
        }
    }

    private static Refused notNow(EnforcementCase open) {
        return open.stage() == Stage.ANSWER_INVITED
                ? Refused.conflict(
                        "Case %s has heard this party; it is waiting for the other one.".formatted(open.number()))
                : open.notWaitingForThis();
    }

    /** The window of whose case it is ran out, unless the answer came first. */
    @Transactional
    public void lapse(CaseNumber number) {
        lapse(number, cases.get(number).subjectId());
    }

    /** That party's window ran out, unless their answer came first; the other's goes on. */
    @Transactional
    public void lapse(CaseNumber number, AccountId party) {
        var open = cases.lock(number);
        if (waitsFor(number, party)) {
            timeline.add(
                    number, "answerWindowLapsed", Timeline.DESK, party.equals(open.subjectId()) ? null : party.value());
            end(open, party, Ending.LAPSED);
        }
    }

    private boolean waitsFor(CaseNumber number, AccountId party) {
        return sql.sql(
                        """
                        select exists (select 1 from answer_window w join enforcement_case e on e.number = w.case_number
                        where w.case_number = :case and w.account_id = :party and e.stage = 'ANSWER_INVITED'
                          and not exists (select 1 from party_heard h where h.case_number = :case and h.account_id = :party))""")
                .param("case", number.value())
                .param("party", party.value())
                .query(Boolean.class)
                .single();
    }

    /** Until when the case waits for that party's answer; empty when it does not. */
    public Optional<Instant> answerDue(CaseNumber number, AccountId party) {
        return waitsFor(number, party)
                ? sql.sql("select answer_due from answer_window where case_number = :case and account_id = :party")
                        .param("case", number.value())
                        .param("party", party.value())
                        .query(Timestamp.class)
                        .optional()
                        .map(Timestamp::toInstant)
                : Optional.empty();
    }

    /** Whether that party can say something now: their window is open, or a report came that they have not answered. */
    public boolean hears(EnforcementCase about, AccountId party) {
        return waitsFor(about.number(), party)
                || (about.stage() != Stage.CLOSED && unheardReport(about.number(), party));
    }

    /** Whether the person was ever invited to answer, and so knows of the case. */
    public boolean invited(CaseNumber number) {
        return sql.sql("select exists (select 1 from answer_window where case_number = :case)")
                .param("case", number.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether that party was invited to answer. */
    public boolean invited(CaseNumber number, AccountId party) {
        return sql.sql("select exists (select 1 from answer_window where case_number = :case and account_id = :party)")
                .param("case", number.value())
                .param("party", party.value())
                .query(Boolean.class)
                .single();
    }

    /**
     * Who speaks in a case: whose case it is, or who was invited to answer. Refused as INVALID from anybody else.
     *
     * @param by null for whose case it is
     */
    public AccountId party(EnforcementCase about, @Nullable AccountId by) {
        var party = by == null ? about.subjectId() : by;
        if (!isParty(about, party)) {
            throw Refused.invalid("accountId", "Account %s is no party of case %s.".formatted(party, about.number()));
        }
        return party;
    }

    /** Whether somebody may say something in a case: whose it is, and who was asked in it. */
    public boolean isParty(EnforcementCase about, AccountId account) {
        return account.equals(about.subjectId()) || invited(about.number(), account);
    }

    /** Whose case it is, and who else was asked in it. */
    public List<AccountId> parties(EnforcementCase about) {
        return Stream.concat(
                        Stream.of(about.subjectId()),
                        sql
                                .sql(
                                        "select account_id from answer_window where case_number = :case order by account_id")
                                .param("case", about.number().value())
                                .query((row, index) -> new AccountId(row.getString("account_id")))
                                .list()
                                .stream())
                .distinct()
                .toList();
    }

    public List<Answer> answers(CaseNumber number) {
        return sql.sql("select * from answer where case_number = :case order by received_at")
                .param("case", number.value())
                .query((row, index) -> new Answer(
                        new AccountId(row.getString("account_id")),
                        row.getTimestamp("received_at").toInstant(),
                        new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                        row.getString("corrected_report") == null
                                ? null
                                : new FactRef(row.getString("corrected_report"), row.getInt("corrected_position"))))
                .list();
    }

    /** Whether a report joined after the party last could say something about the case. */
    private boolean unheardReport(CaseNumber number, AccountId party) {
        return sql.sql(
                        """
                        select exists (select 1 from case_report r where r.case_number = :case
                          and r.since > (select ended_at from party_heard where case_number = :case and account_id = :party)
                          and not exists (select 1 from answer a
                              where a.case_number = :case and a.account_id = :party and a.received_at >= r.since))""")
                .param("case", number.value())
                .param("party", party.value())
                .query(Boolean.class)
                .single();
    }

    private void end(EnforcementCase open, AccountId party, Ending as) {
        var now = Timestamp.from(clock.instant());
        sql.sql(
                        "insert into party_heard (case_number, account_id, ended_at, ended_as) values (:case, :party, :now, :as)")
                .param("case", open.number().value())
                .param("party", party.value())
                .param("now", now)
                .param("as", as.name())
                .update();
        var hearingEnds = sql.sql(
                                """
                                insert into answer_window_end (case_number, ended_at, ended_as)
                                select :case, :now, min(h.ended_as) from answer_window w
                                left join party_heard h on h.case_number = w.case_number and h.account_id = w.account_id
                                where w.case_number = :case having bool_and(h.ended_as is not null)""")
                        .param("case", open.number().value())
                        .param("now", now)
                        .update()
                == 1;
        if (hearingEnds) {
            open.endAnswerWindow();
            cases.save(open);
        }
    }

    private boolean isFactOf(CaseNumber number, FactRef fact) {
        return sql.sql(
                        """
                        select exists (select 1 from report_fact f join case_report o using (report_number)
                        where o.case_number = :case and f.report_number = :report and f.position = :position)""")
                .param("case", number.value())
                .param("report", fact.reportNumber())
                .param("position", fact.position())
                .query(Boolean.class)
                .single();
    }
}
