package org.fairhold.measure;

import com.fasterxml.jackson.annotation.JsonValue;
import org.fairhold.Refused;

/** The number of a condition, such as K-1001. */
public record ConditionId(@JsonValue String value) {
    /** Of a condition that is only drafted: a number is taken when it is asked for. */
    public static final ConditionId DRAFT = new ConditionId("K-0");

    public ConditionId {
        if (!value.matches("K-[0-9]{1,12}")) {
            throw Refused.unknown("There is no condition of that number.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
