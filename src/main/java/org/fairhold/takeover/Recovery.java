package org.fairhold.takeover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decision;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Signature;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.fraud.FraudTeam;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.marketplace.Commands;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each thing that was changed since the suspected time is kept, undone, or told to whom it reached (never-rule 10). A human
 * decides each; what is commanded and rejected is decided anew.
 */
@Component
public class Recovery {
    /** What somebody decides about a change. */
    public enum Outcome {
        KEEP,
        UNDO,
        CANNOT_BE_UNDONE
    }

    /**
     * Something that was changed.
     *
     * @param decided the last word on it
     * @param commanded what became of the command that followed from it
     */
    public record Change(
            String id,
            String what,
            Instant at,
            boolean canBeUndone,
            @Nullable ContractId contract,
            @Nullable Outcome decided,
            @Nullable String commanded) {
        /** Whether nobody has decided about it, or what was decided is rejected. */
        public boolean toDecide() {
            return decided == null || "REJECTED".equals(commanded);
        }

        public boolean settled() {
            return decided == Outcome.KEEP || "CONFIRMED".equals(commanded);
        }
    }

    /** @param toDecide whether something is left to decide */
    public record Progress(boolean settled, boolean toDecide) {}

    private static final String TOLD_AS = "ACCOUNT_TAKEN_OVER";

