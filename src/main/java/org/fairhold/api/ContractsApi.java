package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Currency;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.contract.Contract;
import org.fairhold.contract.ContractId;
import org.fairhold.contract.Contracts;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The marketplace tells about contracts. */
@RestController
class ContractsApi {
    /** What every client's JSON reads exactly, and what sums of a contract never overflow. */
    private static final long MINOR_MAX = 9_007_199_254_740_991L;

    record Amount(@NotNull @Min(0) @Max(MINOR_MAX) Long amountMinor, @NotBlank String currency) {
        /** Refused where nobody knows the currency, or it is none that people are paid in. */
        Money toMoney(String field) {
            try {
                var known = Currency.getInstance(currency);
                if (known.getDefaultFractionDigits() >= 0) {
                    return new Money(amountMinor, known);
                }
            } catch (IllegalArgumentException e) {
                // Refused below, as one without digits is.
            }
            throw Refused.invalid(field + ".currency", "Send three capital letters of ISO 4217, such as USD.");
        }
    }

    record ContractFacts(
            @NotNull AccountId freelancerId,
            @NotNull AccountId clientId,
            @NotBlank @Size(max = 500) String title,
            @NotBlank @Size(max = 100) String category,
            @NotNull Contract.State state,
            @Nullable Instant endedAt,
            Contract.@Nullable Outcome outcome,
            @Min(1) @Max(5) @Nullable Integer feedback,
            boolean disputed,
            @Valid @Nullable Amount disputedAmount,
            @Valid @Nullable Amount chargebackAmount,
            @NotNull @Min(0) Long version) {}

    record Version(String contractId, long version) {}

    private final Contracts contracts;
    private final Accounts accounts;

    ContractsApi(Contracts contracts, Accounts accounts) {
        this.contracts = contracts;
        this.accounts = accounts;
    }

    @PutMapping("/api/v1/contracts/{contractId}")
    ResponseEntity<Version> put(@PathVariable ContractId contractId, @Valid @RequestBody ContractFacts facts) {
        requireAccount("freelancerId", facts.freelancerId());
        requireAccount("clientId", facts.clientId());
        if (facts.freelancerId().equals(facts.clientId())) {
            throw Refused.invalid("clientId", "A contract has two different parties.");
        }
        var ended = facts.state() == Contract.State.ENDED;
        if (ended != (facts.endedAt() != null)) {
            throw Refused.invalid("endedAt", "An ended contract has an end, an active one has none.");
        }
        if (!ended && facts.outcome() != null) {
            throw Refused.invalid("outcome", "An active contract has no outcome yet.");
        }
        var change = contracts.put(new Contract(
                contractId,
                facts.freelancerId(),
                facts.clientId(),
                facts.title(),
                facts.category(),
                facts.state(),
                facts.endedAt(),
                facts.outcome(),
                facts.feedback(),
                facts.disputed(),
                facts.disputedAmount() == null ? null : facts.disputedAmount().toMoney("disputedAmount"),
                facts.chargebackAmount() == null
                        ? null
                        : facts.chargebackAmount().toMoney("chargebackAmount"),
                facts.version()));
        return ResponseEntity.status(change == Accounts.Change.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Version(contractId.value(), contracts.version(contractId)));
    }

    private void requireAccount(String field, AccountId id) {
        if (accounts.find(id).isEmpty()) {
            throw Refused.invalid(field, "There is no account " + id + ".");
        }
    }
}
