package org.fairhold.policy;

import org.jspecify.annotations.Nullable;

/**
 * How the EU's database of statements (DSA Art. 24(5)) files what breaks a clause.
 *
 * @param export whether its statements go there: a dispute between two people about work is none of its business
 * @param keyword a closer word; the clause's title says what OTHER is
 */
public record EuDatabase(boolean export, Category category, @Nullable Keyword keyword) {
    /** The database's own categories, without their prefix. */
    public enum Category {
        ANIMAL_WELFARE,
        CONSUMER_INFORMATION,
        CYBER_VIOLENCE,
        CYBER_VIOLENCE_AGAINST_WOMEN,
        DATA_PROTECTION_AND_PRIVACY_VIOLATIONS,
        ILLEGAL_OR_HARMFUL_SPEECH,
        INTELLECTUAL_PROPERTY_INFRINGEMENTS,
        NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS,
        NOT_SPECIFIED_NOTICE,
        OTHER_VIOLATION_TC,
        PROTECTION_OF_MINORS,
        RISK_FOR_PUBLIC_SECURITY,
        SCAMS_AND_FRAUD,
        SELF_HARM,
        UNSAFE_AND_PROHIBITED_PRODUCTS,
        VIOLENCE
    }

    /** Those of the database's keywords that a marketplace of work needs, without their prefix. */
    public enum Keyword {
        COPYRIGHT_INFRINGEMENT,
        DATA_FALSIFICATION,
        GOODS_SERVICES_NOT_PERMITTED,
        HUMAN_EXPLOITATION,
        IMPERSONATION_ACCOUNT_HIJACKING,
        INAUTHENTIC_ACCOUNTS,
        INAUTHENTIC_LISTINGS,
        INAUTHENTIC_USER_REVIEWS,
        OTHER,
        PHISHING,
        PYRAMID_SCHEMES,
        TRADEMARK_INFRINGEMENT,
        TRADE_SECRET_INFRINGEMENT
    }
}
