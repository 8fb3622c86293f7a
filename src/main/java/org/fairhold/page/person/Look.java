package org.fairhold.page.person;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.Role;
import org.fairhold.appeal.Appeal;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.measure.Measure;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Right;
import org.jspecify.annotations.Nullable;

/**
 * One look at a case: through whose eyes, in which language, when.
 *
 * @param reader the account, reading in the language of the page
 * @param acting who looks for the reader; null where they do themselves
 * @param measures of the case, in the order in which they came
 * @param appeals of the case, likewise
 */
record Look(
        EnforcementCase about,
        Account reader,
        @Nullable Representative acting,
        PageWords.In say,
        Instant now,
        List<Measure> measures,
        List<Appeal> appeals) {
    Stream<Appeal> openAppeals() {
        return appeals.stream().filter(Appeal::open);
    }

    /** Whether whoever looks may do that here: the person all, who acts for them what was recorded. */
    boolean may(Right right) {
        return acting == null || acting.may(right);
    }

    /** Whether it is the person who looks. */
    boolean self() {
        return acting == null;
    }

    /** Who acts for somebody reads what is in force, and what came since they do. */
    static List<Measure> known(List<Measure> measures, @Nullable Representative acting, Predicate<Measure> inForce) {
        return acting == null
                ? measures
                : measures.stream()
                        .filter(measure ->
                                inForce.test(measure) || measure.effectiveAt().isAfter(acting.startedAt()))
                        .toList();
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
