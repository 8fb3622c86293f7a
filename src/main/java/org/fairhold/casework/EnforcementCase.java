package org.fairhold.casework;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.contract.ContractId;
import org.fairhold.desk.StaffMember;
import org.fairhold.policy.Clause;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.ClauseVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.PersistenceCreator;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** One matter between the marketplace and one account, from the first report until it is closed. */
@Table("enforcement_case")
public class EnforcementCase {
    private static final Set<Ground> OF_ONE_CLAUSE = Set.of(Ground.POOR_PERFORMANCE, Ground.DISPUTE);

    @Id
    private final CaseNumber number;

    private final AccountId subjectId;
    private final Ground ground;
    private @Nullable ClauseCode clause;
    private @Nullable Integer clauseVersion;
    private final @Nullable String contractId;
    private final Severity severity;
    private final int priority;
    private final String level;
    private final Locale language;
    private Stage stage;
    private String waitingFor;
    private @Nullable Instant waitingUntil;
    private @Nullable String manager;
    private final Instant openedAt;
    private @Nullable Instant closedAt;
    private @Nullable Closing closedAs;

    @Version
    private int version;

    @PersistenceCreator
    EnforcementCase(
            CaseNumber number,
            AccountId subjectId,
            Ground ground,
            @Nullable ClauseCode clause,
            @Nullable Integer clauseVersion,
            @Nullable String contractId,
            Severity severity,
            int priority,
            String level,
            Locale language,
            Stage stage,
            String waitingFor,
            @Nullable Instant waitingUntil,
            @Nullable String manager,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Closing closedAs,
            int version) {
        this.number = number;
        this.subjectId = subjectId;
        this.ground = ground;
        this.clause = clause;
        this.clauseVersion = clauseVersion;
        this.contractId = contractId;
        this.severity = severity;
        this.priority = priority;
        this.level = level;
        this.language = language;
        this.stage = stage;
        this.waitingFor = waitingFor;
        this.waitingUntil = waitingUntil;
        this.manager = manager;
        this.openedAt = openedAt;
        this.closedAt = closedAt;
        this.closedAs = closedAs;
        this.version = version;
    }

    static EnforcementCase open(
            CaseNumber number,
            AccountId subject,
            Triage triage,
            Clause clause,
            int clauseVersion,
            @Nullable ContractId contract,
            Locale language,
            Instant now) {
        if ((OF_ONE_CLAUSE.contains(triage.ground()) || OF_ONE_CLAUSE.contains(clause.ground()))
                && triage.ground() != clause.ground()) {
            throw new IllegalStateException(
                    "a case of %s does not cite %s".formatted(triage.ground(), clause.clause()));
        }
        return new EnforcementCase(
                number,
                subject,
                triage.ground(),
                clause.clause(),
                clauseVersion,
                contract == null ? null : contract.value(),
                triage.severity(),
                triage.priority(),
                triage.level(),
                language,
                Stage.OPENED,
                "facts",
                null,
                null,
                now,
                null,
                null,
                0);
    }

    void inviteAnswer(Instant due) {
        require(Stage.OPENED);
        stage = Stage.ANSWER_INVITED;
        waitFor("answer", due);
    }

    void endAnswerWindow() {
        require(Stage.ANSWER_INVITED);
        stage = Stage.UNDER_REVIEW;
        waitFor("reviewReport", null);
    }

    /** Fraud and takeover freeze first; only a human ends it (never-rules 4 and 8). */
    public void freeze() {
        if (!ground.confidential()) {
            throw Refused.conflict("Only fraud and takeover freeze an account.");
        }
        require(Stage.OPENED);
        stage = Stage.MEASURE_IN_FORCE;
        waitFor(ground == Ground.ACCOUNT_TAKEOVER ? "ownerProof" : "investigation", null);
    }

    /** What was found; where the account is frozen, that goes on until somebody decides how it ends. */
    void find() {
        if (ground.confidential()) {
            require(Stage.MEASURE_IN_FORCE);
            waitFor("settlement", null);
            return;
        }
        require(Stage.UNDER_REVIEW);
        stage = Stage.AWAITING_DECISION;
        waitFor("decideMeasure", null);
    }

    void decide() {
        require(Stage.AWAITING_DECISION);
        stage = Stage.DECIDED;
        waitFor("measure", null);
    }

