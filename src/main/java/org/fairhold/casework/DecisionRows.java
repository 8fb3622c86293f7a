package org.fairhold.casework;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface DecisionRows extends Repository<Decision, UUID> {
    Optional<Decision> findById(UUID id);

    List<Decision> findByCaseNumberOrderByDecidedAt(CaseNumber caseNumber);

    @Query("select exists (select 1 from decision where task_id = :taskId)")
    boolean madeAt(String taskId);
}
