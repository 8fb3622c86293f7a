package org.fairhold.casework;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.fairhold.Refused;

/** The number of a case, such as C-2041: the engine's business key, and in every mail's subject. */
public record CaseNumber(@JsonValue String value) {
    @JsonCreator
    public CaseNumber {
        if (!isOne(value)) {
            throw Refused.unknown("There is no case of that number.");
        }
    }

    public static boolean isOne(String value) {
        return value.matches("C-[0-9]{1,12}");
    }

    @Override
    public String toString() {
        return value;
    }
}
