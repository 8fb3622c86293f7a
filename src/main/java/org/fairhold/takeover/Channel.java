package org.fairhold.takeover;

/** The ways on which the marketplace can find out that somebody is the owner of an account. */
public enum Channel {
    EMAIL,
    SECOND_EMAIL,
    PHONE,
    IDENTITY_DOCUMENT,
    IN_PERSON
}
