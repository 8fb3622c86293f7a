package org.fairhold.regime;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fairhold.account.Account;
import org.fairhold.account.Role;

/** The laws that an account may fall under, and our own rules beside them. */
public enum Regime {
    /** Our own rules, for everybody. */
    HOUSE,
    /** Digital Services Act: whoever uses the service in the European Economic Area. */
    DSA,
    /** Platform-to-Business Regulation: whoever sells to consumers. */
    P2B,
    /** Platform Work Directive: whoever works, and is no such business (Art. 11(5)). */
    PWD,
    /** Australia's Digital Labour Platform Deactivation Code: whoever works there. */
    AU,
    /** Seattle's SMC 8.40. We do not know anybody's city, so whoever works in the United States has it as well. */
    SEATTLE;

    private static final Set<String> EEA = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");

    /** Ours first. */
    public static List<Regime> of(Account account) {
        List<Regime> regimes = new ArrayList<>(List.of(HOUSE));
        regimes.addAll(obligingTheStatement(account));
        if (account.role() == Role.FREELANCER && account.country().equals("AU")) {
            regimes.add(AU);
        }
        if (account.role() == Role.FREELANCER && account.country().equals("US")) {
            regimes.add(SEATTLE);
        }
        return regimes;
    }

    /**
     * The laws that a statement of reasons names: DSA Art. 17, P2B Art. 4, PWD Art. 11. Everybody gets the same statement; it
     * says which of them oblige us to it.
     */
    public static List<Regime> obligingTheStatement(Account account) {
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
