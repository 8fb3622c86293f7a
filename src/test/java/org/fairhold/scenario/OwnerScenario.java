package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fairhold.process.check.ProcessSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A story in which process owners change the running desk. */
abstract class OwnerScenario extends Scenario {
    static final String DEPLOYMENTS = "/api/v1/deployments";

    ProcessSet files;

    @BeforeEach
    void the_files_that_came_with_the_desk() throws IOException {
        files = ProcessSet.onTheClassPath();
    }

    /** Other tests know the desk as it came. */
    @AfterEach
    void the_desk_as_it_came() {
        assertThat(marketplace.post("/demo/reset?seed=empty", "").status()).isLessThan(300);
    }

    /** The revision that came with the desk. */
    final int shipped() {
        return files.revision().orElseThrow();
    }

    final Http.Answer upload(ProcessSet set) {
        return marketplace.zip(DEPLOYMENTS, zip(set.files()));
    }

    final Http.Answer tryOut(ProcessSet set) {
        return marketplace.zip(DEPLOYMENTS + "?dryRun=true", zip(set.files()));
    }

    /** A set that is accepted; its revision. */
    final int deployed(ProcessSet set) {
        var answer = upload(set);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("revision").asInt();
    }

    final JsonNode revisions() {
        return marketplace.get(DEPLOYMENTS).json();
    }

    static ProcessSet saying(ProcessSet set, String file, String content) {
        return set.with(file, content.getBytes(UTF_8));
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry("processes/" + file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
