package org.fairhold.demo.marketplace;

import java.util.regex.Pattern;
import org.fairhold.marketplace.Answer;

/** The two signatures under a reversal, as a command brings them: {@code S-17:fay:gil}. */
record Approval(String reference, String decidedBy, String signedBy) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,64}):([A-Za-z0-9._@-]{1,64}):([A-Za-z0-9._@-]{1,64})");

    /** Rejected unless two different people signed. */
    static Approval of(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches() || parts.group(2).equalsIgnoreCase(parts.group(3))) {
            throw new Rejection(
                    Answer.Reason.NOT_ALLOWED,
                    "A reversal needs the signatures of two different people: S-17:fay:gil.");
        }
        return new Approval(parts.group(1), parts.group(2), parts.group(3));
    }
}
