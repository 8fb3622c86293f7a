package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fairhold.text.PersonalTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that people send: what is taken, what is not, who sees them, and that they never run. */
class EvidenceTest extends CasePageScenario {
    private static final int MEGABYTE = 1 << 20;
    static final byte[] PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(ISO_8859_1);
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    private String evidence(String number) {
        return "/api/v1/cases/" + number + "/evidence";
    }

    @Test
    void a_file_is_kept_once_with_its_hash_and_the_desk_can_save_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var first = marketplace.upload(evidence(number), "chat.pdf", PDF);
        var again = marketplace.upload(evidence(number), "other name.pdf", PDF);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("sha256").asText()).isEqualTo(PersonalTexts.sha256(PDF));
        assertThat(first.json().get("mediaType").asText()).isEqualTo("application/pdf");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(rows("evidence")).isEqualTo(1);
        assertThat(what(number)).containsOnlyOnce("evidenceReceived");
        var file = as("ana").http().get("/desk/cases/" + number);
        assertThat(file.body()).contains("What they sent", "chat.pdf", "application/pdf");
        var saved = as("ana")
                .http()
                .get("/desk/cases/%s/evidence/%s"
                        .formatted(number, first.json().get("evidenceId").asText()));
        assertThat(saved.status()).isEqualTo(200);
        assertThat(saved.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(saved.headers().allValues("X-Content-Type-Options")).contains("nosniff");
        assertThat(String.join(" ", saved.headers().allValues("Content-Security-Policy")))
                .contains("sandbox");
        assertThat(saved.body()).isEqualTo(new String(PDF, UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "page.html, '<html><script>alert(1)</script></html>'",
        "picture.png, '<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>'",
        "run.pdf, 'MZ\u0090\u0000\u0003\u0000\u0000\u0000\u0004\u0000\u0000\u0000'",
        "files.txt, 'PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000'",
        "script.txt, '#!/bin/sh\nrm -rf /'"
    })
    void what_a_file_holds_says_what_it_is_and_not_its_name(String name, String content) {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        var answer = marketplace.upload(evidence(number), name, content.getBytes(ISO_8859_1));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("file");
        assertThat(rows("evidence")).isZero();
        assertThat(what(number)).doesNotContain("evidenceReceived");
    }

    @Test
    void a_name_that_would_lead_astray_is_made_plain() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");

        for (var name : List.of("../../etc/passwd", "c:\\\\boot.ini", "....", "a\u202Egnp.exe", "x".repeat(300), "")) {
            var content = ("text " + name.hashCode()).getBytes(UTF_8);
            assertThat(marketplace.upload(evidence(number), name, content).status())
                    .as(name)
                    .isEqualTo(201);
        }

        var names = sql.sql("select t.body from evidence e join personal_text t on t.id = e.name_id")
                .query(String.class)
                .list();
        assertThat(names).allSatisfy(name -> assertThat(name)
                .endsWith(".txt")
                .doesNotContain("/", "\\", "..", "\u202E")
                .hasSizeLessThan(130));
    }

    @Test
    void ten_megabytes_are_taken_and_one_byte_more_is_not() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var largest = Arrays.copyOf(PDF, 10 * MEGABYTE);

        var taken = marketplace.upload(evidence(number), "large.pdf", largest);
        var tooLarge = marketplace.upload(evidence(number), "larger.pdf", Arrays.copyOf(largest, largest.length + 1));

        assertThat(taken.status()).as(taken.body()).isEqualTo(201);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(rows("evidence")).isEqualTo(1);
    }

    @Test
    void a_case_takes_fifty_files_and_no_more() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        for (int i = 0; i < 50; i++) {
            assertThat(marketplace
                            .upload(evidence(number), "note.txt", ("note " + i).getBytes(UTF_8))
                            .status())
                    .isEqualTo(201);
        }

        assertThat(marketplace
                        .upload(evidence(number), "note.txt", "one more".getBytes(UTF_8))
                        .status())
                .isEqualTo(409);
        refusedByTheSchema(
                """
                insert into evidence (id, case_number, account_id, position, media_type, bytes, sha256, name_id, name_sha256, received_at)
                select gen_random_uuid(), case_number, account_id, 51, media_type, bytes, repeat('a', 64), name_id, name_sha256, received_at
                from evidence limit 1""",
                "evidence_position_check");
    }

    @Test
    void an_upload_that_is_cut_in_the_middle_stores_nothing() throws IOException {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var body = new PlainBrowser.Multipart(Map.of()).with("large.pdf", Arrays.copyOf(PDF, 10 * MEGABYTE));

        try (var connection = new Socket("localhost", port)) {
            var out = connection.getOutputStream();
            out.write(
                    """
                    POST %s HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer demo\r
                    Content-Type: multipart/form-data; boundary=%s\r
                    Content-Length: %d\r
                    \r
                    """
                            .formatted(evidence(number), PlainBrowser.Multipart.BOUNDARY, body.length)
                            .getBytes(ISO_8859_1));
            out.write(body, 0, body.length / 2);
            out.flush();
        }
        var whole = marketplace.upload(evidence(number), "small.pdf", PDF);

        assertThat(whole.status()).isEqualTo(201);
        assertThat(rows("evidence")).isEqualTo(1);
        assertThat(rows("evidence_content")).isEqualTo(1);
    }

    @Test
    void whatever_is_sent_as_a_form_the_desk_answers_and_stores_nothing_of_it() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var seed = new Random().nextLong();
        var random = new Random(seed);
        var good = new PlainBrowser.Multipart(Map.of("accountId", ANNA)).with("a.pdf", PDF);
        for (int i = 0; i < 200; i++) {
            var bad = good.clone();
            for (int j = 0; j < 1 + random.nextInt(8); j++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            var cut = Arrays.copyOf(bad, random.nextInt(bad.length));

            var answer = marketplace.rawForm(evidence(number), cut);

            assertThat(answer.status()).as("seed %d: %s", seed, answer.body()).isLessThan(500);
        }
        assertThat(sql.sql("select count(*) from evidence e join evidence_content c on c.evidence_id = e.id where"
                                + " e.bytes <> octet_length(c.content)")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void only_a_party_sends_files_and_nobody_reads_anothers() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(marketplace
                        .upload(evidence(number), "a.pdf", PDF, Map.of("accountId", CARL))
                        .status())
                .isEqualTo(422);
        var id = marketplace
                .upload(evidence(number), "a.pdf", PDF)
                .json()
                .get("evidenceId")
                .asText();
        visit(ANNA);

        var own = browser.open("/case/%s/evidence/%s".formatted(number, id));
        var stranger = new PlainBrowser(port).open("/case/%s/evidence/%s".formatted(number, id));

        assertThat(own.html()).startsWith("%PDF");
        assertThat(own.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(as("pia")
                        .http()
                        .get("/desk/cases/%s/evidence/%s".formatted(number, id))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_file_is_sent_on_the_page_without_a_script_and_an_image_is_told_by_its_bytes() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var page = visit(ANNA);

        var sent = browser.upload(page, "evidence", "screen.png", PNG);

        assertThat(sent.text()).contains("We have your file", "screen.png");
        assertThat(browser.upload(page, "evidence", "screen.png", PNG).text()).contains("We had this already");
        assertThat(browser.upload(sent, "evidence", "page.html", "<html></html>".getBytes(UTF_8))
                        .text())
                .contains("There is a problem", "This file cannot be taken");
        assertThat(browser.upload(sent, "evidence", "huge.pdf", Arrays.copyOf(PDF, 12 * MEGABYTE))
                        .text())
                .contains("The file is too large");
        assertThat(rows("evidence")).isEqualTo(1);
        assertThat(what(number)).containsOnlyOnce("evidenceReceived");
    }

    @Test
    void what_a_file_held_can_be_erased_and_its_hash_stays() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var kept = marketplace.upload(evidence(number), "a.pdf", PDF).json();

        sql.sql("delete from evidence_content").update();

        assertThat(as("ana").http().get("/desk/cases/" + number).body()).contains("(erased)");
        assertThat(as("ana")
                        .http()
                        .get("/desk/cases/%s/evidence/%s"
                                .formatted(number, kept.get("evidenceId").asText()))
                        .status())
                .isEqualTo(404);
        assertThat(sql.sql("select sha256 from evidence").query(String.class).single())
                .isEqualTo(PersonalTexts.sha256(PDF));
    }
}
