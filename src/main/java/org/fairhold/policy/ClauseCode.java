package org.fairhold.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The code of a clause in the catalogue, such as SPAM_APPLICATIONS. */
public record ClauseCode(@JsonValue String value) {
    @JsonCreator
    public ClauseCode {
        if (!value.matches("[A-Z][A-Z0-9_]{0,63}")) {
            throw new IllegalArgumentException("a clause code is capital letters, digits and _: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
