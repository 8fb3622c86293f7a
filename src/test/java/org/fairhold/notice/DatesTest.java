package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    private static final Instant NOON_IN_SUMMER = Instant.parse("2026-07-03T12:00:00Z");
    private static final Instant NOON_IN_WINTER = Instant.parse("2026-01-03T12:00:00Z");

    private final Dates dates = new Dates(new Sample(Path.of("processes"), Locale.ENGLISH).words());

    @Test
    void a_moment_is_told_as_the_persons_clock_and_calendar_show_it_with_the_zone_in_words() {
        var austrian = Locale.forLanguageTag("de-AT");
        var vienna = ZoneId.of("Europe/Vienna");

        assertThat(dates.at(NOON_IN_SUMMER, Locale.GERMAN, austrian, vienna))
                .isEqualTo("3. Juli 2026 um 14:00 Uhr (Mitteleuropäische Sommerzeit)");
        assertThat(dates.at(NOON_IN_WINTER, Locale.GERMAN, austrian, vienna))
                .isEqualTo("3. Jänner 2026 um 13:00 Uhr (Mitteleuropäische Normalzeit)");
        assertThat(dates.at(NOON_IN_SUMMER, Locale.ENGLISH, Locale.UK, vienna))
                .isEqualTo("3 July 2026 at 14:00 (Central European Summer Time)");
        assertThat(dates.at(NOON_IN_SUMMER, Locale.ENGLISH, Locale.ENGLISH, ZoneId.of("America/New_York")))
                .isEqualTo("July 3, 2026 at 8:00 AM (Eastern Daylight Time)");
    }

    @ParameterizedTest
    @CsvSource({
        "Z, 12:00 PM (Coordinated Universal Time)",
        "UTC, 12:00 PM (Coordinated Universal Time)",
        "+05:30, 5:30 PM (GMT+05:30)",
        "UTC-03:00, 9:00 AM (GMT-03:00)",
        "Asia/Kolkata, 5:30 PM (India Standard Time)",
        "Africa/Lagos, 1:00 PM (West Africa Time)"
    })
    void a_zone_that_has_no_name_tells_its_hour_right_all_the_same(String zone, String says) {
        assertThat(dates.at(NOON_IN_SUMMER, Locale.ENGLISH, Locale.ENGLISH, ZoneId.of(zone)))
                .endsWith(says);
    }

    @Test
    void a_day_is_the_persons_day() {
        var evening = Instant.parse("2026-07-03T22:30:00Z");

        assertThat(dates.on(evening, Locale.GERMAN, ZoneId.of("Europe/Vienna"))).isEqualTo("4. Juli 2026");
        assertThat(dates.on(evening, Locale.ENGLISH, ZoneId.of("America/New_York")))
                .isEqualTo("July 3, 2026");
    }
}
