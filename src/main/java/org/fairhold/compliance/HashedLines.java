package org.fairhold.compliance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Lines on their way out, counted and hashed as they pass. */
final class HashedLines {
    private final OutputStream out;
    private final MessageDigest digest;
    private long lines;

    HashedLines(OutputStream out) {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void line(String line) {
        var bytes = (line + "\n").getBytes(UTF_8);
        digest.update(bytes);
        lines++;
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long lines() {
        return lines;
    }

    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
