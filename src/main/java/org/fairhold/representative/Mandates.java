package org.fairhold.representative;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Timeline;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.text.PersonalTexts;
import org.fairhold.visit.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The mandates of a case. The party is asked first; only where they do not answer a human looks at what was sent. */
@Component
public class Mandates {
    private enum Outcome {
        ACCEPT,
        REFUSE
    }

    private final Cases cases;
    private final Hearing hearing;
    private final Accounts accounts;
    private final Visitors visitors;
    private final Representatives representatives;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mandates(
            Cases cases,
            Hearing hearing,
            Accounts accounts,
            Visitors visitors,
            Representatives representatives,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.hearing = hearing;
        this.accounts = accounts;
        this.visitors = visitors;
        this.representatives = representatives;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    private record Form(String caseNumber, String personEmail, Named named, byte[] content) {}

    /** Looks at a form: a mandate where it names a case and its party; gone in any case. */
    @Transactional(propagation = Propagation.MANDATORY)
    void receive(UUID id) {
        sql.sql("select * from mandate_form where id = :id")
                .param("id", id)
                .query((row, index) -> new Form(
                        row.getString("case_number"),
                        row.getString("person_email_sha256"),
                        new Named(
                                row.getString("name"),
                                row.getString("email"),
                                rights(row),
                                row.getTimestamp("ends_at").toInstant()),
                        row.getBytes("content")))
                .optional()
                .ifPresent(form -> party(form).ifPresent(party -> keep(form, party)));
        sql.sql("delete from mandate_form where id = :id").param("id", id).update();
    }

    /** The party of the case whose address they know, as long as that party may look at the case. */
    private Optional<AccountId> party(Form form) {
        if (!CaseNumber.isOne(form.caseNumber())) {
            return Optional.empty();
        }
        var number = new CaseNumber(form.caseNumber());
        return cases.find(number).stream()
                .flatMap(about -> hearing.parties(about).stream())
                .filter(id -> PersonalTexts.sha256(accounts.get(id).email().toLowerCase(Locale.ROOT))
                        .equals(form.personEmail()))
                .filter(id -> visitors.mayVisit(number, id))
                .findFirst();
    }

    private void keep(Form form, AccountId party) {
        var number = new CaseNumber(form.caseNumber());
        cases.lock(number);
        var named = form.named();
        var name = texts.keep(named.name());
        var email = texts.keep(named.email());
        var mandate = sql.sql(
                        """
                        insert into mandate (number, case_number, account_id, name_id, name_sha256, email_id, email_sha256, may_answer,
                            may_appeal, ends_at, media_type, sha256, sent_at)
                        values ('MD-' || nextval('mandate_number'), :case, :party, :name, :nameHash, :email, :emailHash, :answer,
                            :appeal, :ends, :type, :sha256, :now)
                        returning number""")
                .param("case", number.value())
                .param("party", party.value())
                .param("name", name.id())
                .param("nameHash", name.sha256())
                .param("email", email.id())
                .param("emailHash", email.sha256())
                .param("answer", named.rights().contains(Right.ANSWER))
                .param("appeal", named.rights().contains(Right.APPEAL))
                .param("ends", Timestamp.from(named.endsAt()))
                .param("type", EvidenceFiles.requireTaken(form.content()).code())
                .param("sha256", PersonalTexts.sha256(form.content()))
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .single();
        sql.sql("insert into mandate_content (mandate_number, content) values (:number, :content)")
                .param("number", mandate)
                .param("content", form.content())
                .update();
        timeline.add(number, "mandateSent", Timeline.DESK, party.value());
        events.publishEvent(new MandateEvent.Sent(get(mandate)));
    }

    /** The party says whether it is so. Refused as CONFLICT when that was answered, or they cannot act (any more). */
    @Transactional
    public void answer(CaseNumber number, AccountId party, String mandate, boolean accept) {
        var about = cases.lock(number);
        var found = query("where m.number = :number", Map.of("number", mandate)).stream()
                .filter(one -> one.open()
                        && one.caseNumber().equals(number)
                        && one.actsFor().equals(party))
                .findFirst()
                .orElseThrow(() -> Refused.conflict("This was answered."));
        timeline.add(number, accept ? "mandateConfirmed" : "mandateRefused", about.sideOf(party), mandate);
        settle(found, accept ? Outcome.ACCEPT : Outcome.REFUSE, null, Proof.CONFIRMED);
        events.publishEvent(new MandateEvent.Answered(found));
    }

    /** A human has looked at what was sent, because the party could not answer. The decision says ACCEPT or REFUSE. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(String mandate, Decision decision) {
        cases.lock(decision.caseNumber());
        var found = get(mandate);
        if (!found.open()) {
            throw Refused.conflict("The person has answered this.");
        }
        settle(found, Outcome.valueOf(decision.outcome()), decision.id(), Proof.MANDATE);
    }

    private void settle(Mandate mandate, Outcome outcome, @Nullable UUID decision, Proof proof) {
        var named = new Named(
                mandate.name(), mandate.email() == null ? "" : mandate.email(), mandate.rights(), mandate.endsAt());
        var representative = outcome == Outcome.ACCEPT
                ? representatives
                        .begin(mandate.caseNumber(), mandate.actsFor(), named, proof)
                        .number()
                        .value()
                : null;
        sql.sql(
                        """
                        insert into mandate_answer (mandate_number, case_number, outcome, decision_id, representative, answered_at)
                        values (:number, :case, :outcome, :decision, :representative, :now)""")
                .param("number", mandate.number())
                .param("case", mandate.caseNumber().value())
                .param("outcome", outcome.name())
                .param("decision", decision)
                .param("representative", representative)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** All of a case, in the order in which they came. */
    public List<Mandate> of(CaseNumber number) {
        return query("where m.case_number = :case order by m.sent_at, m.number", Map.of("case", number.value()));
    }

    /** Refused as UNKNOWN when there is no such mandate. */
    public Mandate get(String number) {
        return query("where m.number = :number", Map.of("number", number)).stream()
                .findFirst()
                .orElseThrow(() -> Refused.unknown("There is no mandate of that number."));
    }

    /** What was sent; empty where it was erased, and where the case has no such mandate. */
    public Optional<byte[]> content(CaseNumber number, String mandate) {
        return sql.sql(
                        """
                        select c.content from mandate m join mandate_content c on c.mandate_number = m.number
                        where m.number = :number and m.case_number = :case""")
                .param("number", mandate)
                .param("case", number.value())
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }

    private List<Mandate> query(String which, Map<String, ?> known) {
        return sql.sql(
                        """
                        select m.*, n.body as name, t.body as email, a.outcome from mandate m
                        left join personal_text n on n.id = m.name_id left join personal_text t on t.id = m.email_id
                        left join mandate_answer a on a.mandate_number = m.number
                        """
                                + which)
                .params(known)
                .query((row, index) -> new Mandate(
                        row.getString("number"),
                        new CaseNumber(row.getString("case_number")),
                        new AccountId(row.getString("account_id")),
                        row.getString("name") == null ? "—" : row.getString("name"),
                        row.getString("email"),
                        rights(row),
                        row.getTimestamp("ends_at").toInstant(),
                        row.getString("media_type"),
                        row.getTimestamp("sent_at").toInstant(),
                        row.getString("outcome")))
                .list();
    }

    static EnumSet<Right> rights(ResultSet row) throws SQLException {
        var rights = EnumSet.noneOf(Right.class);
        if (row.getBoolean("may_answer")) {
            rights.add(Right.ANSWER);
        }
        if (row.getBoolean("may_appeal")) {
            rights.add(Right.APPEAL);
        }
        return rights;
    }
}
