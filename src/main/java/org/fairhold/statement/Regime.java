package org.fairhold.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fairhold.account.Account;
import org.fairhold.account.Role;

/** The laws that a statement to somebody follows. Everybody gets the same statement; it says which of them oblige us to it. */
public enum Regime {
    /** Digital Services Act, Art. 17: whoever uses the service in the European Economic Area. */
    DSA,
    /** Platform-to-Business Regulation, Art. 4: whoever sells to consumers. */
    P2B,
    /** Platform Work Directive, Art. 11: whoever works, and is no such business (Art. 11(5)). */
    PWD;

    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    static List<Regime> of(Account account) {
        List<Regime> regimes = new ArrayList<>();
        if (EEA.contains(account.country())) {
            regimes.add(DSA);
            if (account.business()) {
                regimes.add(P2B);
            } else if (account.role() == Role.FREELANCER) {
                regimes.add(PWD);
            }
        }
        return regimes;
    }
}
