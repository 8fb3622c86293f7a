package org.fairhold.account;

/** Why a case exists. Fraud and takeover are confidential and have their own rules. */
public enum Ground {
    POLICY_VIOLATION,
    POOR_PERFORMANCE,
    DISPUTE,
    FRAUD,
    ACCOUNT_TAKEOVER;

    public boolean confidential() {
        return this == FRAUD || this == ACCOUNT_TAKEOVER;
    }
}
