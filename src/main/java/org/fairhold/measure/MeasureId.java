package org.fairhold.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.fairhold.Refused;

/** The number of a measure, such as M-1001. */
public record MeasureId(@JsonValue String value) {
    @JsonCreator
    public MeasureId {
        if (!value.matches("M-[0-9]{1,12}")) {
            throw Refused.invalid("measureId", "A measure's id is M- and digits.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
