package org.fairhold.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fairhold.BufferedRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A body is read at most that far, whatever length it claims. Files come as multipart, which has its own limits. */
@Component
@Order(BodyLimit.ORDER)
class BodyLimit extends OncePerRequestFilter {
    static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;
    private static final int MEGABYTE = 1 << 20;
    private static final int UPLOAD_MEGABYTES_MAX = 5;

    /** More than that of a body that is too large is not read: the connection is closed instead. */
    private static final int SKIPPED_BYTES_MAX = 16 << 20;

    private final Problems problems;

    BodyLimit(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return !request.getRequestURI().startsWith("/api/")
                || request.getMethod().equals("GET")
                || (type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length()));
    }

    /** A set of processes comes in one piece. */
    private static int megabytesMax(HttpServletRequest request) {
        return request.getRequestURI().equals("/api/v1/deployments") ? UPLOAD_MEGABYTES_MAX : 1;
    }

    static int bytesMax(HttpServletRequest request) {
        return megabytesMax(request) * MEGABYTE;
    }

    static String reason(HttpServletRequest request) {
        return "A body is at most %d MB.".formatted(megabytesMax(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var in = request.getInputStream();
        var body = in.readNBytes(bytesMax(request) + 1);
        if (body.length > bytesMax(request)) {
            // A client reads the answer only once it could send its body.
            in.skip(SKIPPED_BYTES_MAX);
            problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, reason(request));
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }
}
