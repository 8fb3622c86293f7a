package org.fairhold.account;

/** Why a case exists. Fraud and takeover are confidential and have their own rules. */
public enum Ground {
    POLICY_VIOLATION,
    POOR_PERFORMANCE,
    DISPUTE,
    FRAUD,
    ACCOUNT_TAKEOVER;

    /** What a report of that kind is about, before anybody looked: each kind but these is a clause's code. */
    public static Ground ofReport(String kind) {
        return switch (kind) {
            case "POOR_PERFORMANCE" -> POOR_PERFORMANCE;
            case "DISPUTE" -> DISPUTE;
            case "FRAUD_SUSPICION" -> FRAUD;
            case "ACCOUNT_TAKEOVER" -> ACCOUNT_TAKEOVER;
            default -> POLICY_VIOLATION;
        };
    }

    public boolean confidential() {
        return this == FRAUD || this == ACCOUNT_TAKEOVER;
    }
}
