package org.fairhold.demo;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A field that cannot be meant: HTTP 400, which names it. */
public class BadField extends ErrorResponseException {
    public BadField(String field, String reason) {
        super(HttpStatus.BAD_REQUEST, problem(field, reason), null);
    }

    private record Wrong(String field, String reason) {}

    private static ProblemDetail problem(String field, String reason) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + ": " + reason);
        problem.setProperty("errors", List.of(new Wrong(field, reason)));
        return problem;
    }
}
