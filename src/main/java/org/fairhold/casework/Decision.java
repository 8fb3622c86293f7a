package org.fairhold.casework;

import java.time.Instant;
import java.util.UUID;
import org.fairhold.text.InternalRef;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * What a human decided, by name. Only ever added.
 *
 * @param reason what the person affected reads
 * @param note what the desk keeps to itself
 */
public record Decision(
        @Id UUID id,
        CaseNumber caseNumber,
        String taskId,
        String step,
        String outcome,
        @Nullable String intent,
        @Embedded.Nullable(prefix = "reason_") @Nullable TextRef reason,
        @Embedded.Nullable(prefix = "note_") @Nullable InternalRef note,
        String decidedBy,
        Instant decidedAt) {}
