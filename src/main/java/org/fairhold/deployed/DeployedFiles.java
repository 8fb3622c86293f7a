package org.fairhold.deployed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The owners' files of the highest revision. Each transaction asks once which that is and stays with it, so that a statement
 * and its mail never mix two revisions, and a new one counts on every node from its commit on.
 */
@Repository
public class DeployedFiles {
    /** The content's hash tells two worlds apart whose revisions have the same number. */
    private record InForce(int revision, String sha256) {}

    private final JdbcClient sql;

    public DeployedFiles(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What a reader makes of the files below a folder, by their names below {@code processes/}. It is read again only when
     * other content is deployed. The supplier throws IllegalStateException as long as nothing is.
     */
    public <T> Supplier<T> below(String folder, Function<Map<String, byte[]>, T> reader) {
        return new Reading<>(folder + "/", reader);
    }

    /** All files of a revision, by their names below {@code processes/}. */
    public Map<String, byte[]> of(int revision) {
        return load(revision, "");
    }

    private Map<String, byte[]> load(int revision, String prefix) {
        Map<String, byte[]> files = new HashMap<>();
        sql.sql("select name, content from deployed_file where revision = :revision and starts_with(name, :prefix)")
                .param("revision", revision)
                .param("prefix", prefix)
                .query(row -> {
                    files.put(row.getString("name"), row.getBytes("content"));
                });
        return files;
    }

    private InForce inForce() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return ask();
        }
        var asked = (InForce) TransactionSynchronizationManager.getResource(this);
        if (asked == null) {
            asked = ask();
            TransactionSynchronizationManager.bindResource(this, asked);
            TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd(asked));
        }
        return asked;
    }

    private InForce ask() {
        Optional<InForce> highest = sql.sql(
                        "select revision, content_sha256 from deployed_revision order by revision desc limit 1")
                .query((row, index) -> new InForce(row.getInt("revision"), row.getString("content_sha256")))
                .optional();
        return highest.orElseThrow(() -> new IllegalStateException("nothing is deployed yet"));
    }

    /** Remembers what was made of the newest content that was asked for. */
    private final class Reading<T> implements Supplier<T> {
        private record Made<T>(String sha256, T value) {}

        private final String prefix;
        private final Function<Map<String, byte[]>, T> reader;
        private volatile @Nullable Made<T> made;

        Reading(String prefix, Function<Map<String, byte[]>, T> reader) {
            this.prefix = prefix;
            this.reader = reader;
        }

        @Override
        public T get() {
            var now = inForce();
            var before = made;
            if (before == null || !before.sha256.equals(now.sha256)) {
                before = new Made<>(now.sha256, reader.apply(load(now.revision, prefix)));
                made = before;
            }
            return before.value;
        }
    }

    /** A transaction inside another one asks for itself. */
    private final class UntilTheEnd implements TransactionSynchronization {
        private final InForce asked;

        UntilTheEnd(InForce asked) {
            this.asked = asked;
        }

        @Override
        public void suspend() {
            var unused = TransactionSynchronizationManager.unbindResourceIfPossible(DeployedFiles.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(DeployedFiles.this, asked);
        }

        @Override
        public void afterCompletion(int status) {
            var unused = TransactionSynchronizationManager.unbindResourceIfPossible(DeployedFiles.this);
        }
    }
}
