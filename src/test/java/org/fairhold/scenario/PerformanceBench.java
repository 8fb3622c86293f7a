package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import org.fairhold.casework.CaseNumber;
import org.fairhold.performance.Performance;
import org.fairhold.performance.PerformanceRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long it takes to take and keep the record of one account beside what is usual among a hundred thousand contracts of
 * others in the same category, a twentieth of them with a complaint. Not part of the build: {@code mvn test -Dtest=PerformanceBench}.
 */
class PerformanceBench extends Contracts {
    private static final int CONTRACTS = Integer.getInteger("bench.contracts", 100_000);
    private static final int TIMES = Integer.getInteger("bench.times", 30);
    private static final int WARM = 5;

    @Autowired
    Performance performance;

    @Test
    void the_record_of_one_among_a_hundred_thousand_contracts() {
        fill();
        good(9);
        bad(3);
        var number = new CaseNumber(complained("NON_DELIVERY", "bad-1"));

        var ms = new ArrayList<Double>();
        PerformanceRecord taken = null;
        for (int i = 0; i < WARM + TIMES; i++) {
            var begun = System.nanoTime();
            taken = performance.take(number, Duration.ofDays(180));
            if (i >= WARM) {
                ms.add((System.nanoTime() - begun) / 1e6);
            }
        }

        Collections.sort(ms);
        assertThat(taken).isNotNull();
        assertThat(taken.usualContracts()).isGreaterThan(CONTRACTS / 3);
        System.out.printf(
                "record beside %d contracts of others in its window, of %d: median %.1f ms, p95 %.1f ms, load %.1f%n",
                taken.usualContracts(),
                CONTRACTS,
                ms.get(TIMES / 2),
                ms.get(TIMES * 95 / 100),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Two thousand freelancers whose contracts ended over a year, half of them in the window. */
    private void fill() {
        asOwner(
                """
                set search_path to fairhold, engine;
                insert into account (id, role, language, country, time_zone, registered_on, business, version, changed_at)
                    select 'f-' || n, 'FREELANCER', 'en', 'DE', 'UTC', '2020-01-01', true, 1, now() from generate_series(1, 2000) n;
                insert into contract (id, freelancer_id, client_id, title_id, category, state, ended_at, outcome, feedback, disputed,
                        version, started_at, changed_at)
                    select 'c-' || n, 'f-' || (n %% 2000 + 1), 'carl', gen_random_uuid(), 'design', 'ENDED',
                        now() - (n %% 365) * interval '1 day', case when n %% 50 = 0 then 'FAILED' else 'COMPLETED' end,
                        case when n %% 25 = 0 then 1 else 5 end, false, 1, now(), now() from generate_series(1, %1$d) n;
                insert into report (number, subject_id, source, kind, received_at)
                    select 'B-' || n, 'f-' || (n %% 2000 + 1), 'CLIENT', 'POOR_PERFORMANCE', now() from generate_series(20, %1$d, 20) n;
                insert into report_fact (report_number, position, code, text_id, text_sha256, occurred_at, contract_id)
                    select 'B-' || n, 1, 'NON_DELIVERY', gen_random_uuid(), repeat('0', 64), now() - (n %% 365) * interval '1 day', 'c-' || n
                    from generate_series(20, %1$d, 20) n;
                analyze account, contract, report, report_fact"""
                        .formatted(CONTRACTS));
    }
}
