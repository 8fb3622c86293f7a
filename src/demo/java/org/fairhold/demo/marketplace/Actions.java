package org.fairhold.demo.marketplace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Cause;
import org.fairhold.account.Causes;
import org.fairhold.account.Permission;
import org.fairhold.account.Standing;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.Members.What;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Withdraw;
import org.fairhold.marketplace.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Somebody tries to act on the marketplace; what the desk blocked is refused, with the causes. */
@RestController
@Profile("demo")
class Actions {
    /**
     * @param amount what is withdrawn; without it WITHDRAW only asks
     * @param change what EDIT_PROFILE changes, PROFILE where nothing is said, or EMAIL
     * @param session the reference that LOG_IN gave; with an ended one nothing is done
     */
    record Attempt(
            @NotNull AccountId accountId,
            @NotNull Permission permission,
            @Nullable String contractId,
            @Valid @Nullable Amount amount,
            @Nullable Change change,
            @Nullable String session) {}

    enum Change {
        PROFILE,
        EMAIL
    }

    record Done(String accountId, Permission permission, @Nullable String reference) {}

    record Blocking(String caseNumber, String measureId, String kind, String reason) {
        static Blocking of(Cause cause) {
            return new Blocking(
                    cause.caseNumber(), cause.measureId(), cause.kind().name(), cause.reason());
        }
    }

    private final Accounts accounts;
    private final Causes causes;
    private final Members members;
    private final ReferenceMarketplace marketplace;
    private final Clock clock;

    Actions(Accounts accounts, Causes causes, Members members, ReferenceMarketplace marketplace, Clock clock) {
        this.accounts = accounts;
        this.causes = causes;
        this.members = members;
        this.marketplace = marketplace;
        this.clock = clock;
    }

    @PostMapping("/demo/marketplace/actions")
    ResponseEntity<?> attempt(
            @Valid @RequestBody Attempt attempt,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        if (attempt.amount != null && attempt.permission != Permission.WITHDRAW) {
            throw Refused.invalid("amount", "Only WITHDRAW takes an amount.");
        }
        if (attempt.change != null && attempt.permission != Permission.EDIT_PROFILE) {
            throw Refused.invalid("change", "Only EDIT_PROFILE takes a change.");
        }
        var account = accounts.get(attempt.accountId()).id();
        if (attempt.session != null && !members.isOpen(account, attempt.session)) {
            return ended();
        }
        var withdrawal = attempt.amount == null
                ? null
                : new Withdraw(Deeds.key("withdrawal", key), account, attempt.amount.toMoney());
        // A retry hears what was answered then, whatever was blocked since.
        if (withdrawal == null || marketplace.askAbout(withdrawal.key()).isEmpty()) {
            var stopping = new Standing(causes.active(account, clock.instant()))
                    .stopping(attempt.permission, attempt.contractId);
            if (!stopping.isEmpty() || members.isBlocked(account, attempt.permission, attempt.contractId)) {
                return blocked(account, attempt.permission, stopping);
            }
        }
        var answer = withdrawal == null ? act(account, attempt) : marketplace.carryOut(withdrawal);
        return answer instanceof Answer.Rejected rejected
                ? Deeds.problem(rejected)
                : ResponseEntity.ok(new Done(
                        account.value(),
                        attempt.permission,
                        answer instanceof Answer.Done done ? done.reference() : null));
    }

    /** What is observable of it later; of the rest nothing is done here. */
    private @Nullable Answer act(AccountId account, Attempt attempt) {
        var now = clock.instant();
        return switch (attempt.permission) {
            case LOG_IN -> new Answer.Done(members.logsIn(account, now));
            case EDIT_PROFILE ->
                changed(account, attempt.change == Change.EMAIL ? What.EMAIL : What.PROFILE, attempt, now);
            case CHANGE_PAYOUT -> changed(account, What.PAYOUT_METHOD, attempt, now);
            case END_CONTRACT -> changed(account, What.CONTRACT_ENDED, attempt, now);
            case MESSAGE -> changed(account, What.MESSAGE_SENT, attempt, now);
            case WITHDRAW, APPLY, POST_JOB, START_CONTRACT, WORK -> null;
        };
    }

    private Answer changed(AccountId account, What what, Attempt attempt, Instant now) {
        var contract = attempt.permission.onContract() && attempt.contractId != null
                ? new ContractId(attempt.contractId)
                : null;
        try {
            return new Answer.Done(members.changes(account, what, contract, attempt.session, now));
        } catch (Rejection rejection) {
            return rejection.answer();
        }
    }

    private static ResponseEntity<ProblemDetail> ended() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        HttpStatus.UNAUTHORIZED, "This session has ended. Sign in again."));
    }

    private static ResponseEntity<ProblemDetail> blocked(AccountId account, Permission permission, List<Cause> causes) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN, "%s is blocked for %s.".formatted(permission, account));
        List<Blocking> why = causes.stream().map(Blocking::of).toList();
        problem.setProperty("causes", why);
        return ResponseEntity.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
