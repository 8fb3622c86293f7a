package org.fairhold.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long a parcel waits after each refusal: some two days in all, then it is dead, unless it is tried until taken. */
final class BackOff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    /** The last of them again and again. */
    private static final List<Duration> WAITS_UNTIL_TAKEN =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1));

    /** The first attempt is made at once, each further one after a wait. */
    static final int ATTEMPTS_MAX = WAITS.size() + 1;

    private static final Duration MOMENT = Duration.ofSeconds(10);

    private BackOff() {}

    /** Empty when that was the last attempt. */
    static Optional<Duration> afterAttempt(int attempt, RandomGenerator random) {
        return attempt < ATTEMPTS_MAX ? Optional.of(about(WAITS.get(attempt - 1), random)) : Optional.empty();
    }

    /** For a parcel that somebody waits for, however long it takes. */
    static Duration untilTaken(int attempt, RandomGenerator random) {
        return about(WAITS_UNTIL_TAKEN.get(Math.min(attempt, WAITS_UNTIL_TAKEN.size()) - 1), random);
    }

    /** For a parcel that is put back through no fault of its own. */
    static Duration aMoment(RandomGenerator random) {
        return about(MOMENT, random);
    }

    /** Give or take a fifth, so that what failed together does not come back together. */
    private static Duration about(Duration wait, RandomGenerator random) {
        return wait.multipliedBy(random.nextInt(80, 121)).dividedBy(100);
    }
}
