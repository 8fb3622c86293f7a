package org.fairhold.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fairhold.BufferedRequest;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The same key and body answer the same; the same key with another body is refused. The answer is kept in the transaction
 * of what it answers. A refused call leaves nothing behind, so its key stays free.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Idempotency extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";
    private static final int KEY_MAX = 255;

    /** What opens a page is not kept; a file that comes again is known by its content. */
    private static final Pattern NOT_KEPT = Pattern.compile("/api/v1/(cases|accounts)/[^/]*/(links|evidence)");

    private record Answer(
            String requestHash, int status, @Nullable String contentType, @Nullable String location, String body) {}

    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final Problems problems;
    private final Clock clock;

    Idempotency(PlatformTransactionManager transactions, JdbcClient sql, Problems problems, Clock clock) {
        this.transaction = new TransactionTemplate(transactions);
        this.sql = sql;
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/v1/")
                || NOT_KEPT.matcher(request.getRequestURI()).matches()
                || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        if (key.isBlank() || key.length() > KEY_MAX) {
            problems.write(response, HttpStatus.BAD_REQUEST, HEADER + " is 1 to 255 characters.");
            return;
        }
        var body = request.getInputStream().readNBytes(BodyLimit.bytesMax(request) + 1);
        if (body.length > BodyLimit.bytesMax(request)) {
            problems.write(response, HttpStatus.PAYLOAD_TOO_LARGE, BodyLimit.reason(request));
            return;
        }
        var caller = SecurityContextHolder.getContext().getAuthentication().getName();
        var requestHash = hash(request, body);
        var buffered = new ContentCachingResponseWrapper(response);
        try {
            transaction.executeWithoutResult(status ->
                    once(status, caller, key, requestHash, new BufferedRequest(request, body), buffered, chain));
        } catch (Carried carried) {
            carried.rethrow();
        } catch (DataAccessException | TransactionException e) {
            if (!Problems.databaseIsAway(e)) {
                throw e;
            }
            buffered.reset();
            problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, Problems.AWAY);
            return;
        }
        buffered.copyBodyToResponse();
    }

    /** Of the whole question: the same body asked as a trial and in earnest is not the same. */
    private static String hash(HttpServletRequest request, byte[] body) {
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var asked = (request.getRequestURI() + query + "\n").getBytes(UTF_8);
        var all = Arrays.copyOf(asked, asked.length + body.length);
        System.arraycopy(body, 0, all, asked.length, body.length);
        return PersonalTexts.sha256(all);
    }

    private void once(
            TransactionStatus status,
            String caller,
            String key,
            String requestHash,
            HttpServletRequest request,
            ContentCachingResponseWrapper response,
            FilterChain chain) {
        try {
            sql.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))")
                    .param("lock", caller + "/" + key)
                    .query(row -> {});
            var earlier = find(caller, key);
            if (earlier.isPresent()) {
                replay(earlier.get(), requestHash, response);
                return;
            }
            chain.doFilter(request, response);
            if (response.getStatus() < 300) {
                keep(caller, key, requestHash, response);
            } else {
                status.setRollbackOnly();
            }
        } catch (IOException | ServletException e) {
            throw new Carried(e);
        }
    }

    private void replay(Answer earlier, String requestHash, ContentCachingResponseWrapper response) throws IOException {
        if (!earlier.requestHash().equals(requestHash)) {
            problems.write(
                    response, HttpStatus.UNPROCESSABLE_ENTITY, "This " + HEADER + " was used for another request.");
            return;
        }
        response.setStatus(earlier.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (earlier.location() != null) {
            response.setHeader("Location", earlier.location());
        }
        if (earlier.contentType() != null) {
            response.setContentType(earlier.contentType());
        }
        response.getOutputStream().write(earlier.body().getBytes(UTF_8));
    }

    private Optional<Answer> find(String caller, String key) {
        return sql.sql("select * from idempotent_request where caller = :caller and key = :key")
                .param("caller", caller)
                .param("key", key)
                .query((row, index) -> new Answer(
                        row.getString("request_sha256"),
                        row.getInt("status"),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("body")))
                .optional();
    }

    private void keep(String caller, String key, String requestHash, ContentCachingResponseWrapper response) {
        sql.sql(
                        """
                        insert into idempotent_request (caller, key, request_sha256, status, content_type, location, body, answered_at)
                        values (:caller, :key, :hash, :status, :type, :location, :body, :now)""")
                .param("caller", caller)
                .param("key", key)
                .param("hash", requestHash)
                .param("status", response.getStatus())
                .param("type", response.getContentType())
                .param("location", response.getHeader("Location"))
                .param("body", new String(response.getContentAsByteArray(), UTF_8))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Carries a checked exception out of the transaction, which rolls back. */
    private static final class Carried extends RuntimeException {
        Carried(Exception cause) {
            super(cause);
        }

        void rethrow() throws IOException, ServletException {
            if (getCause() instanceof IOException e) {
                throw e;
            }
            if (getCause() instanceof ServletException e) {
                throw e;
            }
        }
    }
}
