package org.fairhold.dispute;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the freelancer is asked to refund, by themselves and to nobody but the contract's client.
 *
 * @param consent what they answered; null while they have not
 */
public record RefundRequest(
        UUID decisionId,
        CaseNumber caseNumber,
        ContractId contract,
        AccountId freelancer,
        AccountId client,
        Money amount,
        Instant answerDue,
        @Nullable Boolean consent) {}
