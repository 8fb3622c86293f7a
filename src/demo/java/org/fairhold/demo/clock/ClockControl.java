package org.fairhold.demo.clock;

import java.net.URI;
import java.time.Instant;
import org.fairhold.demo.BadField;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/clock}: what time it is, and making it pass. */
@RestController
@RequestMapping("/demo/clock")
@Profile("demo")
class ClockControl {
    private final DemoClock clock;
    private final DemoTime time;

    ClockControl(DemoClock clock, DemoTime time) {
        this.clock = clock;
        this.time = time;
    }

    record Now(Instant now) {}

    record Request(@Nullable String advance) {}

    @GetMapping
    Now now() {
        return new Now(clock.instant());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Passed advance(@RequestBody Request request) {
        return time.pass(Advance.of(request.advance()));
    }

    /** The buttons of the doors page. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> button(@RequestParam(required = false) @Nullable String advance) {
        var passed = time.pass(Advance.of(advance));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(passed.stopped() == null ? "/" : "/?stopped"))
                .build();
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        return new BadField("advance", "this is not JSON such as {\"advance\": \"P1DT2H\"}").getBody();
    }
}
