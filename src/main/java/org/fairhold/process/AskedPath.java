package org.fairhold.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriUtils;

/** The path of a request as the engine's own router reads it, so that no door is walked around by another spelling. */
public final class AskedPath {
    private AskedPath() {}

    /** Decoded, without parameters, doubled or trailing slashes. */
    public static String of(HttpServletRequest request) {
        var path = UriUtils.decode(request.getRequestURI(), UTF_8)
                .replaceAll(";[^/]*", "")
                .replaceAll("/{2,}", "/");
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
