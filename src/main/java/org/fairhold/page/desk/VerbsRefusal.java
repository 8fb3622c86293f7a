package org.fairhold.page.desk;

import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;

/**
 * Why a verb was refused, for the page that comes back with what was typed.
 *
 * @param verb which form it was
 * @param field which field of it was wrong, where one was
 */
record VerbsRefusal(String verb, @Nullable String field, String reason, HttpStatus status) {
    static VerbsRefusal of(String verb, Refused refused) {
        var status = HttpStatus.valueOf(refused.kind().status());
        return new VerbsRefusal(verb, refused.field(), refused.reason(), status);
    }

    /** Runs the verb; null when it was done. */
    static @Nullable VerbsRefusal of(String verb, Runnable act) {
        try {
            act.run();
            return null;
        } catch (Refused refused) {
            return of(verb, refused);
        } catch (ConcurrencyFailureException | DuplicateKeyException e) {
            return new VerbsRefusal(verb, null, "This has just changed. Look at it again.", HttpStatus.CONFLICT);
        }
    }
}
