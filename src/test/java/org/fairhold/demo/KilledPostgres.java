package org.fairhold.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL whose every process is killed with SIGKILL, as often as one likes, and started again as it was. */
public final class KilledPostgres {
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final Path data;

    public KilledPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            assertThat(rows.next()).isTrue();
            data = Path.of(rows.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The whole server; returns once it is there again. */
    public void kill() throws IOException, InterruptedException {
        var pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var command =
                List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", 0));
        var children = postmaster.descendants().toList();
        assertThat(postmaster.destroyForcibly()).isTrue();
        children.forEach(child -> child.destroyForcibly());
        for (var one : children) {
            one.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        start(command);
        untilUp();
    }

    /** PostgreSQL does not run as root; in a namespace of its own it does not see who it is, and starts. */
    private void start(List<String> command) throws IOException {
        List<String> start = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            start.addAll(List.of("unshare", "-U"));
        }
        start.addAll(command);
        new ProcessBuilder(start)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("killed.log").toFile()))
                .start();
    }

    private void untilUp() throws InterruptedException {
        var end = System.nanoTime() + UP_WITHIN.toNanos();
        while (true) {
            try (var connection = postgres.getPostgresDatabase().getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > end) {
                    throw new AssertionError(e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
