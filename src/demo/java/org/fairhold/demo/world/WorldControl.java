package org.fairhold.demo.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.fairhold.demo.BadField;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/reset}: a new world. */
@RestController
@Profile("demo")
class WorldControl {
    private final World world;
    private final Clock clock;

    WorldControl(World world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    record Made(String seed, Instant now, long tookMillis) {}

    @PostMapping("/demo/reset")
    Made reset(@RequestParam(required = false) @Nullable String seed) {
        var chosen = Arrays.stream(Seed.values())
                .filter(known -> name(known).equals(seed))
                .findFirst()
                .orElseThrow(() -> new BadField("seed", "is empty or stories"));
        var start = System.nanoTime();
        world.reset(chosen);
        return new Made(
                name(chosen),
                clock.instant(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private static String name(Seed seed) {
        return seed.name().toLowerCase(Locale.ROOT);
    }
}
