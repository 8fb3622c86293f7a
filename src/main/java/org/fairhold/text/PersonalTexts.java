package org.fairhold.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people wrote. Rows are added and erased, never changed. */
@Repository
public class PersonalTexts {
    private final JdbcClient sql;
    private final Clock clock;

    PersonalTexts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public TextRef keep(String body) {
        var kept = new TextRef(UUID.randomUUID(), sha256(body));
        sql.sql("insert into personal_text (id, body, sha256, written_at) values (:id, :body, :sha256, :at)")
                .param("id", kept.id())
                .param("body", body)
                .param("sha256", kept.sha256())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return kept;
    }

    /** Keeps the text if there is one. */
    public @Nullable TextRef keepIfAny(@Nullable String body) {
        return body == null || body.isBlank() ? null : keep(body.strip());
    }

    /** Keeps a text that never leaves the desk. */
    public InternalRef keepInternal(String body) {
        var kept = keep(body);
        return new InternalRef(kept.id(), kept.sha256());
    }

    /** Likewise, if there is one. */
    public @Nullable InternalRef keepInternalIfAny(@Nullable String body) {
        return body == null || body.isBlank() ? null : keepInternal(body.strip());
    }

    /** The text, or empty when it was erased. */
    public Optional<String> read(UUID id) {
        return sql.sql("select body from personal_text where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    public String readOr(@Nullable TextRef text, String otherwise) {
        return text == null ? otherwise : read(text.id()).orElse(otherwise);
    }

    /** Hexadecimal SHA-256 of the UTF-8 text. */
    public static String sha256(String body) {
        return sha256(body.getBytes(UTF_8));
    }

    /** Hexadecimal SHA-256. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
