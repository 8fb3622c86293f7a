package org.fairhold.measure;

import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.springframework.data.repository.Repository;

interface MeasureRows extends Repository<Measure, MeasureId> {
    Optional<Measure> findById(MeasureId id);

    List<Measure> findByCaseNumberOrderByEffectiveAt(CaseNumber caseNumber);

    List<Measure> findBySubjectIdOrderByEffectiveAtDesc(AccountId subjectId);
}
