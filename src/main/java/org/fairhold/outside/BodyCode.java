package org.fairhold.outside;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How cases name a body, such as {@code MEDIATION_EXAMPLE}. */
public record BodyCode(@JsonValue String value) {
    @JsonCreator
    public BodyCode {
        if (!value.matches("[A-Z][A-Z0-9_]{1,63}")) {
            throw new IllegalArgumentException("A body is called in capital letters, digits and underscores.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