    private final Takeovers takeovers;
    private final Cases cases;
    private final Contracts contracts;
    private final Decisions decisions;
    private final FraudTeam team;
    private final Commands commands;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recovery(
            Takeovers takeovers,
            Cases cases,
            Contracts contracts,
            Decisions decisions,
            FraudTeam team,
            Commands commands,
            JdbcClient sql,
            ApplicationEventPublisher events,
            Clock clock) {
        this.takeovers = takeovers;
        this.cases = cases;
        this.contracts = contracts;
        this.decisions = decisions;
        this.team = team;
        this.commands = commands;
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** What was changed, oldest first. */
    public List<Change> changes(CaseNumber number) {
        return sql.sql(
                        """
                        select c.*, d.outcome, m.state from takeover_change c
                        left join lateral (select d.* from change_decision d join decision by on by.id = d.decision_id
                            where d.case_number = c.case_number and d.change_id = c.change_id
                            order by by.decided_at desc limit 1) d on true
                        left join marketplace_command m on m.key = d.command_key
                        where c.case_number = :case order by c.at, c.change_id""")
                .param("case", number.value())
                .query((row, index) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        var contract = row.getString("contract_id");
        var outcome = row.getString("outcome");
        return new Change(
                row.getString("change_id"),
                row.getString("what"),
                row.getTimestamp("at").toInstant(),
                row.getBoolean("can_be_undone"),
                contract == null ? null : new ContractId(contract),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("state"));
    }

    /** The change that each decision means where somebody undoes whatever can be. */
    public Map<String, Outcome> undoingAll(CaseNumber number) {
        return changes(number).stream()
                .filter(Change::toDecide)
                .collect(Collectors.toMap(
                        Change::id, change -> change.canBeUndone() ? Outcome.UNDO : Outcome.CANNOT_BE_UNDONE));
    }

    /**
     * A member of the fraud team decides about every change that is left. Refused as INVALID where one is missing, is not to be
     * decided, or cannot be undone; as CONFLICT where something came up that they have not seen.
     */
    @Transactional
    public void decide(Signature by, Map<String, Outcome> outcomes, String note) {
        team.requireMember(by.by());
        cases.lock(by.caseNumber());
        var open = changes(by.caseNumber()).stream().filter(Change::toDecide).toList();
        requireAll(open, outcomes);
        var decision = decisions.record(by, "DECIDED", null, null, note);
        for (var position = 0; position < open.size(); position++) {
            var change = open.get(position);
            carryOut(change, outcomes.getOrDefault(change.id(), Outcome.KEEP), decision, position + 1);
        }
        tell(open, outcomes, decision);
    }

    private static void requireAll(List<Change> open, Map<String, Outcome> outcomes) {
        Set<String> missing = new TreeSet<>(open.stream().map(Change::id).toList());
        missing.removeAll(outcomes.keySet());
        if (!missing.isEmpty()) {
            throw Refused.invalid(
                    "changeLines", "Decide about each change. Missing: %s.".formatted(String.join(", ", missing)));
        }
        Set<String> unknown = new TreeSet<>(outcomes.keySet());
        open.forEach(change -> unknown.remove(change.id()));
        if (!unknown.isEmpty()) {
            throw Refused.invalid(
                    "changeLines",
                    "These are no changes that are left to decide: %s.".formatted(String.join(", ", unknown)));
        }
        for (var change : open) {
            if (outcomes.get(change.id()) == Outcome.UNDO && !change.canBeUndone()) {
                throw Refused.invalid(
                        "changeLines",
                        "%s has reached somebody else and cannot be undone: keep it, or have them told (CANNOT_BE_UNDONE)."
                                .formatted(change.id()));
            }
        }
    }

    /** @param position of the change in its decision, for the command's key */
    private void carryOut(Change change, Outcome outcome, Decision decision, int position) {
        var number = decision.caseNumber();
        var key =
                switch (outcome) {
                    case KEEP -> null;
                    case UNDO -> "%s/undo/%s/%d".formatted(number, decision.id(), position);
                    case CANNOT_BE_UNDONE -> toldBy(decision);
                };
        sql.sql(
                        """
                        insert into change_decision (case_number, change_id, decision_id, outcome, command_key)
                        values (:case, :change, :decision, :outcome, :key)""")
                .param("case", number.value())
                .param("change", change.id())
                .param("decision", decision.id())
                .param("outcome", outcome.name())
                .param("key", key)
                .update();
        if (outcome == Outcome.UNDO && key != null) {
            var account = takeovers.get(number).account();
            commands.issue(new Command.UndoChange(key, number, account, change.id()), clock.instant());
        }
    }

    private static String toldBy(Decision decision) {
        return "%s/tell/%s".formatted(decision.caseNumber(), decision.id());
    }

    /** Whoever was reached by what cannot be undone hears of it from the marketplace, and each touched contract's other side from us. */
    private void tell(List<Change> open, Map<String, Outcome> outcomes, Decision decision) {
        var takeover = takeovers.get(decision.caseNumber());
        var reached = open.stream()
                .filter(change -> outcomes.get(change.id()) == Outcome.CANNOT_BE_UNDONE)
                .toList();
        if (!reached.isEmpty()) {
            // Without a contract nobody knows whom it reached: then everybody is told.
            var named = reached.stream().allMatch(change -> change.contract() != null);
            commands.issue(
                    new Command.TellCounterparts(
                            toldBy(decision),
                            takeover.caseNumber(),
                            takeover.account(),
                            named ? contractsOf(reached) : Set.of(),
                            TOLD_AS),
                    clock.instant());
        }
        var touched = open.stream()
                .filter(change -> outcomes.get(change.id()) != Outcome.KEEP)
                .toList();
        for (var contract : contractsOf(touched)) {
            contracts
                    .find(contract)
                    .filter(known -> known.isParty(takeover.account()))
                    .ifPresent(known -> events.publishEvent(new TakeoverEvent.ContractTouched(
                            takeover.caseNumber(),
                            takeover.account(),
                            contract,
                            known.otherThan(takeover.account()),
                            takeover.suspectedSince())));
        }
    }

    private static Set<ContractId> contractsOf(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> Stream.ofNullable(change.contract()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How far it is. */
    public Progress progress(CaseNumber number) {
        var changes = changes(number);
        return new Progress(
                changes.stream().allMatch(Change::settled), changes.stream().anyMatch(Change::toDecide));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandEvent.Confirmed confirmed) {
        settled(confirmed.command());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandEvent.Rejected rejected) {
        settled(rejected.command());
    }

    /** One after the other, so that the last of them finds all the others. */
    private void settled(Command command) {
        if (command instanceof Command.UndoChange || command instanceof Command.TellCounterparts) {
            var about = cases.lock(command.caseNumber());
            if (about.ground() == Ground.ACCOUNT_TAKEOVER) {
                events.publishEvent(new TakeoverEvent.ChangeSettled(about.number()));
            }
        }
    }
}
