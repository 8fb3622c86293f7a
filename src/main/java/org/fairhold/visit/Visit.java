package org.fairhold.visit;

import java.util.Locale;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looks at their case, or acts in it for whose it is.
 *
 * @param reader whose page it is
 * @param representative who acts for the reader; null where it is they themselves
 * @param language what they chose on the page; null where they read their account's
 */
public record Visit(
        CaseNumber caseNumber,
        AccountId reader,
        @Nullable RepresentativeNumber representative,
        @Nullable Locale language) {
    /** Where a form keeps what this visitor typed: two who act in one case do not read each other's. */
    String slot(String form) {
        return representative == null ? form : representative + "/" + form;
    }
}
