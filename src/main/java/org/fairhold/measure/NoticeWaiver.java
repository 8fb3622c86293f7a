package org.fairhold.measure;

/** Why an account may be closed without thirty days' notice (P2B Regulation Art. 4(4)). */
public enum NoticeWaiver {
    /** (a): a law obliges us to end the service at once. */
    LEGAL_DUTY,
    /** (b): an imperative reason under national law, such as confirmed fraud. */
    IMPERATIVE_REASON,
    /** (c): the rules were broken again and again, as earlier measures prove. */
    REPEATED_INFRINGEMENT
}
