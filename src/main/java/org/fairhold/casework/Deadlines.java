package org.fairhold.casework;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Turns a table's number of days into the one instant that is promised, printed and fired at. */
@Component
public class Deadlines {
    private final Clock clock;

    Deadlines(Clock clock) {
        this.clock = clock;
    }

    public Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    public boolean passed(Instant due) {
        return !due.isAfter(clock.instant());
    }
}
