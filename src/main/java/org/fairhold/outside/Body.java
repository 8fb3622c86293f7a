package org.fairhold.outside;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody independent of us who settles disputes, as their owner's file says it.
 *
 * @param certifiedBy which authority certified it, and until when; an out-of-court body has one (DSA Art. 21(3))
 * @param languages that it works in
 * @param address where people find it; null only where the parties choose
 * @param usualFee in words, such as {@code 95.00 EUR}; null where it is not known
 */
public record Body(
        BodyCode body,
        String name,
        Kind kind,
        @Nullable String certifiedBy,
        List<Locale> languages,
        @Nullable URI address,
        @Nullable String usualFee) {
    /** What kind of body it is, which says what law binds us there. */
    public enum Kind {
        /** A mediator whom our terms name (P2B Regulation Art. 12). */
        MEDIATOR,
        /** A certified body of out-of-court dispute settlement (DSA Art. 21). */
        OUT_OF_COURT_BODY,
        /** Whomever both parties of a dispute chose. */
        CHOSEN_BY_BOTH
    }

    public Body {
        if (name.isBlank() || languages.isEmpty()) {
            throw new IllegalArgumentException(body + " has a name and at least one language");
        }
        if (kind != Kind.CHOSEN_BY_BOTH && (address == null || !"https".equals(address.getScheme()))) {
            throw new IllegalArgumentException(body + " says where people find it: an address with https");
        }
        if (kind == Kind.OUT_OF_COURT_BODY && (certifiedBy == null || certifiedBy.isBlank())) {
            throw new IllegalArgumentException(body + " says who certified it (DSA Art. 21(3))");
        }
    }

    /** Its name with its address, as letters and pages say it. */
    public String said() {
        return address == null ? name : "%s (%s)".formatted(name, address);
    }
}
