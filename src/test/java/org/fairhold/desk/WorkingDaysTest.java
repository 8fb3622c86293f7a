package org.fairhold.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Working days are those of the person's country, at the same time of day on the person's clock. */
class WorkingDaysTest {
    @ParameterizedTest(name = "{0}, {2} days on in {3}: {4}")
    @CsvSource(
            textBlock =
                    """
                    2026-11-18T10:00 | Europe/Berlin    | 2 | DE | 2026-11-20T10:00
                    2026-11-20T10:00 | Europe/Berlin    | 2 | DE | 2026-11-24T10:00
                    2026-11-21T10:00 | Europe/Berlin    | 2 | DE | 2026-11-24T10:00
                    2026-12-23T17:30 | Europe/Berlin    | 2 | DE | 2026-12-28T17:30
                    2027-03-25T09:00 | Europe/Berlin    | 2 | DE | 2027-03-31T09:00
                    2027-03-26T09:00 | Europe/Berlin    | 1 | ZZ | 2027-03-29T09:00
                    2026-10-23T02:30 | Europe/Berlin    | 1 | DE | 2026-10-26T02:30
                    2026-12-29T10:00 | Asia/Manila      | 1 | PH | 2027-01-04T10:00
                    2026-11-19T10:00 | Africa/Cairo     | 2 | EG | 2026-11-23T10:00
                    2026-11-20T10:00 | Asia/Kolkata     | 1 | IN | 2026-11-21T10:00
                    2026-11-25T10:00 | America/New_York | 2 | US | 2026-11-30T10:00
                    """,
            delimiter = '|')
    void it_counts_neither_weekends_nor_public_holidays(
            String from, String zone, int days, String country, String until) {
        var clock = ZoneId.of(zone);

        var after = WorkingDays.after(
                ZonedDateTime.of(LocalDateTime.parse(from), clock).toInstant(), days, country, clock);

        assertThat(after)
                .isEqualTo(ZonedDateTime.of(LocalDateTime.parse(until), clock).toInstant());
    }
}
