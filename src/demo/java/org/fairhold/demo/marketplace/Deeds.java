package org.fairhold.demo.marketplace;

import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.marketplace.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** How the marketplace's own calls come by their key, and how they say that nothing was done. */
final class Deeds {
    private Deeds() {}

    /** Without a key each call is new. */
    static String key(String call, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return "demo/" + call + "/" + UUID.randomUUID();
        }
        if (!idempotencyKey.matches("[\\x21-\\x7e]{1,128}")) {
            throw Refused.invalid("Idempotency-Key", "Send 1 to 128 visible ASCII characters.");
        }
        return "demo/" + call + "/" + idempotencyKey;
    }

    static ResponseEntity<ProblemDetail> problem(Answer.Rejected rejected) {
        var status =
                switch (rejected.reason()) {
                    case NOT_ENOUGH_MONEY, MORE_THAN_HELD, UNKNOWN_HOLD, CANNOT_BE_UNDONE -> HttpStatus.CONFLICT;
                    case UNKNOWN_ACCOUNT, UNKNOWN_CONTRACT, WRONG_CURRENCY, KEY_REUSED, NOT_ALLOWED ->
                        HttpStatus.UNPROCESSABLE_ENTITY;
                };
        var problem = ProblemDetail.forStatusAndDetail(status, rejected.detail());
        problem.setProperty("reason", rejected.reason());
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
