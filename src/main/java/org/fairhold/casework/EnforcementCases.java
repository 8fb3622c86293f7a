package org.fairhold.casework;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import java.util.Optional;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface EnforcementCases extends Repository<EnforcementCase, CaseNumber> {
    @CanIgnoreReturnValue
    EnforcementCase save(EnforcementCase changed);

    Optional<EnforcementCase> findByNumber(CaseNumber number);

    @Query("select * from enforcement_case where number = :number for update")
    Optional<EnforcementCase> lock(CaseNumber number);

    @Query(
            """
            select * from enforcement_case
            where subject_id = :subject and ground = :ground and (clause = :clause or ground = 'POOR_PERFORMANCE') and closed_at is null
            for update""")
    Optional<EnforcementCase> lockOpen(AccountId subject, Ground ground, String clause);

    @Query(
            "select * from enforcement_case where contract_id = :contract and ground = 'DISPUTE' and closed_at is null for update")
    Optional<EnforcementCase> lockOpenDispute(String contract);

    List<EnforcementCase> findByManagerAndClosedAtIsNullOrderByNumber(String manager);

    List<EnforcementCase> findBySubjectIdOrderByOpenedAtDesc(AccountId subject);

    @Query("select nextval('case_number')")
    long nextNumber();
}
