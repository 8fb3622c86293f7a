package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.fairhold.demo.KilledPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * PostgreSQL is killed with SIGKILL again and again below a whole desk that works: contracts change, money goes back, reports
 * come in and are answered. What was acknowledged is there, once, and all money agrees. Not part of the build:
 * {@code mvn test -Dtest=DeskKill}, {@code -Dkill.seconds=60}.
 */
@TestPropertySource(
        properties = {
            "fairhold.demo.durable=true",
            "camunda.bpm.job-execution.enabled=true",
            "fairhold.outbox.dispatcher=true",
            "fairhold.holds.sweep=true"
        })
class DeskKill extends HoldScenario {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("kill.seconds", 60));
    private static final Duration UP_WITHIN = Duration.ofSeconds(90);
    private static final List<String> KINDS = List.of("SPAM_APPLICATIONS", "OTHERS_WORK");
    private static final int CONTRACTS = 8;
    private static final long HELD = 30_000;

    @Autowired
    EmbeddedPostgres postgres;

    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
    private final AtomicLong longest = new AtomicLong();

    /** A call that was acknowledged, to be asked again with its key. */
    private record Acknowledged(String key, String path, Object body, String answer) {}

    @Test
    void what_was_acknowledged_is_there_once_after_postgres_was_killed_under_the_whole_desk() throws Exception {
        Map<String, String> cases = new LinkedHashMap<>();
        for (var kind : KINDS) {
            for (var i = 1; i <= CONTRACTS; i++) {
                disputed(kind + "-" + i, HELD);
            }
            cases.put(kind, withHold(kind));
        }
        Map<String, Integer> told = new ConcurrentHashMap<>();
        var reports = new ConcurrentLinkedQueue<Acknowledged>();
        var server = new KilledPostgres(postgres);

        var threads = Executors.newFixedThreadPool(KINDS.size() + 2);
        List<Future<?>> work = new ArrayList<>();
        for (var kind : KINDS) {
            work.add(threads.submit(() -> contractsChange(kind, told)));
        }
        for (var reporter = 1; reporter <= 2; reporter++) {
            var name = "r" + reporter;
            work.add(threads.submit(() -> reportsComeIn(name, reports)));
        }
        var kills = 0;
        var random = new Random(4);
        var end = System.nanoTime() + TIME.toNanos();
        while (System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(2000 + random.nextInt(2500));
            server.kill();
            kills++;
        }
        running.set(false);
        for (var one : work) {
            one.get(180, TimeUnit.SECONDS);
        }
        threads.shutdown();
        comesToRest();

        System.out.printf(
                "%d kills in %d s: %d calls acknowledged, refused meanwhile %s, the longest until acknowledged %d ms%n",
                kills, TIME.toSeconds(), acknowledged.get(), new TreeMap<>(refusals), longest.get());
        assertThat(strange).isEmpty();
        told.forEach((contract, minor) -> assertThat(sql.sql(
                                """
                                select sum(r.amount_minor) from hold_line l join hold_release r on r.measure_id = l.measure_id and r.line = l.number
                                where l.contract_id = :contract""")
                        .param("contract", contract)
                        .query(Long.class)
                        .single())
                .as("what went back of " + contract)
                .isEqualTo(HELD - minor));
        reports.forEach(this::happenedOnce);

        for (var kind : KINDS) {
            for (var i = 1; i <= CONTRACTS; i++) {
                completesNow(kind + "-" + i);
            }
        }
        comesToRest();
        cases.values().forEach(number -> assertThat(held(number)).isEmpty());
        everyReleaseIsInTheLedgerOnce();
        assertThat(rows("engine.act_ru_incident")).isZero();
        assertThat(sql.sql("select count(*) from outbox where dead_at is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(kills).isPositive();
        assertThat(reports).isNotEmpty();
    }

    /** Cent by cent less is disputed, so that cent by cent goes back; the version makes each of them one. */
    private void contractsChange(String kind, Map<String, Integer> told) {
        var http = caller();
        var minor = (int) HELD;
        var version = 1000;
        while (running.get()) {
            minor--;
            version++;
            for (var i = 1; i <= CONTRACTS; i++) {
                var contract = kind + "-" + i;
                var facts = facts(Map.of(
                        "state",
                        "ACTIVE",
                        "disputed",
                        true,
                        "disputedAmount",
                        money(minor, "USD"),
                        "version",
                        version));
                untilAcknowledged(() -> http.put("/api/v1/contracts/" + contract, facts));
                told.put(contract, minor);
            }
        }
    }

    private static Map<String, Object> facts(Map<String, ?> with) {
        var facts = new LinkedHashMap<String, Object>(Map.of(
                "freelancerId",
                ANNA,
                "clientId",
                CARL,
                "title",
                "Canarybird logo",
                "category",
                "design",
                "disputed",
                false));
        facts.putAll(with);
        return facts;
    }

    /** Somebody new is reported, and answers. */
    private void reportsComeIn(String reporter, ConcurrentLinkedQueue<Acknowledged> reports) {
        var http = caller();
        for (var n = 1; running.get(); n++) {
            var subject = reporter + "-" + n;
            untilAcknowledged(() -> http.put(
                    "/api/v1/accounts/" + subject,
                    Map.of(
                            "role", "FREELANCER",
                            "displayName", "Canarybird",
                            "email", subject + "@people.example",
                            "language", "en",
                            "country", "DE",
                            "timeZone", "Europe/Berlin",
                            "registeredOn", "2024-03-01",
                            "business", false,
                            "version", 1)));
            var report = Map.of(
                    "subjectId",
                    subject,
                    "source",
                    "CLIENT",
                    "reporterId",
                    CARL,
                    "kind",
                    "SPAM_APPLICATIONS",
                    "facts",
                    List.of(Map.of(
                            "text",
                            "The same again.",
                            "occurredAt",
                            Instant.now().minusSeconds(60).toString())));
            var number = posted(http, "/api/v1/reports", report, reports)
                    .json()
                    .get("caseNumber")
                    .asText();
            posted(http, "/api/v1/cases/" + number + "/answers", Map.of("text", "That was not me."), reports);
        }
    }

    private Http.Answer posted(Http http, String path, Object body, ConcurrentLinkedQueue<Acknowledged> acknowledged) {
        var key = UUID.randomUUID().toString();
        http.with("Idempotency-Key", key);
        var answer = untilAcknowledged(() -> http.post(path, body));
        acknowledged.add(new Acknowledged(key, path, body, answer.body()));
        return answer;
    }

    private Http caller() {
        var http = new Http(port).with("Authorization", "Bearer demo");
        http.whileTheDeskDies(true);
        return http;
    }

    /** As a caller does who does not know what became of it: the same again. */
    private Http.Answer untilAcknowledged(Supplier<Http.Answer> call) {
        var began = System.nanoTime();
        while (true) {
            var answer = call.get();
            if (answer.status() < 300) {
                acknowledged.incrementAndGet();
                longest.accumulateAndGet(
                        Duration.ofNanos(System.nanoTime() - began).toMillis(), Math::max);
                return answer;
            }
            refusals.merge(String.valueOf(answer.status()), 1, Integer::sum);
            var asItShouldBe = answer.status() == 503
                    && answer.contentType().startsWith("application/problem+json")
                    && answer.headers().firstValue("Retry-After").isPresent();
            if (!asItShouldBe) {
                strange.add(answer.status() + " " + answer.body());
            }
            if (System.nanoTime() - began > UP_WITHIN.toNanos()) {
                throw new AssertionError(answer.body());
            }
        }
    }

    private void happenedOnce(Acknowledged one) {
        var again = caller().with("Idempotency-Key", one.key()).post(one.path(), one.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed"))
                .as(one.path())
                .hasValue("true");
        assertThat(again.body()).isEqualTo(one.answer());
        if (one.path().endsWith("/answers")) {
            assertThat(sql.sql("select count(*) from answer where case_number = :number")
                            .param("number", one.path().split("/")[4])
                            .query(Integer.class)
                            .single())
                    .as(one.path())
                    .isEqualTo(1);
        }
    }

    private void completesNow(String contract) {
        var facts = new LinkedHashMap<String, Object>(completed());
        facts.put("version", 1_000_000);
        assertThat(marketplace
                        .put("/api/v1/contracts/" + contract, facts(facts))
                        .status())
                .isEqualTo(200);
    }

    /** What a node had in its hands when the database died comes free when its lease is over. */
    private void comesToRest() {
        var end = System.nanoTime() + UP_WITHIN.toNanos();
        do {
            advance("PT30S");
        } while (System.nanoTime() < end
                && sql.sql("select count(*) from marketplace_command where state in ('NEW', 'UNKNOWN', 'SENT')")
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    private void everyReleaseIsInTheLedgerOnce() {
        assertThat(sql.sql(
                                """
                                select l.measure_id || '/' || l.number from hold_line l
                                where l.amount_minor <> (select sum(r.amount_minor) from hold_release r
                                        where r.measure_id = l.measure_id and r.line = l.number)
                                    or l.amount_minor <> (select sum(t.amount_minor) from marketplace.journal j
                                        join marketplace.transfer t on t.journal_id = j.id
                                        where j.kind = 'RELEASE' and j.measure_id = l.measure_id and j.line_number = l.number)
                                    or (select count(*) from hold_release r where r.measure_id = l.measure_id and r.line = l.number)
                                        <> (select count(*) from marketplace.journal j
                                        where j.kind = 'RELEASE' and j.measure_id = l.measure_id and j.line_number = l.number)""")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
