package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Process owners change the desk while it runs: as a whole or not at all. */
class DeploymentsTest extends OwnerScenario {
    private static final String INVITATION = "notices/en/invitation-to-answer.txt";
    private static final String TIMES = "policy-violation/policy-violation-times.dmn";
    private static final String TIMES_TESTS = "policy-violation/policy-violation-times.tests.csv";
    private static final String CLAUSE = "policies/spam-applications/2.en.yaml";
    private static final String GERMAN = "policies/spam-applications/2.de.yaml";
    private static final String CLAUSE_FILE = "policies/spam-applications/clause.yaml";

    @Test
    void an_accepted_upload_counts_at_once_and_unchanged_files_make_no_revision() {
        var before = opened(ANNA, "SPAM_APPLICATIONS");
        var changed = files.with(INVITATION, "Please tell us your side", "We would like to hear you");

        var first = upload(changed);
        var again = upload(changed);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.json().get("by").asText()).isEqualTo("demo");
        assertThat(first.json().get("source").asText()).isEqualTo("UPLOAD");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(told(ANNA, "Please tell us your side")).isEqualTo(1);
        var next = opened(CARL, "SPAM_JOB_POST");
        assertThat(told(CARL, "We would like to hear you")).isEqualTo(1);
        var known = revisions().get("items");
        assertThat(known).hasSize(2);
        assertThat(known.get(0).get("runningCases").toString())
                .isEqualTo("[{\"process\":\"policy-violation\",\"version\":2,\"cases\":1}]");
        assertThat(known.get(1).get("runningCases").toString())
                .isEqualTo("[{\"process\":\"policy-violation\",\"version\":1,\"cases\":1}]");
        assertThat(next).isNotEqualTo(before);
    }

    @Test
    void going_back_to_what_was_deployed_before_is_a_new_revision() {
        var changed = deployed(files.with(INVITATION, "Please tell", "Do tell"));

        var back = deployed(files);

        assertThat(back).isEqualTo(changed + 1);
        opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(told(ANNA, "Please tell us your side")).isEqualTo(1);
    }

    @Test
    void a_refused_set_changes_nothing_and_the_refusal_is_kept() {
        var broken = nineDays(files).with(INVITATION, "{caseNumber}", "{caseNumber");

        var answer = upload(broken);

        assertThat(answer.status()).isEqualTo(422);
        var error = answer.json().get("errors").get(0);
        assertThat(error.get("file").asText()).isEqualTo(INVITATION);
        assertThat(error.get("element").asText()).isEqualTo("line 1, column 12");
        assertThat(error.get("rule").asText()).isNotBlank();
        assertThat(revisions().get("items")).hasSize(1);
        var refused = revisions().get("refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).get("by").asText()).isEqualTo("demo");
        assertThat(refused.get(0).get("findings").asInt()).isEqualTo(1);
        assertThat(refused.get(0).get("firstFindings").get(0).asText()).startsWith(INVITATION);
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(told(ANNA, "Please tell us your side")).isEqualTo(1);
        assertThat(Instant.parse(theCase(number).get("waitingFor").get("until").asText()))
                .isCloseTo(now().plus(Duration.ofDays(7)), within(1, MINUTES));
    }

    @Test
    void a_desk_that_dies_while_it_deploys_has_deployed_nothing() {
        var changed = files.with(INVITATION, "Please tell us your side", "We would like to hear you");
        var definitions = rows("act_re_procdef");

        crashingAt("deployed_file", "new.name = 'warning/warning.bpmn'", () -> assertThat(
                        upload(changed).status())
                .isEqualTo(500));

        assertThat(rows("act_re_procdef")).isEqualTo(definitions);
        assertThat(rows("deployed_revision")).isEqualTo(1);
        opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(told(ANNA, "Please tell us your side")).isEqualTo(1);
        assertThat(deployed(changed)).isEqualTo(shipped() + 1);
    }

    @Test
    void the_words_that_somebody_was_judged_by_stay_and_a_new_version_is_added_beside_them() {
        var rewritten = files.with(CLAUSE, "title:", "title: Another");
        deployed(rewritten);
        deployed(files);
        opened(ANNA, "SPAM_APPLICATIONS");

        var changed = upload(rewritten);
        var removed = upload(files.without(CLAUSE)
                .without(GERMAN)
                .with(CLAUSE_FILE, "  - version: 2\n    inForceFrom: 2026-06-01\n", ""));
        var dated = upload(files.with(CLAUSE_FILE, "2026-06-01", "2026-05-01"));

        for (var refused : List.of(changed, removed)) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.body()).contains(CLAUSE, "write a new version beside it");
        }
        assertThat(dated.status()).isEqualTo(422);
        assertThat(dated.body()).contains(CLAUSE_FILE);
        var added = withThirdVersion(files);
        deployed(added);
        account("nora", "FREELANCER");
        assertThat(theCase(opened("nora", "SPAM_APPLICATIONS"))
                        .get("clauseVersion")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_trial_says_what_would_change_and_changes_nothing() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        var changed = withThirdVersion(nineDays(files));

        var answer = tryOut(changed);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var trial = answer.json();
        assertThat(trial.get("findings")).isEmpty();
        assertThat(trial.get("changes").get("added").toString())
                .isEqualTo("[\"policies/spam-applications/3.de.yaml\",\"policies/spam-applications/3.en.yaml\"]");
        assertThat(trial.get("changes").get("changed").toString())
                .isEqualTo("[\"%s\",\"%s\",\"%s\"]".formatted(CLAUSE_FILE, TIMES, TIMES_TESTS));
        assertThat(trial.get("runningCases").toString())
                .isEqualTo(
                        "[{\"process\":\"policy-violation\",\"version\":1,\"cases\":[{\"caseNumber\":\"%s\",\"unmapped\":[]}]}]"
                                .formatted(number));
        assertThat(rows("deployed_revision")).isEqualTo(1);
        assertThat(rows("deployed_file")).isEqualTo(files.files().size() - 1);
        assertThat(revisions().get("refused")).isEmpty();
        assertThat(tryOut(files.with(INVITATION, "{caseNumber}", "{oops}"))
                        .json()
                        .get("findings")
                        .findValuesAsText("element"))
                .contains("{oops}");
    }

    @Test
    void the_same_key_deploys_once_and_a_trial_is_another_question() {
        var zip = zip(nineDays(files).files());
        var once = new Http(port).with("Authorization", "Bearer demo").with("Idempotency-Key", "once");

        var trial = once.zip(DEPLOYMENTS + "?dryRun=true", zip);
        var other = once.zip(DEPLOYMENTS, zip);
        var twice = new Http(port).with("Authorization", "Bearer demo").with("Idempotency-Key", "twice");
        var first = twice.zip(DEPLOYMENTS, zip);
        var again = twice.zip(DEPLOYMENTS, zip);

        assertThat(trial.status()).as(trial.body()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(422);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(rows("deployed_revision")).isEqualTo(2);
    }

    @Test
    void only_a_key_that_may_deploy_deploys_or_looks() {
        var reader = new Http(port).with("Authorization", "Bearer reader");

        assertThat(reader.zip(DEPLOYMENTS, zip(files.files())).status()).isEqualTo(403);
        assertThat(reader.get(DEPLOYMENTS).status()).isEqualTo(403);
        assertThat(new Http(port).get(DEPLOYMENTS).status()).isEqualTo(401);
    }

    @Test
    void without_a_configured_folder_there_is_nothing_to_read_again() {
        var answer = marketplace.post(DEPLOYMENTS, "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asText()).contains("FAIRHOLD_PROCESSES");
        assertThat(marketplace.post(DEPLOYMENTS, "{}").status()).isEqualTo(415);
    }

    static Stream<Arguments> zips() {
        return Stream.of(
                Arguments.of("it is no zip", "it is no zip that can be read", "no zip".getBytes(US_ASCII)),
                Arguments.of("it is empty", "the zip holds no files", packed(zip -> {})),
                Arguments.of("a name leads out", "a file's name is a path", packed(zip -> put(zip, "../x.bpmn", "x"))),
                Arguments.of(
                        "a name leads out within",
                        "a file's name is a path",
                        packed(zip -> put(zip, "a/../../x.bpmn", "x"))),
                Arguments.of(
                        "a name is absolute", "a file's name is a path", packed(zip -> put(zip, "/etc/x.bpmn", "x"))),
                Arguments.of(
                        "a name is of Windows", "a file's name is a path", packed(zip -> put(zip, "c:\\x.bpmn", "x"))),
                Arguments.of("a name is there twice", "it is there twice", packed(zip -> {
                    put(zip, "a/x.bpmn", "x");
                    put(zip, "a/X.bpmn", "x");
                })),
                Arguments.of("a link", "it is a link", packed(zip -> {
                    var link = new ZipArchiveEntry("a/x.bpmn");
                    link.setUnixMode(0120777);
                    put(zip, link, "/etc/passwd");
                })),
                Arguments.of(
                        "an archive inside",
                        "an archive in the archive",
                        packed(zip -> put(zip, "a/x.form", "PK\u0003\u0004x"))),
                Arguments.of(
                        "a large file",
                        "a file is at most 1 MB",
                        packed(zip -> put(zip, "a/x.bpmn", " ".repeat((1 << 20) + 1)))),
                Arguments.of("too many files", "at most 500 files", packed(zip -> {
                    for (int i = 0; i < 501; i++) {
                        put(zip, "a/x%d.bpmn".formatted(i), "x");
                    }
                })),
                Arguments.of("too much", "all files together", packed(zip -> {
                    for (int i = 0; i < 21; i++) {
                        put(zip, "a/x%d.bpmn".formatted(i), " ".repeat(1 << 20));
                    }
                })),
                Arguments.of(
                        "a stray file",
                        "no file of this name has a place here",
                        packed(zip -> put(zip, "run.sh", "x"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zips")
    void a_zip_that_is_not_what_it_should_be_is_refused(String what, String rule, byte[] zip) {
        var answer = marketplace.zip(DEPLOYMENTS, zip);

        assertThat(answer.status()).as(what).isEqualTo(422);
        assertThat(answer.body()).contains(rule);
        assertThat(rows("deployed_revision")).isEqualTo(1);
        assertThat(revisions().get("refused")).hasSize(1);
    }

    @Test
    void an_encrypted_file_is_refused() {
        var zip = zip(Map.of("a/x.bpmn", new byte[] {1}));
        for (int at = 0; at < zip.length - 10; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && (zip[at + 2] == 1 || zip[at + 2] == 3)) {
                zip[at + (zip[at + 2] == 1 ? 8 : 6)] |= 1;
            }
        }

        var answer = marketplace.zip(DEPLOYMENTS, zip);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("a/x.bpmn", "it is encrypted");
    }

    @Test
    void a_body_above_5_MB_is_not_read() {
        assertThat(marketplace.zip(DEPLOYMENTS, new byte[(5 << 20) + 1]).status())
                .isEqualTo(413);
    }

    @Test
    void what_a_mac_adds_to_a_zip_is_left_out() {
        var added = new TreeMap<>(nineDays(files).files());
        added.put(".DS_Store", new byte[] {1});
        added.put("report/.DS_Store", new byte[] {1});

        assertThat(marketplace.zip(DEPLOYMENTS, zip(added)).status()).isEqualTo(201);
    }

    /** Low severity has nine days to answer, and the table's own test says so. */
    private static ProcessSet nineDays(ProcessSet set) {
        return set.with(TIMES, "<text>7</text>", "<text>9</text>").with(TIMES_TESTS, "LOW,7", "LOW,9");
    }

    private interface Packing {
        void into(ZipArchiveOutputStream zip) throws IOException;
    }

    private static byte[] packed(Packing packing) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            packing.into(zip);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, String name, String content) throws IOException {
        put(zip, new ZipArchiveEntry(name), content);
    }

    private static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, String content) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content.getBytes(UTF_8));
        zip.closeArchiveEntry();
    }

    /** A new version of a clause beside the one in force, in both languages. */
    private static ProcessSet withThirdVersion(ProcessSet set) {
        return set.with(
                        "policies/spam-applications/3.en.yaml",
                        Objects.requireNonNull(set.files().get(CLAUSE)))
                .with(
                        "policies/spam-applications/3.de.yaml",
                        Objects.requireNonNull(set.files().get(GERMAN)))
                .with(
                        CLAUSE_FILE,
                        "2026-06-01\n",
                        "2026-06-01\n  - version: 3\n    inForceFrom: 2026-07-01\n    exception: LEGAL_DUTY\n");
    }
}
