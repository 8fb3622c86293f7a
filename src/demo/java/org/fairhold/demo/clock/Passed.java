package org.fairhold.demo.clock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened while time passed.
 *
 * @param now where the clock stands
 * @param ran how many jobs ran
 * @param sent how much was handed over by the outbox
 * @param failed the jobs that failed, each with its last reason
 * @param stopped why the clock stands before its target; absent when it got there
 */
public record Passed(Instant now, int ran, int sent, List<Failure> failed, @Nullable String stopped) {
    /** A job that failed; it is tried again when it is due again, as long as it has retries left. */
    public record Failure(
            String job,
            @Nullable String process,
            @Nullable String activity,
            @Nullable String caseNumber,
            int retriesLeft,
            @Nullable String reason) {}
}
