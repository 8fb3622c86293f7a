package org.fairhold.demo.marketplace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Objects;
import java.util.Optional;
import org.fairhold.marketplace.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does each operation once, in one transaction, and remembers what was answered: also that it was rejected. */
@Component
@Profile("demo")
class Operations {
    private static final int TRIES_MAX = 3;

    private record Answered(String requestSha256, Answer answer) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TransactionTemplate attempt;

    Operations(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.transaction = template(transactions, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.attempt = template(transactions, TransactionDefinition.PROPAGATION_NESTED);
    }

    private static TransactionTemplate template(PlatformTransactionManager transactions, int propagation) {
        var template = new TransactionTemplate(transactions);
        template.setPropagationBehavior(propagation);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        return template;
    }

    /** Tried again when this one had to give way to another at the same time: a deadlock, or a row that both wanted to be first with. */
    Answer once(Operation operation, Runnable act) {
        for (var tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(
                        transaction.execute(status -> answered(operation).orElseGet(() -> attempt(operation, act))));
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                if (tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Looked up before anything that depends on how things stand now: a retry must hear what was answered then. */
    private Optional<Answer> answered(Operation operation) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:key, 4))")
                .param("key", operation.key())
                .query((row, index) -> index)
                .single();
        return find(operation.key())
                .map(earlier -> earlier.requestSha256.equals(operation.requestSha256())
                        ? earlier.answer
                        : new Answer.Rejected(
                                Answer.Reason.KEY_REUSED,
                                "This key was used for something else. Nothing was changed."));
    }

    private Answer attempt(Operation operation, Runnable act) {
        try {
            attempt.executeWithoutResult(status -> {
                record(operation, null);
                act.run();
            });
            return new Answer.Done(operation.reference().toString());
        } catch (Rejection rejection) {
            var rejected = rejection.answer();
            record(operation, rejected);
            return rejected;
        }
    }

    private void record(Operation operation, Answer.@Nullable Rejected rejected) {
        sql.sql(
                        """
                        insert into marketplace.operation
                            (key, request_sha256, kind, case_number, outcome, reference, reason, detail, at)
                        values (:key, :sha256, :kind, :caseNumber, :outcome, :reference, :reason, :detail, :at)""")
                .param("key", operation.key())
                .param("sha256", operation.requestSha256())
                .param("kind", operation.kind())
                .param("caseNumber", operation.caseNumber())
                .param("outcome", rejected == null ? "DONE" : "REJECTED")
                .param("reference", operation.reference())
                .param("reason", rejected == null ? null : rejected.reason().name())
                .param("detail", rejected == null ? null : rejected.detail())
                .param("at", Timestamp.from(operation.at()))
                .update();
    }

    Optional<Answer> answer(String key) {
        return find(key).map(Answered::answer);
    }

    private Optional<Answered> find(String key) {
        return sql.sql("select * from marketplace.operation where key = :key")
                .param("key", key)
                .query((row, index) -> new Answered(row.getString("request_sha256"), answerOf(row)))
                .optional();
    }

    private static Answer answerOf(ResultSet row) throws SQLException {
        return row.getString("outcome").equals("DONE")
                ? new Answer.Done(row.getString("reference"))
                : new Answer.Rejected(Answer.Reason.valueOf(row.getString("reason")), row.getString("detail"));
    }
}
