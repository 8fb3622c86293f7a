package org.fairhold.demo.marketplace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Cause;
import org.fairhold.account.Causes;
import org.fairhold.account.Permission;
import org.fairhold.account.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Somebody tries to act on the marketplace; what the desk blocked is refused, with the causes. */
@RestController
@Profile("demo")
class Actions {
    record Attempt(@NotNull AccountId accountId, @NotNull Permission permission, @Nullable String contractId) {}

    record Done(String accountId, Permission permission) {}

    record Blocking(String caseNumber, String measureId, String kind, String reason) {
        static Blocking of(Cause cause) {
            return new Blocking(
                    cause.caseNumber(), cause.measureId(), cause.kind().name(), cause.reason());
        }
    }

    private final Accounts accounts;
    private final Causes causes;
    private final Clock clock;

    Actions(Accounts accounts, Causes causes, Clock clock) {
        this.accounts = accounts;
        this.causes = causes;
        this.clock = clock;
    }

    @PostMapping("/demo/marketplace/actions")
    ResponseEntity<?> attempt(@Valid @RequestBody Attempt attempt) {
        var account = accounts.get(attempt.accountId());
        var stopping = new Standing(causes.active(account.id(), clock.instant()))
                .stopping(attempt.permission(), attempt.contractId());
        if (stopping.isEmpty()) {
            return ResponseEntity.ok(new Done(account.id().value(), attempt.permission()));
        }
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.FORBIDDEN, "%s is blocked for %s.".formatted(attempt.permission(), account.id()));
        List<Blocking> why = stopping.stream().map(Blocking::of).toList();
        problem.setProperty("causes", why);
        return ResponseEntity.status(HttpStatus.FORBIDDEN)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
