package org.fairhold.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Every refusal as {@code application/problem+json} (RFC 9457): 400 when the request cannot be read, 422 naming the field
 * when a value in it is wrong.
 */
@RestControllerAdvice
@Component
public class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    static final String MALFORMED = "The request's path, headers or names are not well-formed.";
    /** The states in which PostgreSQL and its driver say that the connection or the server is gone. */
    private static final Pattern LOST = Pattern.compile("08...|57P0[123]|53300");

    private static final String WRONG_VALUE = "This is not a value that the field takes.";

    static final String AWAY =
            "The desk cannot reach its database. Whether this was done is not known: send it again, with the same key.";
    private static final String RETRY_AFTER_SECONDS = "5";

    /** One wrong field, and why. */
    record Wrong(String field, String reason) {}

    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(Refused refused) {
        return refused(refused, refused.field());
    }

    /** @param field what the caller calls the field that was wrong */
    private static ResponseEntity<Object> refused(Refused refused, @Nullable String field) {
        return switch (refused.kind()) {
            case INVALID -> invalid(new Wrong(field == null ? "body" : field, refused.reason()));
            case CONFLICT -> answer(HttpStatus.CONFLICT, refused.reason());
            case UNKNOWN -> answer(HttpStatus.NOT_FOUND, refused.reason());
            case FORBIDDEN -> answer(HttpStatus.FORBIDDEN, refused.reason());
        };
    }

    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class})
    ResponseEntity<Object> movedOn(Exception e) {
        return answer(HttpStatus.CONFLICT, "This has just changed. Look at it again.");
    }

    /** A form with files that ends before it is over, or was none. */
    @ExceptionHandler
    ResponseEntity<Object> cutOff(MultipartException e) {
        return answer(HttpStatus.BAD_REQUEST, "The form with the file cannot be read. Nothing of it was kept.");
    }

    /** The firewall reads the names of a form's parts only when somebody asks for them. */
    @ExceptionHandler
    ResponseEntity<Object> rejected(RequestRejectedException e) {
        return answer(HttpStatus.BAD_REQUEST, MALFORMED);
    }

    /** Our fault. Pages have their own way to say so. */
    @ExceptionHandler
    ResponseEntity<Object> broken(Exception e, HttpServletRequest request) throws Exception {
        if (!request.getRequestURI().startsWith("/api/")) {
            throw e;
        }
        if (databaseIsAway(e)) {
            LOG.warn("{} {}: the database is away.", request.getMethod(), request.getRequestURI());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, AWAY));
        }
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "The desk failed here. Nothing has changed; try again later.");
    }

    /**
     * Whether the connection was lost, or there is none: no fault of the call, nor of ours. A transaction that can neither begin
     * nor end has none either.
     */
    static boolean databaseIsAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof TransactionSystemException
                    || cause instanceof CannotCreateTransactionException
                    || (cause instanceof SQLException lost
                            && lost.getSQLState() != null
                            && LOST.matcher(lost.getSQLState()).matches())) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.getCause() instanceof JsonMappingException mismatch && !isMalformed(mismatch.getCause())) {
            var field = field(mismatch);
            var refused = refusedIn(mismatch);
            return refused != null ? refused(refused, field) : invalid(new Wrong(field, reason(mismatch)));
        }
        return answer(HttpStatus.BAD_REQUEST, "The body is not JSON of the expected form.");
    }

    private static boolean isMalformed(@Nullable Throwable cause) {
        return cause instanceof JsonParseException || cause instanceof StreamConstraintsException;
    }

    private static String field(JsonMappingException mismatch) {
        var field = mismatch.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        return field.isEmpty() ? "body" : field;
    }

    private static String reason(JsonMappingException mismatch) {
        if (mismatch instanceof UnrecognizedPropertyException) {
            return "There is no such field.";
        }
        return mismatch instanceof InvalidFormatException format ? reason(format.getTargetType()) : WRONG_VALUE;
    }

    private static String reason(@Nullable Class<?> wanted) {
        return wanted != null && wanted.isEnum()
                ? "One of "
                        + Arrays.stream(wanted.getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                        + "."
                : WRONG_VALUE;
    }

    private static @Nullable Refused refusedIn(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(wrong(e.getBindingResult().getFieldErrors()));
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(e.getParameterValidationResults().stream().flatMap(Problems::wrong));
    }

    private static Stream<Wrong> wrong(ParameterValidationResult parameter) {
        return parameter instanceof ParameterErrors body
                ? wrong(body.getFieldErrors())
                : parameter.getResolvableErrors().stream()
                        .map(error -> new Wrong(
                                String.valueOf(parameter.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage())));
    }

    private static Stream<Wrong> wrong(List<FieldError> errors) {
        return errors.stream().map(error -> new Wrong(error.getField(), String.valueOf(error.getDefaultMessage())));
    }

    /** A parameter that cannot be read; a number that nothing can have is of a thing that does not exist. */
    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var refused = refusedIn(e);
        var name = String.valueOf(e.getPropertyName());
        return refused != null ? refused(refused, name) : invalid(new Wrong(name, reason(e.getRequiredType())));
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(new Wrong(e.getParameterName(), "This is required."));
    }

    @Override
    protected ResponseEntity<Object> handleMissingPathVariable(
            MissingPathVariableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return invalid(new Wrong(e.getVariableName(), WRONG_VALUE));
    }

    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(HttpStatus.NOT_FOUND, "There is no such call.");
    }

    /** What Spring refuses is a problem too, also for a caller who accepts something else. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Writes a problem outside of any controller. */
    void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(
                response.getWriter(),
                Map.of(
                        "type",
                        "about:blank",
                        "title",
                        status.getReasonPhrase(),
                        "status",
                        status.value(),
                        "detail",
                        detail));
    }

    private static ResponseEntity<Object> invalid(Wrong wrong) {
        return invalid(Stream.of(wrong));
    }

    private static ResponseEntity<Object> invalid(Stream<Wrong> wrong) {
        var errors = wrong.sorted(Comparator.comparing(Wrong::field).thenComparing(Wrong::reason))
                .toList();
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                errors.stream()
                        .map(error -> error.field() + ": " + error.reason())
                        .collect(Collectors.joining("; ")));
        problem.setProperty("errors", errors);
        return answer(problem);
    }

    private static ResponseEntity<Object> answer(HttpStatus status, String detail) {
        return answer(ProblemDetail.forStatusAndDetail(status, detail));
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
