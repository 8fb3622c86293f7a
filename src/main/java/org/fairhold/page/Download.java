package org.fairhold.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.fairhold.evidence.Evidence;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file on its way out: to be saved, never to be shown or run in a page of ours (T11). */
public final class Download {
    private Download() {}

    public static ResponseEntity<byte[]> of(Evidence file, byte[] content) {
        return of(file.name(), file.type().code(), content);
    }

    public static ResponseEntity<byte[]> of(String name, String mediaType, byte[] content) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(mediaType))
                .body(content);
    }
}
