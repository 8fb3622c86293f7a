package org.fairhold.takeover;

import java.time.Instant;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;

/** @param suspectedSince from when on what was done may be another's doing */
public record Takeover(CaseNumber caseNumber, AccountId account, Instant suspectedSince) {}
