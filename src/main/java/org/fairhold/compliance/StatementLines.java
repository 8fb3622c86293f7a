package org.fairhold.compliance;

/**
 * A statement as compliance keeps it: ids, codes, dates, amounts and hashes. No words of a person, so that erasing those does
 * not change an export.
 */
final class StatementLines {
    static final String SQL =
            """
            select jsonb_strip_nulls(jsonb_build_object(
                'id', s.number, 'version', s.version, 'caseNumber', s.case_number, 'measureId', s.measure_id,
                'issuedAt', utc(s.issued_at), 'language', s.language, 'ground', m.ground, 'measure', m.kind,
                'clause', s.clause, 'clauseVersion', s.clause_version,
                'regimes', s.content -> 'formal' -> 'regimes', 'business', s.content -> 'formal' -> 'holder' -> 'business',
                'effectiveAt', utc(coalesce(m.closure_at, m.effective_at)), 'reviewAt', utc(m.review_at), 'endsAt', utc(m.ends_at),
                'lost', s.content -> 'measure' -> 'lost',
                'held', (select jsonb_agg(jsonb_build_object('contractId', h -> 'contractId', 'amount', h -> 'amount') order by n)
                    from jsonb_array_elements(s.content -> 'measure' -> 'held') with ordinality as held (h, n)),
                'reversed', (select jsonb_agg(jsonb_build_object('contractId', r -> 'contractId', 'amount', r -> 'amount') order by n)
                    from jsonb_array_elements(s.content -> 'measure' -> 'reversed') with ordinality as reversed (r, n)),
                'foundBy', s.content -> 'decided' -> 'foundBy', 'finding', s.content -> 'decided' -> 'finding',
                'automatedDetection', s.content -> 'formal' -> 'automatedDetection',
                'automatedSupport', s.content -> 'formal' -> 'automatedSupport', 'automatedDecision', false,
                'decidedBy', s.content -> 'decided' -> 'by', 'decidedAt', s.content -> 'decided' -> 'at',
                'withheld', s.content -> 'withheld', 'appealUntil', s.content -> 'appealUntil',
                'toldBy', s.outbox_key, 'contentSha256', s.content_sha256, 'reasonSha256', s.reason_sha256,
                'endedAt', utc(e.ended_at), 'endedAs', e.ended_as,
                'appealedAt', utc(a.lodged_at), 'appealAnsweredAt', utc(a.answered_at), 'appealOutcome', a.outcome,
                'reversedAt', utc(least(r.overturned_at, w.withdrawn_at))))::text
            from statement s
                join measure m on m.id = s.measure_id
                left join measure_end e on e.measure_id = m.id and e.ended_at < :known
                left join measure_withdrawal w on w.measure_id = m.id and w.withdrawn_at < :known
                left join lateral (
                    select min(lodged_at) as lodged_at, max(answered_at) filter (where answered_at < :known) as answered_at,
                        (array_agg(outcome order by answered_at desc) filter (where answered_at < :known))[1] as outcome
                    from appeal where measure_id = m.id and lodged_at < :known) a on true
                left join lateral (
                    select min(decided_at) as overturned_at from measure_remedy
                    where measure_id = m.id and outcome = 'OVERTURN' and decided_at < :known) r on true
            where s.issued_at >= :begins and s.issued_at < :ends
              and (:confidential or m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
            order by s.issued_at, s.number, s.version""";

    private StatementLines() {}
}
