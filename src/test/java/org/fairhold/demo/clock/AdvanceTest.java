package org.fairhold.demo.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.fairhold.demo.BadField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvanceTest {
    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00.123Z");

    @ParameterizedTest
    @CsvSource({
        "P0D, 2026-01-31T10:00:00.123Z",
        "PT1H, 2026-01-31T11:00:00.123Z",
        "P1DT2H, 2026-02-01T12:00:00.123Z",
        "P2W, 2026-02-14T10:00:00.123Z",
        "P1M, 2026-02-28T10:00:00.123Z",
        "P1YT30M, 2027-01-31T10:30:00.123Z",
        "PT1.5S, 2026-01-31T10:00:01.623Z",
        "PT100000S, 2026-02-01T13:46:40.123Z",
        "P400D, 2027-03-07T10:00:00.123Z"
    })
    void periods_and_durations_are_understood(String iso, Instant target) {
        assertThat(Advance.of(iso).from(NOW)).isEqualTo(target);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "P",
                "PT",
                "P1DT",
                "1D",
                "P1",
                "P1H",
                "PT1D",
                "p1d",
                "P1.5D",
                "PT1.2345S",
                "P1D ",
                "P+1D",
                "-P1D",
                "P-1D",
                "PT-1S",
                "P1D\n",
                "P9999999999D",
                "P٣D",
                "tomorrow",
                "5"
            })
    void what_is_no_time_or_goes_back_is_refused_and_named(String iso) {
        assertThatThrownBy(() -> Advance.of(iso)).isInstanceOfSatisfying(BadField.class, refusal -> assertThat(
                        refusal.getBody().getDetail())
                .startsWith("advance: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P400DT0.001S", "P401D", "P2Y", "PT9601H", "P999999999Y", "P999999999W", "PT999999999H"})
    void nobody_needs_more_than_400_days(String iso) {
        assertThatThrownBy(() -> Advance.of(iso).from(NOW))
                .isInstanceOf(BadField.class)
                .hasMessageContaining("more than 400 days");
    }

    @Test
    void it_never_ends_before_it_began() {
        assertThat(Advance.of("P0Y0M0W0DT0H0M0.0S").from(NOW)).isEqualTo(NOW);
    }
}
