package org.fairhold.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OutboxOutageTest extends OutboxTrial {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @Test
    void while_nobody_answers_the_kind_is_paused_and_no_attempt_is_counted(CapturedOutput output) {
        var waiting = new ArrayList<Parcel>();
        for (var i = 0; i < 25; i++) {
            waiting.add(posted("silent" + i, null));
        }
        outside.answer = key -> {
            throw new Unreachable("connection refused");
        };

        assertThat(drain()).isZero();
        assertThat(outside.tried).as("until the pause").hasValue(Breaker.SILENCES_MAX);
        clock.pass(Breaker.PAUSE.minusMillis(1));
        assertThat(drain()).isZero();
        assertThat(outside.tried).as("during the pause").hasValue(Breaker.SILENCES_MAX);
        clock.pass(Duration.ofMillis(1));
        assertThat(drain()).isZero();
        assertThat(outside.tried).as("one goes ahead").hasValue(Breaker.SILENCES_MAX + 1);
        assertThat(waiting).allSatisfy(parcel -> assertThat(row(parcel)).containsEntry("attempts", 0));

        outside.answer = key -> {};
        clock.pass(Breaker.PAUSE);
        assertThat(drain()).isEqualTo(25);
        assertThat(waiting).allSatisfy(parcel -> assertThat(row(parcel)).containsEntry("attempts", 1));
        assertThat(output.getOut().split(outside.kind() + " is paused", -1)).hasSize(2);
        assertThat(output.getOut().split(outside.kind() + " is answered again", -1))
                .hasSize(2);
    }

    @Test
    void a_clock_set_back_does_not_prolong_the_pause() {
        var breaker = new Breaker(outside.kind());
        for (var i = 0; i < Breaker.SILENCES_MAX; i++) {
            breaker.silent(clock.instant(), "connection refused");
        }

        assertThat(breaker.pausedUntil(clock.instant()))
                .isEqualTo(clock.instant().plus(Breaker.PAUSE));
        assertThat(breaker.pausedUntil(clock.instant().minus(Duration.ofDays(30))))
                .isNull();
    }

    @Test
    void sending_ends_although_nobody_answers_and_the_clock_runs() {
        for (var i = 0; i < 5; i++) {
            post(parcel("running" + i, null));
        }
        outside.answer = key -> {
            throw new Unreachable("connection refused");
        };

        // Fewer than open the breaker, and a clock that runs ahead by more than any of them is put back.
        var running = delivery(new Clock() {
            private final AtomicInteger ticks = new AtomicInteger();

            @Override
            public Instant instant() {
                return clock.instant().plusSeconds(20L * ticks.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });

        int sent = assertTimeoutPreemptively(WITHIN, () -> running.drain());
        assertThat(sent).isZero();
        assertThat(outside.tried).hasValue(5);
    }
}
