package org.fairhold.demo.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.fairhold.demo.BadField;
import org.jspecify.annotations.Nullable;

/** How far the clock is to be moved: an ISO 8601 period, a duration, or both, in UTC; {@code P0D} moves nothing. */
public record Advance(Period days, Duration hours) {
    static final int DAYS_MAX = 400;

    private static final String FIELD = "advance";
    private static final Pattern ISO =
            Pattern.compile("P(?=.)((?:\\d{1,9}Y)?(?:\\d{1,9}M)?(?:\\d{1,9}W)?(?:\\d{1,9}D)?)"
                    + "(T(?=.)(?:\\d{1,9}H)?(?:\\d{1,9}M)?(?:\\d{1,9}(?:\\.\\d{1,3})?S)?)?");

    /** @throws BadField when this is no such text, or goes back in time */
    public static Advance of(@Nullable String iso) {
        if (iso == null || iso.isBlank()) {
            throw new BadField(FIELD, "is missing; say for instance {\"advance\": \"P1DT2H\"} as application/json");
        }
        if (iso.contains("-")) {
            throw new BadField(FIELD, "time does not go back; POST /demo/reset begins anew");
        }
        var parts = ISO.matcher(iso);
        if (!parts.matches()) {
            throw new BadField(FIELD, "is not an ISO 8601 duration such as PT1H, P7D or P1DT2H");
        }
        try {
            return new Advance(
                    parts.group(1).isEmpty() ? Period.ZERO : Period.parse("P" + parts.group(1)),
                    parts.group(2) == null ? Duration.ZERO : Duration.parse("P" + parts.group(2)));
        } catch (DateTimeException | ArithmeticException e) {
            throw tooFar();
        }
    }

    /** @throws BadField when that is further than anybody needs */
    Instant from(Instant now) {
        var farthest = now.plus(DAYS_MAX, ChronoUnit.DAYS);
        try {
            var target = now.atZone(ZoneOffset.UTC).plus(days).plus(hours).toInstant();
            if (target.isAfter(farthest)) {
                throw tooFar();
            }
            return target.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException | ArithmeticException e) {
            throw tooFar();
        }
    }

    private static BadField tooFar() {
        return new BadField(FIELD, "is more than %d days".formatted(DAYS_MAX));
    }
}
