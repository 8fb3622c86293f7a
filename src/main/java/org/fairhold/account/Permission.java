package org.fairhold.account;

/** What an account may do on the marketplace, each of which a cause can take away. */
public enum Permission {
    LOG_IN,
    APPLY,
    POST_JOB,
    START_CONTRACT,
    WORK,
    END_CONTRACT,
    MESSAGE,
    EDIT_PROFILE,
    CHANGE_PAYOUT,
    WITHDRAW;

    /** Whether it is exercised on one contract, so that a cause may spare the contracts that are running. */
    public boolean onContract() {
        return this == WORK || this == END_CONTRACT || this == MESSAGE;
    }
}
