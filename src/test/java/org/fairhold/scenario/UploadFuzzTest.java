package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fairhold.DeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever stands where a form with a file should be. As a test it sends the files of its folder. */
@DeskTest
class UploadFuzzTest {
    private static final String ULLA = "upload.ulla";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient sql;

    private Http marketplace;
    private String number;

    @BeforeEach
    void a_case_in_which_somebody_is_heard() {
        marketplace = new Http(port).with("Authorization", "Bearer demo");
        assertThat(marketplace.put("/api/v1/accounts/" + ULLA, ulla()).status()).isLessThan(300);
        var now = Instant.parse(marketplace.get("/demo/clock").json().get("now").asText());
        var report = Map.of(
                "subjectId",
                ULLA,
                "source",
                "SYSTEM",
                "kind",
                "SPAM_APPLICATIONS",
                "facts",
                List.of(Map.of(
                        "text",
                        "Copies.",
                        "occurredAt",
                        now.minus(Duration.ofHours(2)).toString())));
        number = marketplace
                .post("/api/v1/reports", report)
                .json()
                .get("caseNumber")
                .asText();
        assertThat(marketplace.post("/demo/clock", Map.of("advance", "PT0S")).status())
                .isEqualTo(200);
    }

    private static Map<String, Object> ulla() {
        return Map.of(
                "role", "FREELANCER",
                "displayName", "Ulla",
                "email", "ulla@people.example",
                "language", "en",
                "country", "DE",
                "timeZone", "Europe/Berlin",
                "registeredOn", "2024-03-01",
                "business", false,
                "version", 1);
    }

    @FuzzTest
    void whatever_is_sent_as_a_form_is_answered_and_what_is_refused_is_not_kept(byte[] form) {
        var kept = kept();

        var answer = marketplace.rawForm("/api/v1/cases/" + number + "/evidence", form);

        assertThat(answer.status()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(kept()).isEqualTo(kept);
        }
        assertThat(sql.sql("select count(*) from evidence e left join evidence_content c on c.evidence_id = e.id"
                                + " where e.bytes is distinct from octet_length(c.content)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long kept() {
        return sql.sql("select (select count(*) from evidence) + (select count(*) from evidence_content)")
                .query(Long.class)
                .single();
    }
}
