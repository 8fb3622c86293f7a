package org.fairhold.page.desk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;

/** What somebody typed into one of the desk's own forms. Staff read and write UTC. */
record VerbsTyped(Map<String, String> fields) {
    private static final int TEXT_MAX = 10_000;
    private static final int REASON_MIN = 20;

    /** A field without the spaces around it; null where nothing was typed. */
    @Nullable
    String optional(String field) {
        var typed = fields.getOrDefault(field, "").strip();
        if (typed.indexOf('\0') >= 0) {
            throw Refused.invalid(field, "This holds a character that cannot be kept. Type it anew.");
        }
        if (typed.length() > TEXT_MAX) {
            throw Refused.invalid(field, "This is too long: at most %d characters.".formatted(TEXT_MAX));
        }
        return typed.isEmpty() ? null : typed;
    }

    String required(String field, String asked) {
        var typed = optional(field);
        if (typed == null) {
            throw Refused.invalid(field, asked);
        }
        return typed;
    }

    /** A reason that somebody else must understand. */
    String reason(String field) {
        var typed = optional(field);
        if (typed == null || typed.length() < REASON_MIN) {
            throw Refused.invalid(
                    field, "Write at least %d characters, so that others understand it.".formatted(REASON_MIN));
        }
        return typed;
    }

    Instant moment(String field) {
        try {
            return LocalDateTime.parse(required(field, "Say when it happened.")).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw Refused.invalid(field, "Write a day and a time, such as 2026-11-20T14:30.");
        }
    }

    LocalDate day(String field) {
        try {
            return LocalDate.parse(required(field, "Say on which day."));
        } catch (DateTimeException e) {
            throw Refused.invalid(field, "Write a day, such as 2026-11-20.");
        }
    }

    /** The end of that day. */
    Instant endOf(String field) {
        try {
            return LocalDate.parse(required(field, "Say which day is the last."))
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw Refused.invalid(field, "Write a day, such as 2026-11-20.");
        }
    }
}
