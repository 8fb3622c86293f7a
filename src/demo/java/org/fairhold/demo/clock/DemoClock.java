package org.fairhold.demo.clock;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The desk's clock in the demo. It reads the engine's, so that there is one time and not two that agree. */
@Component
@Primary
@Profile("demo")
public class DemoClock extends Clock {
    private final ZoneId zone;

    DemoClock() {
        this(ZoneOffset.UTC);
    }

    private DemoClock(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DemoClock(other);
    }

    @Override
    public long millis() {
        return ClockUtil.getCurrentTime().getTime();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Stands at this moment until it is told to run. */
    void standAt(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /** Runs on from this moment. */
    @SuppressWarnings("ReturnValueIgnored")
    public void runFrom(Instant moment) {
        ClockUtil.offset(moment.toEpochMilli() - System.currentTimeMillis());
    }

    /** Runs with the machine's own time again. */
    @PreDestroy
    public void setBack() {
        ClockUtil.reset();
    }
}
