package org.fairhold.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Days in UTC, the last one included, and the moment up to which anything is known. What came later, such as an appeal that
 * was granted next month, is left out, so that the export of a closed period never changes.
 */
public record Period(LocalDate from, LocalDate to, Instant knownAt, boolean closed) {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    /**
     * @param asOf what is known at the end of that day; the last day of the period where it is null
     * @throws Refused when the days are none or in the wrong order
     */
    public static Period of(LocalDate from, LocalDate to, @Nullable LocalDate asOf, Instant now) {
        if (from.isBefore(FIRST) || from.isAfter(to)) {
            throw Refused.invalid("from", "A day from %s on, and not after the last one.".formatted(FIRST));
        }
        if (to.isAfter(now.atZone(ZoneOffset.UTC).toLocalDate())) {
            throw Refused.invalid("to", "Today at the latest.");
        }
        if (asOf != null
                && (asOf.isBefore(to) || asOf.isAfter(now.atZone(ZoneOffset.UTC).toLocalDate()))) {
            throw Refused.invalid("asOf", "The last day of the period or a later one, and today at the latest.");
        }
        var end = after(asOf == null ? to : asOf);
        return end.isAfter(now) ? new Period(from, to, now, false) : new Period(from, to, end, true);
    }

    Instant begins() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first moment that is not in it. */
    Instant ends() {
        return after(to);
    }

    private static Instant after(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
