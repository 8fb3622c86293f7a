package org.fairhold.api;

import jakarta.validation.Valid;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.line.ReplyAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Somebody else reads a person's mailbox, says the marketplace for its signed-in user. */
@RestController
class AddressesApi {
    /** @param accountId whose they are; of whose case it is where it is absent */
    record RevocationSent(@Nullable AccountId accountId) {}

    /** @param revoked how many reply addresses worked until now */
    record Revocation(String caseNumber, String accountId, int revoked) {}

    private final Cases cases;
    private final ReplyAddresses addresses;

    AddressesApi(Cases cases, ReplyAddresses addresses) {
        this.cases = cases;
        this.addresses = addresses;
    }

    @PostMapping("/api/v1/cases/{number}/address-revocations")
    @ResponseStatus(HttpStatus.CREATED)
    Revocation revoke(@PathVariable CaseNumber number, @Valid @RequestBody RevocationSent sent) {
        var about = cases.get(number);
        var party = sent.accountId() == null ? about.subjectId() : sent.accountId();
        return new Revocation(number.value(), party.value(), addresses.revoke(number, party, about.sideOf(party)));
    }
}
