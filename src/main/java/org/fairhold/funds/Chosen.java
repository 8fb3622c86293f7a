package org.fairhold.funds;

import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;

/** What a human chose to hold of one contract's money. */
public record Chosen(ContractId contract, Money amount, Origin origin) {}
