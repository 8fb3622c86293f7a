package org.fairhold.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.fairhold.Refused;

/** The marketplace's own id of a contract: 1 to 64 of {@code A-Za-z0-9._:-}. */
public record ContractId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    @JsonCreator
    public ContractId {
        if (!FORM.matcher(value).matches()) {
            throw Refused.invalid("contractId", "a contract id is 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
