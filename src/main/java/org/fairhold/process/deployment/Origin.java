package org.fairhold.process.deployment;

import java.io.IOException;
import java.nio.file.Path;
import org.fairhold.Settings;
import org.fairhold.process.check.ProcessSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The set that this node starts with: the configured folder, or what came with the application. */
@Component
class Origin {
    private final @Nullable String folder;

    Origin(Settings settings) {
        this.folder = settings.processes() == null || settings.processes().isBlank() ? null : settings.processes();
    }

    Source source() {
        return folder == null ? Source.APPLICATION : Source.DIRECTORY;
    }

    ProcessSet read() throws IOException {
        return folder == null ? ProcessSet.onTheClassPath() : ProcessSet.in(Path.of(folder));
    }
}
