package org.fairhold.closure;

import org.fairhold.casework.CaseNumber;

/** Nothing is left of a closed account's money. Published in the transaction that writes it down. */
public record PaidOut(CaseNumber caseNumber) {}
