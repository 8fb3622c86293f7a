package org.fairhold.demo.marketplace;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.demo.marketplace.Ledger.Finding;
import org.fairhold.demo.marketplace.Ledger.Posting;
import org.fairhold.demo.marketplace.Members.Told;
import org.fairhold.marketplace.AccountChange;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the marketplace knows: an account's money, what was done to it, and the ledger. */
@RestController
@RequestMapping("/demo/marketplace")
@Profile("demo")
class LedgerControl {
    record HeldFor(String contractId, Amount amount) {}

    record Purse(String currency, Amount available, Amount pending, Amount held, List<HeldFor> heldByContract) {
        static Purse of(org.fairhold.marketplace.Balance balance) {
            var currency = balance.currency();
            return new Purse(
                    currency.getCurrencyCode(),
                    Amount.of(balance.availableMinor(), currency),
                    Amount.of(balance.pendingMinor(), currency),
                    Amount.of(balance.heldMinor(), currency),
                    balance.heldByContract().entrySet().stream()
                            .map(held -> new HeldFor(held.getKey().value(), Amount.of(held.getValue(), currency)))
                            .toList());
        }
    }

    /** With one currency its amounts stand here as well. */
    record Money(
            String accountId,
            @Nullable String currency,
            @Nullable Amount available,
            @Nullable Amount pending,
            @Nullable Amount held,
            @Nullable List<HeldFor> heldByContract,
            List<Purse> currencies) {}

    record Page(
            List<Posting> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
            boolean balanced,
            List<Finding> findings) {}

    record State(
            String accountId,
            long sessions,
            boolean rank,
            @Nullable Instant feeFreeUntil,
            List<String> blocks,
            List<AccountChange> changes,
            List<String> undone,
            List<Told> told) {}

    private final Directory directory;
    private final Ledger ledger;
    private final Members members;

    LedgerControl(Directory directory, Ledger ledger, Members members) {
        this.directory = directory;
        this.ledger = ledger;
        this.members = members;
    }

    @GetMapping("/accounts/{accountId}/balance")
    Money balance(@PathVariable AccountId accountId) {
        require(accountId);
        var currencies = ledger.balances(accountId).stream().map(Purse::of).toList();
        if (currencies.size() != 1) {
            return new Money(accountId.value(), null, null, null, null, null, currencies);
        }
        var only = currencies.get(0);
        return new Money(
                accountId.value(),
                only.currency,
                only.available,
                only.pending,
                only.held,
                only.heldByContract,
                currencies);
    }

    @GetMapping("/accounts/{accountId}")
    State state(@PathVariable AccountId accountId) {
        require(accountId);
        return new State(
                accountId.value(),
                members.sessions(accountId),
                members.hasRank(accountId),
                members.feeFreeUntil(accountId),
                members.blocks(accountId),
                members.changesSince(accountId, Instant.EPOCH),
                members.undone(accountId),
                members.told(accountId));
    }

    @GetMapping("/ledger")
    Page ledger(
            @RequestParam(required = false) @Nullable AccountId accountId,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        if (accountId != null) {
            require(accountId);
        }
        var postings = ledger.postings(accountId, after, limit + 1);
        var page = postings.subList(0, Math.min(limit, postings.size()));
        var findings = ledger.findings();
        return new Page(
                page,
                postings.size() > limit ? String.valueOf(page.get(limit - 1).seq()) : null,
                findings.isEmpty(),
                findings);
    }

    private void require(AccountId account) {
        if (directory.find(account).isEmpty()) {
            throw Refused.unknown("There is no account " + account + ".");
        }
    }
}
