package org.fairhold.evidence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.fairhold.Refused;

/** A file of a case. */
public record EvidenceId(@JsonValue UUID value) {
    /** Refused as UNKNOWN when nothing can be called so. */
    public static EvidenceId of(String text) {
        try {
            return new EvidenceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Refused.unknown("There is no file of that number in this case.");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
