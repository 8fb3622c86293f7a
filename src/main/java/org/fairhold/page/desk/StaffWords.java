package org.fairhold.page.desk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the desk's own pages say times and codes; the templates ask it by its name. */
@Component("plain")
class StaffWords {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Staff read UTC, so that two of them mean the same minute. */
    public String at(@Nullable Instant moment) {
        return moment == null ? "–" : UTC.format(moment);
    }

    /** A code as words: {@code decideMeasure:NONE} is "Decide measure: none". What is a name or a number stays. */
    public String of(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return "–";
        }
        var words = new StringBuilder();
        for (var part : code.split(":", -1)) {
            var plain = part.matches("[A-Z][A-Z_]*[A-Z]")
                    ? part.replace('_', ' ')
                    : part.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
            words.append(words.isEmpty() ? "" : ": ").append(plain.toLowerCase(Locale.ROOT));
        }
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
