package org.fairhold.measure;

import static org.fairhold.policy.Clause.ACTIVE_CONTRACTS_ENDED;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.policy.Clause;
import org.fairhold.policy.Policies;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the person must do, and the moment all of it is done: then the desk must look (never-rule 8). */
@Component
public class Conditions {
    /** What went wrong, what the person did, how they prevent it. */
    public record Assurance(
            MeasureId measureId, int round, TextRef cause, TextRef fix, TextRef prevention, Instant givenAt) {}

    private final Cases cases;
    private final Decisions decisions;
    private final Measures measures;
    private final Policies policies;
    private final Contracts contracts;
    private final PersonalTexts texts;
    private final Timeline timeline;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Conditions(
            Cases cases,
            Decisions decisions,
            Measures measures,
            Policies policies,
            Contracts contracts,
            PersonalTexts texts,
            Timeline timeline,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.measures = measures;
        this.policies = policies;
        this.contracts = contracts;
        this.texts = texts;
        this.timeline = timeline;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    List<Condition> ask(Measure measure, Clause clause, int round, Instant now, Instant due) {
        for (var step : clause.fixSteps()) {
            if (!step.equals(ACTIVE_CONTRACTS_ENDED)) {
                var unused = ask(measure, step, round, now, due);
                continue;
            }
            var running = contracts.lockRunning(measure.subjectId());
            if (!running.isEmpty()) {
                var condition = ask(measure, step, round, now, due);
                running.forEach(contract -> await(condition, contract));
            }
        }
        return of(measure.id());
    }

    private ConditionId ask(Measure measure, String step, int round, Instant now, Instant due) {
        return sql.sql(
                        """
                        insert into condition (id, case_number, measure_id, round, code, set_at, due)
                        values ('K-' || nextval('condition_number'), :case, :measure, :round, :code, :now, :due) returning id""")
                .param("case", measure.caseNumber().value())
                .param("measure", measure.id().value())
                .param("round", round)
                .param("code", step)
                .param("now", Timestamp.from(now))
                .param("due", Timestamp.from(due))
                .query((row, index) -> new ConditionId(row.getString("id")))
                .single();
    }

    private void await(ConditionId condition, ContractId contract) {
        sql.sql("insert into condition_contract (condition_id, contract_id) values (:condition, :contract)")
                .param("condition", condition.value())
                .param("contract", contract.value())
                .update();
    }

    /** What would be asked for, without taking a number or storing anything. */
    List<Condition> draft(Measure measure, Clause clause, int round, Instant due) {
        var running = contracts.running(measure.subjectId()).stream()
                .map(one -> new ContractId(one.id()))
                .toList();
        return clause.fixSteps().stream()
                .filter(step -> !step.equals(ACTIVE_CONTRACTS_ENDED) || !running.isEmpty())
                .map(step -> new Condition(
                        ConditionId.DRAFT,
                        measure.caseNumber(),
                        measure.id(),
                        round,
                        step,
                        step.equals(ACTIVE_CONTRACTS_ENDED) ? running : List.of(),
                        due,
                        null))
                .toList();
    }

    /** What asking again today would ask for. */
    @Transactional(readOnly = true)
    public List<Condition> draft(CaseNumber number, Duration timeToFulfil) {
        var measure = measures.latest(number);
        return draft(
                measure,
                policies.get(measure.clause()),
                round(measure.id()) + 1,
                clock.instant().plus(timeToFulfil));
    }

    /** The conditions of the newest round, in the clause's order. */
    public List<Condition> of(MeasureId measure) {
        return sql.sql(
                        """
                        select c.*, m.met_at, array(select s.contract_id from condition_contract s
                            where s.condition_id = c.id order by s.contract_id) as contracts
                        from condition c left join condition_met m on m.condition_id = c.id
                        where c.measure_id = :measure and c.round = (select max(round) from condition where measure_id = :measure)
                        order by length(c.id), c.id""")
                .param("measure", measure.value())
                .query((row, index) -> condition(row))
                .list();
    }

    /** The person says a condition is done. Saying it twice changes nothing. Refused when the case does not wait for it. */
    @Transactional
    public void done(CaseNumber number, ConditionId id, @Nullable String note) {
        var measure = waitingMeasure(number);
        var condition = of(measure.id()).stream()
                .filter(open -> open.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refused.unknown("There is no condition of that number in this case."));
        if (!condition.contracts().isEmpty()) {
            throw Refused.conflict(
                    "Nobody has to say this: the desk sees by itself when the last of these contracts has ended.");
        }
        if (condition.metAt() == null) {
            meet(condition, texts.keepIfAny(note), Timeline.SUBJECT);
            announceIfComplete(number, measure, Timeline.SUBJECT);
        }
    }

    private void meet(Condition condition, @Nullable TextRef note, String by) {
        sql.sql(
                        """
                        insert into condition_met (condition_id, met_at, note_id, note_sha256)
                        values (:id, :now, :note, :sha256)""")
                .param("id", condition.id().value())
                .param("now", Timestamp.from(clock.instant()))
                .param("note", note == null ? null : note.id())
                .param("sha256", note == null ? null : note.sha256())
                .update();
        timeline.add(
                condition.caseNumber(),
                "conditionDone:" + condition.code(),
                by,
                condition.id().value());
    }

    /** Sees that contracts have ended for which a condition of the case waits; nobody has to say so (never-rule 8). */
    @Transactional
    public void noteEndedContracts(CaseNumber number) {
        if (cases.lock(number).stage() != Stage.MEASURE_IN_FORCE) {
            return;
        }
        var measure = measures.latest(number);
        var ended = of(measure.id()).stream()
                .filter(condition -> condition.metAt() == null
                        && !condition.contracts().isEmpty()
                        && contracts.ended(condition.contracts()))
                .toList();
        if (!ended.isEmpty() && !refused(measure.id())) {
            ended.forEach(condition -> meet(condition, null, Timeline.DESK));
            announceIfComplete(number, measure, Timeline.DESK);
        }
    }

    /** The cases in which a condition waits for the end of that contract, in the order in which they are locked. */
    public List<CaseNumber> awaiting(ContractId contract) {
        return sql.sql(
                        """
                        select distinct c.case_number from condition_contract s join condition c on c.id = s.condition_id
                        where s.contract_id = :contract and %s order by c.case_number"""
                                .formatted(OPEN))
                .param("contract", contract.value())
                .query((row, index) -> new CaseNumber(row.getString("case_number")))
                .list();
    }

    /** Cases in which all the contracts of a condition have ended and nobody has noted it. */
    public List<CaseNumber> overlooked() {
        return sql.sql(
                        """
                        select distinct c.case_number from measure m join condition c on c.measure_id = m.id
                        where m.ends_at > :now and %s
                        and exists (select 1 from condition_contract s where s.condition_id = c.id)
                        and not exists (select 1 from condition_contract o join contract k on k.id = o.contract_id
                            where o.condition_id = c.id and k.state = 'ACTIVE')
                        order by c.case_number limit 500"""
                                .formatted(OPEN))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, index) -> new CaseNumber(row.getString("case_number")))
                .list();
    }

    /** A condition of the newest round of a measure in force, not met, and nobody was refused. */
    private static final String OPEN =
            """
            not exists (select 1 from condition_met m where m.condition_id = c.id)
            and not exists (select 1 from measure_end e where e.measure_id = c.measure_id)
            and not exists (select 1 from refusal f where f.measure_id = c.measure_id and f.round = c.round)
            and c.round = (select max(n.round) from condition n where n.measure_id = c.measure_id)""";

    /** The person's assurance: once a round. Refused as CONFLICT when it was given, or the case does not wait for it. */
    @Transactional
    public void assure(CaseNumber number, String cause, String fix, String prevention) {
        var measure = waitingMeasure(number);
        var round = round(measure.id());
        if (assured(measure.id())) {
            throw Refused.conflict("The assurance has been given already.");
        }
        var why = texts.keep(cause);
        var what = texts.keep(fix);
        var how = texts.keep(prevention);
        sql.sql(
                        """
                        insert into assurance (measure_id, case_number, round, cause_id, cause_sha256, fix_id, fix_sha256,
                            prevention_id, prevention_sha256, given_at)
                        values (:measure, :case, :round, :cause, :causeHash, :fix, :fixHash, :prevention, :preventionHash, :now)""")
                .param("measure", measure.id().value())
                .param("case", number.value())
                .param("round", round)
                .param("cause", why.id())
                .param("causeHash", why.sha256())
                .param("fix", what.id())
                .param("fixHash", what.sha256())
                .param("prevention", how.id())
                .param("preventionHash", how.sha256())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(number, "assuranceGiven", Timeline.SUBJECT, measure.id().value());
        announceIfComplete(number, measure, Timeline.SUBJECT);
    }

    /** Refused as INVALID unless the person was refused in the current round. */
    public void requireRefused(CaseNumber number) {
        if (!refused(measures.latest(number).id())) {
            throw Refused.invalid("restrictionReview", "The person was not refused; the steps are open already.");
        }
    }

    /** Refused as FORBIDDEN for the one who refused the reinstatement: two different people must. */
    public void requireSecondPerson(CaseNumber number, String staff) {
        if (decisions.required(number, "checkFix").decidedBy().equalsIgnoreCase(staff)) {
            throw Refused.forbidden("You refused the reinstatement; somebody else must sign.");
        }
    }

    /** Whether every condition of the round is done and its assurance is given. The case is held until the transaction ends. */
    @Transactional
    public boolean complete(CaseNumber number) {
        return complete(measures.latest(cases.lock(number).number()));
    }

    /** The newest assurance under a measure. */
    public Optional<Assurance> assurance(MeasureId measure) {
        return sql.sql("select * from assurance where measure_id = :measure order by round desc limit 1")
                .param("measure", measure.value())
                .query((row, index) -> assurance(row))
                .optional();
    }

    /** Whether the assurance of the current round is given: who is asked again assures us again. */
    public boolean assured(MeasureId measure) {
        var round = round(measure);
        return assurance(measure).filter(given -> given.round() == round).isPresent();
    }

    /** What the person assured us of before, newest first: a relapse is told so. */
    public List<Assurance> earlierAssurances(AccountId subject, CaseNumber except) {
        return sql.sql(
                        """
                        select a.* from assurance a join enforcement_case c on c.number = a.case_number
                        where c.subject_id = :subject and a.case_number <> :case order by a.given_at desc limit 10""")
                .param("subject", subject.value())
                .param("case", except.value())
                .query((row, index) -> assurance(row))
                .list();
    }

    /** The fix was not enough: the steps are asked for again, with the reasons of the human who checked. */
    @Transactional
    public void askAgain(CaseNumber number, Duration timeToFulfil) {
        var why = decisions.required(number, "checkFix");
        if (!why.outcome().equals("ASK_AGAIN")) {
            throw Refused.conflict("The check did not end with asking again.");
        }
        ask(number, measures.latest(number), why, timeToFulfil);
    }

    private void ask(CaseNumber number, Measure measure, Decision why, Duration timeToFulfil) {
        var now = clock.instant();
        var due = now.plus(timeToFulfil);
        var asked = ask(measure, policies.get(measure.clause()), round(measure.id()) + 1, now, due);
        timeline.add(number, "askedAgain", why.decidedBy(), measure.id().value());
        cases.waitFor(number, "conditions", due);
        events.publishEvent(new MeasureEvent.AskedAgain(number, measure, why, asked));
    }

    /** A review gives a person who was refused another try: the steps are asked for anew. */
    @Transactional
    public void reopen(CaseNumber number, Duration timeToFulfil) {
        var why = decisions.required(number, "reviewRestriction");
        if (!why.outcome().equals("REOPEN")) {
            throw Refused.conflict("The review did not end with another try.");
        }
        ask(number, measures.latest(number), why, timeToFulfil);
    }

    /** Two different people refuse the reinstatement; until a review gives another try nothing more is asked. */
    @Transactional
    public void refuse(CaseNumber number) {
        var refusal = decisions.required(number, "checkFix");
        var signature = decisions.required(number, "signRefusal");
        if (!refusal.outcome().equals("REFUSE") || !signature.outcome().equals("SIGN")) {
            throw Refused.conflict("A refusal needs a decision to refuse and a second signature.");
        }
        var measure = measures.latest(number);
        sql.sql(
                        """
                        insert into refusal (measure_id, round, case_number, refused_by, refusal_id, signed_by, signature_id, refused_at)
                        values (:measure, :round, :case, :refusedBy, :refusal, :signedBy, :signature, :now)""")
                .param("measure", measure.id().value())
                .param("case", number.value())
                .param("round", round(measure.id()))
                .param("refusedBy", refusal.decidedBy())
                .param("refusal", refusal.id())
                .param("signedBy", signature.decidedBy())
                .param("signature", signature.id())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        timeline.add(
                number,
                "reinstatementRefused",
                signature.decidedBy(),
                measure.id().value());
        cases.waitFor(number, "nextReview", measures.nextReview(measure));
        events.publishEvent(new MeasureEvent.ReinstatementRefused(number, measure, refusal));
    }

    public boolean refused(MeasureId measure) {
        return sql.sql("select exists (select 1 from refusal where measure_id = :measure and round = :round)")
                .param("measure", measure.value())
                .param("round", round(measure))
                .query(Boolean.class)
                .single();
    }

    private Measure waitingMeasure(CaseNumber number) {
        var open = cases.lock(number);
        open.require(Stage.MEASURE_IN_FORCE);
        var measure = measures.latest(number);
        if (refused(measure.id())) {
            throw Refused.conflict(
                    "Reinstatement was refused by two people. You can appeal, or wait for the review of the measure.");
        }
        if (complete(measure)) {
            throw Refused.conflict("Everything is in. The case is waiting for: " + open.waitingFor() + ".");
        }
        return measure;
    }

    private void announceIfComplete(CaseNumber number, Measure measure, String by) {
        if (complete(measure)) {
            timeline.add(number, "conditionsMet", by, measure.id().value());
            events.publishEvent(new MeasureEvent.ConditionsMet(number, measure));
        }
    }

    private boolean complete(Measure measure) {
        var asked = of(measure.id());
        return !asked.isEmpty()
                && asked.stream().map(Condition::metAt).allMatch(Objects::nonNull)
                && assured(measure.id());
    }

    private int round(MeasureId measure) {
        return sql.sql("select coalesce(max(round), 1) from condition where measure_id = :measure")
                .param("measure", measure.value())
                .query(Integer.class)
                .single();
    }

    private static Condition condition(ResultSet row) throws SQLException {
        var met = row.getTimestamp("met_at");
        return new Condition(
                new ConditionId(row.getString("id")),
                new CaseNumber(row.getString("case_number")),
                new MeasureId(row.getString("measure_id")),
                row.getInt("round"),
                row.getString("code"),
                Stream.of((String[]) row.getArray("contracts").getArray())
                        .map(ContractId::new)
                        .toList(),
                row.getTimestamp("due").toInstant(),
                met == null ? null : met.toInstant());
    }

    private static Assurance assurance(ResultSet row) throws SQLException {
        return new Assurance(
                new MeasureId(row.getString("measure_id")),
                row.getInt("round"),
                new TextRef(row.getObject("cause_id", UUID.class), row.getString("cause_sha256")),
                new TextRef(row.getObject("fix_id", UUID.class), row.getString("fix_sha256")),
                new TextRef(row.getObject("prevention_id", UUID.class), row.getString("prevention_sha256")),
                row.getTimestamp("given_at").toInstant());
    }
}
