package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.takeover.Channel;
import org.fairhold.takeover.Locks;
import org.fairhold.takeover.OwnerProofs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The owner locks the account, and the marketplace's identity check says whether somebody is the owner. */
@RestController
@RequestMapping("/api/v1/accounts/{accountId}")
@ResponseStatus(HttpStatus.CREATED)
class TakeoverApi {
    /** @param caseNumber absent where the caller may not know of a confidential case */
    record LockView(String lockId, String accountId, Instant lockedAt, @Nullable String caseNumber) {}

    record ProofSent(@NotNull Channel channel, @NotNull Boolean proven) {}

    record ProofView(Channel channel, boolean proven, Instant receivedAt) {}

    private final Locks locks;
    private final OwnerProofs proofs;

    TakeoverApi(Locks locks, OwnerProofs proofs) {
        this.locks = locks;
        this.proofs = proofs;
    }

    @PostMapping("/lock")
    LockView lock(@PathVariable AccountId accountId) {
        var lock = locks.lock(accountId);
        return new LockView(
                lock.number(),
                accountId.value(),
                lock.at(),
                NeedToKnow.covers(Ground.ACCOUNT_TAKEOVER) ? lock.caseNumber().value() : null);
    }

    @PostMapping("/owner-proofs")
    ProofView proof(@PathVariable AccountId accountId, @Valid @RequestBody ProofSent sent) {
        var at = proofs.report(accountId, sent.channel(), sent.proven());
        return new ProofView(sent.channel(), sent.proven(), at);
    }
}
