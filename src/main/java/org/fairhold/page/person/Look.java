package org.fairhold.page.person;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.Role;
import org.fairhold.appeal.Appeal;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.measure.Measure;

/**
 * One look at a case: through whose eyes, in which language, when.
 *
 * @param reader the account, reading in the language of the page
 * @param measures of the case, in the order in which they came
 * @param appeals of the case, likewise
 */
record Look(
        EnforcementCase about,
        Account reader,
        PageWords.In say,
        Instant now,
        List<Measure> measures,
        List<Appeal> appeals) {
    Stream<Appeal> openAppeals() {
        return appeals.stream().filter(Appeal::open);
    }

    CaseNumber number() {
        return about.number();
    }

    /** Whose case it is; the other party of a dispute sees what belongs to both. */
    boolean subject() {
        return about.subjectId().equals(reader.id());
    }

    boolean freelancer() {
        return reader.role() == Role.FREELANCER;
    }

    /** The same person, reading in that language; who reads a kind of it keeps their own way to write days. */
    static Account reading(Account reader, Locale language) {
        return reader.language().getLanguage().equals(language.getLanguage())
                ? reader
                : new Account(
                        reader.id(),
                        reader.role(),
                        reader.displayName(),
                        reader.email(),
                        reader.secondEmail(),
                        language,
                        reader.country(),
                        reader.timeZone(),
                        reader.registeredOn(),
                        reader.business(),
                        reader.version());
    }
}
