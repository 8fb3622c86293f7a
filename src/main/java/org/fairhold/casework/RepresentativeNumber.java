package org.fairhold.casework;

import org.jspecify.annotations.Nullable;

/** Names who acts for a party in one case, such as REP-1001. */
public record RepresentativeNumber(String value) {
    /** Null for null: nobody acts for the party. */
    public static @Nullable RepresentativeNumber ofNullable(@Nullable String value) {
        return value == null ? null : new RepresentativeNumber(value);
    }

    /** As it is stored: null where nobody acts for the party. */
    public static @Nullable String stored(@Nullable RepresentativeNumber representative) {
        return representative == null ? null : representative.value();
    }

    @Override
    public String toString() {
        return value;
    }
}
