package org.fairhold.account;

/** Which side of the marketplace an account is on. Both can be subjects of a case. */
public enum Role {
    FREELANCER,
    CLIENT
}
