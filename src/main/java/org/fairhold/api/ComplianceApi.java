package org.fairhold.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.fairhold.account.Ground;
import org.fairhold.compliance.Exports;
import org.fairhold.compliance.Period;
import org.fairhold.regime.Breaches;
import org.fairhold.regime.Breaches.Breach;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What compliance takes out. Who may not know of fraud and takeover gets neither their statements nor their figures. */
@RestController
@RequestMapping("/api/v1/compliance")
class ComplianceApi {
    private final Exports exports;
    private final Breaches breaches;
    private final Clock clock;

    ComplianceApi(Exports exports, Breaches breaches, Clock clock) {
        this.exports = exports;
        this.breaches = breaches;
        this.clock = clock;
    }

    @GetMapping("/statements")
    void statements(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            HttpServletResponse response)
            throws IOException {
        var period = Period.of(from, to, asOf, clock.instant());
        exports.statements(period, caller(), confidential(), out(response, period, "application/jsonl"));
    }

    @GetMapping("/figures")
    void figures(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate asOf,
            HttpServletResponse response)
            throws IOException {
        var period = Period.of(from, to, asOf, clock.instant());
        exports.figures(period, caller(), confidential(), out(response, period, "application/json"));
    }

    /** What open cases promise, and is weaker than what the deployed deadlines give. */
    @GetMapping("/breaches")
    List<Breach> breaches() {
        return breaches.open(confidential());
    }

    private static OutputStream out(HttpServletResponse response, Period period, String type) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Fairhold-Period", period.closed() ? "closed" : "open");
        return response.getOutputStream();
    }

    private static String caller() {
        return SecurityContextHolder.getContext().getAuthentication().getName();
    }

    private static boolean confidential() {
        return NeedToKnow.covers(Ground.FRAUD);
    }
}
