package org.fairhold.casework;

/** Names who acts for a party in one case, such as REP-1001. */
public record RepresentativeNumber(String value) {
    @Override
    public String toString() {
        return value;
    }
}
