package org.fairhold.dispute;

import org.fairhold.account.AccountId;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;

/** Between whom a dispute is, and about which contract. */
public record Parties(CaseNumber caseNumber, ContractId contract, AccountId freelancer, AccountId client) {
    public AccountId of(Role side) {
        return side == Role.FREELANCER ? freelancer : client;
    }

    public boolean includes(AccountId account) {
        return account.equals(freelancer) || account.equals(client);
    }

    public Role sideOf(AccountId party) {
        return party.equals(freelancer) ? Role.FREELANCER : Role.CLIENT;
    }
}
