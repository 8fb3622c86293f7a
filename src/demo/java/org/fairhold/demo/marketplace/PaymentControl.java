package org.fairhold.demo.marketplace;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Clear;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/marketplace/payments} and {@code /clearings}: a client pays, and what was pending becomes available. */
@RestController
@RequestMapping("/demo/marketplace")
@Profile("demo")
class PaymentControl {
    record Payment(@NotNull ContractId contractId, @NotNull @Valid Amount amount, @NotNull Command.Origin state) {}

    record Clearing(@NotNull AccountId accountId, @NotNull @Valid Amount amount) {}

    /** @param reference the marketplace's own */
    record Booked(String reference) {}

    private final ReferenceMarketplace marketplace;

    PaymentControl(ReferenceMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    @PostMapping("/payments")
    ResponseEntity<?> pay(
            @Valid @RequestBody Payment payment,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return booked(marketplace.carryOut(
                new Pay(Deeds.key("payment", key), payment.contractId, payment.amount.toMoney(), payment.state)));
    }

    @PostMapping("/clearings")
    ResponseEntity<?> clear(
            @Valid @RequestBody Clearing clearing,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return booked(marketplace.carryOut(
                new Clear(Deeds.key("clearing", key), clearing.accountId, clearing.amount.toMoney())));
    }

    private static ResponseEntity<?> booked(Answer answer) {
        if (answer instanceof Answer.Rejected rejected) {
            return Deeds.problem(rejected);
        }
        return ResponseEntity.status(HttpStatus.CREATED).body(new Booked(((Answer.Done) answer).reference()));
    }
}
