package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every connection is cut and none is let in: callers hear so soon, and afterwards nobody has to start anything. */
class DatabaseAwayTest extends Scenario {
    @Autowired
    EmbeddedPostgres postgres;

    @Test
    void while_the_database_is_away_callers_are_told_to_come_back_and_then_the_same_call_is_done() throws Exception {
        contract("k-1", ANNA, CARL);
        var caller = new Http(port).with("Authorization", "Bearer demo").with("Idempotency-Key", "the same");
        var facts = new LinkedHashMap<String, Object>(Map.of(
                "freelancerId", ANNA, "clientId", CARL, "title", "A logo", "category", "design", "disputed", false));
        facts.putAll(Map.of("state", "ACTIVE", "version", 2));
        var report = Map.of(
                "subjectId",
                ANNA,
                "source",
                "CLIENT",
                "reporterId",
                CARL,
                "kind",
                "SPAM_APPLICATIONS",
                "facts",
                List.of(Map.of("text", "The same again.", "occurredAt", now().toString())));
        Http.Answer put;
        Http.Answer post;
        caller.whileTheDeskDies(true);
        away(true);
        try {
            put = caller.put("/api/v1/contracts/k-1", facts);
            post = caller.post("/api/v1/reports", report);
        } finally {
            away(false);
        }

        for (var refused : List.of(put, post)) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.contentType()).startsWith("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.json().get("detail").asText()).contains("send it again, with the same key");
        }
        assertThat(again(() -> caller.put("/api/v1/contracts/k-1", facts)).status())
                .isEqualTo(200);
        assertThat(again(() -> caller.post("/api/v1/reports", report)).status()).isEqualTo(201);
        caller.whileTheDeskDies(false);
        assertThat(rows("report")).isEqualTo(1);
    }

    /** Sent again, as callers are told to: a connection from before may be found broken only when it is used. */
    private static Http.Answer again(Supplier<Http.Answer> call) {
        return Stream.generate(call)
                .limit(20)
                .filter(answer -> answer.status() != 503)
                .findFirst()
                .orElseThrow();
    }

    private void away(boolean away) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter database fairhold with allow_connections " + !away);
            if (away) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'fairhold'");
            }
        }
    }
}
