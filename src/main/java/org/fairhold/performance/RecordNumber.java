package org.fairhold.performance;

import com.fasterxml.jackson.annotation.JsonValue;

/** The number of a performance record, such as P-1001. */
public record RecordNumber(@JsonValue String value) {
    /** Of a record that is only looked at: a number is taken when it is kept. */
    public static final RecordNumber DRAFT = new RecordNumber("P-0");

    public RecordNumber {
        if (!value.matches("P-[0-9]{1,12}")) {
            throw new IllegalArgumentException("a record's number is P- and digits: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
