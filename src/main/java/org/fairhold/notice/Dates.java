package org.fairhold.notice;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Days and moments as people write them. The day and the hour are Java's, the words ICU's, the same on every JDK. */
@Component
class Dates {
    private static final TimeZone AS_GIVEN = TimeZone.getTimeZone("UTC");

    private final Words words;

    Dates(Words words) {
        this.words = words;
    }

    /** The day, the hour and the zone in words. */
    String at(Instant instant, Locale language, Locale formats, ZoneId zone) {
        var time = DateFormat.getTimeInstance(DateFormat.SHORT, ULocale.forLocale(formats));
        return words.of(
                language,
                "time.at",
                Map.of(
                        "date", on(instant, formats, zone),
                        "time", written(time, instant, zone),
                        "zone", zone(instant, formats, zone)));
    }

    String on(Instant instant, Locale formats, ZoneId zone) {
        return written(DateFormat.getDateInstance(DateFormat.LONG, ULocale.forLocale(formats)), instant, zone);
    }

    private static String written(DateFormat format, Instant instant, ZoneId zone) {
        format.setTimeZone(AS_GIVEN);
        var clock = instant.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC);
        // Not every mail program has a glyph for the narrow space before AM and PM.
        return format.format(Date.from(clock)).replace('\u202F', ' ');
    }

    private static String zone(Instant instant, Locale formats, ZoneId zone) {
        var known = TimeZone.getTimeZone(id(zone));
        if (known.getID().equals(TimeZone.UNKNOWN_ZONE_ID)) {
            return zone.getId();
        }
        var name = new SimpleDateFormat("zzzz", ULocale.forLocale(formats));
        name.setTimeZone(known);
        return name.format(Date.from(instant));
    }

    private static String id(ZoneId zone) {
        if (zone.normalized() instanceof ZoneOffset offset) {
            return offset.equals(ZoneOffset.UTC) ? "UTC" : "GMT" + offset.getId();
        }
        return zone.getId();
    }
}