    /** A human has said what came out between the parties; the case stays open until it is carried out. */
    public void resolve() {
        require(Stage.UNDER_REVIEW);
        stage = Stage.DECIDED;
        waitFor("outcome", null);
    }

    /** A measure took effect; the case stays open until it is settled. */
    public void enforce(Stage measureStage, String waitingFor, @Nullable Instant until) {
        require(Stage.DECIDED);
        stage = measureStage;
        waitFor(waitingFor, until);
    }

    /** The end of the account was announced, or it came at once; whatever else is in force stays so. */
    public void announceClosure(String waitingFor, @Nullable Instant until) {
        if (stage == Stage.CLOSED) {
            throw notWaitingForThis();
        }
        stage = Stage.MEASURE_IN_FORCE;
        waitFor(waitingFor, until);
    }

    /** What was decided was not signed: it is decided again. */
    void reconsider() {
        if (ground.confidential()) {
            require(Stage.MEASURE_IN_FORCE);
            waitFor("settlement", null);
            return;
        }
        require(Stage.DECIDED);
        stage = Stage.AWAITING_DECISION;
        waitFor("decideMeasure", null);
    }

    /** An appeal put another measure in the place of the one in force. */
    public void decideAnew() {
        require(Stage.MEASURE_IN_FORCE, Stage.WARNED);
        stage = Stage.DECIDED;
        waitFor("measure", null);
    }

    /** The matter breaks another rule than we said. */
    public void cite(ClauseVersion rule) {
        if (ground != Ground.POLICY_VIOLATION) {
            throw Refused.conflict("Only a case about a rule can turn out to be about another one.");
        }
        clause = rule.clause();
        clauseVersion = rule.version();
    }

    /** Says what the case waits for next, by the step's own name, and until when. */
    public void waitFor(String step, @Nullable Instant until) {
        waitingFor = step;
        waitingUntil = until;
    }

    void giveTo(String manager) {
        this.manager = manager;
    }

    void close(Closing as, Instant now) {
        if (stage == Stage.CLOSED) {
            throw notWaitingForThis();
        }
        stage = Stage.CLOSED;
        closedAs = as;
        closedAt = now;
        waitFor("nothing", null);
    }

    /** Refused as CONFLICT, saying what the case waits for, unless it is at one of these stages. */
    public void require(Stage... stages) {
        if (!Arrays.asList(stages).contains(stage)) {
            throw notWaitingForThis();
        }
    }

    Refused notWaitingForThis() {
        return Refused.conflict(
                stage == Stage.CLOSED
                        ? "Case %s is closed.".formatted(number)
                        : "Case %s is not waiting for this; it is waiting for: %s.".formatted(number, waitingFor));
    }

    /** Refused as FORBIDDEN unless they manage the case or lead, as UNKNOWN where they may not know of it. */
    public void requireManagedBy(StaffMember somebody) {
        somebody.requireToSee(ground);
        if (!somebody.lead() && !somebody.id().equals(manager)) {
            throw Refused.forbidden(
                    "Case %s has another case manager. They or a lead can do this; or take it over first."
                            .formatted(number));
        }
    }

    /** Whether a human has recorded a finding. */
    public boolean reviewed() {
        return stage.compareTo(Stage.UNDER_REVIEW) > 0;
    }

    public CaseNumber number() {
        return number;
    }

    public AccountId subjectId() {
        return subjectId;
    }

    /** As whom the timeline names that party: the one whose case it is, or the other one of a dispute. */
    public String sideOf(AccountId party) {
        return party.equals(subjectId) ? Timeline.SUBJECT : Timeline.OTHER;
    }

    public Ground ground() {
        return ground;
    }

    public @Nullable ClauseCode clause() {
        return clause;
    }

    public @Nullable Integer clauseVersion() {
        return clauseVersion;
    }

    /** The contract that the case is about, where it is about one. */
    public @Nullable String contractId() {
        return contractId;
    }

    public Severity severity() {
        return severity;
    }

    public int priority() {
        return priority;
    }

    public String level() {
        return level;
    }

    public Locale language() {
        return language;
    }

    public Stage stage() {
        return stage;
    }

    public String waitingFor() {
        return waitingFor;
    }

    public @Nullable Instant waitingUntil() {
        return waitingUntil;
    }

    public @Nullable String manager() {
        return manager;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public @Nullable Instant closedAt() {
        return closedAt;
    }

    public @Nullable Closing closedAs() {
        return closedAs;
    }
}
