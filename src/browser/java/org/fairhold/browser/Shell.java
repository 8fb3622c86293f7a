package org.fairhold.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One terminal, in which a block may use what an earlier block has set. */
final class Shell implements AutoCloseable {
    private static final String END = "--- end of the block, status ";

    private final Process bash;
    private final BufferedReader output;

    Shell(Path folder) {
        try {
            bash = new ProcessBuilder("bash")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            output = bash.inputReader(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a block; its last command must succeed. */
    String run(String block) {
        try {
            var input = bash.outputWriter(UTF_8);
            input.write(block + "\necho \"" + END + "$?\"\n");
            input.flush();
            var printed = new StringBuilder();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(END)) {
                    if (!line.equals(END + "0")) {
                        throw new AssertionError("failed:\n%s\nprinted:\n%s".formatted(block, printed));
                    }
                    return printed.toString();
                }
                printed.append(line).append('\n');
            }
            throw new AssertionError("the shell ended in:\n%s\nprinted:\n%s".formatted(block, printed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            bash.outputWriter(UTF_8).close();
            if (!bash.waitFor(5, TimeUnit.SECONDS)) {
                bash.destroy();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
