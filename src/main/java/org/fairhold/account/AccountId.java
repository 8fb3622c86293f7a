package org.fairhold.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.fairhold.Refused;

/** The marketplace's own id of an account: 1 to 64 of {@code A-Za-z0-9._:-}. */
public record AccountId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    @JsonCreator
    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw Refused.invalid("accountId", "an account id is 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
