package org.fairhold.compliance;

/**
 * What P2B Art. 11(4) and 12(6) and DSA Art. 15 and 24 want published: how many, of what, how long it took, how many were wrong. By clause and
 * by law; a statement that follows two laws counts under each, and once under ALL. Times are in hours, the middle one and the
 * one that nine of ten stay below.
 */
final class Figures {
    static final String SQL =
            """
            with issued as materialized (
                select m.id, m.ground, m.kind, m.clause, s.issued_at,
                    (s.content #>> '{formal,automatedDetection}')::boolean as detected,
                    (s.content #>> '{formal,automatedSupport}')::boolean as supported,
                    array['ALL'] || case when jsonb_array_length(s.content #> '{formal,regimes}') > 0
                        then array(select jsonb_array_elements_text(s.content #> '{formal,regimes}')) else array['NONE'] end as laws
                from statement s join measure m on m.id = s.measure_id
                where s.version = 1 and s.issued_at < :ends
                  and (:confidential or m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))),
            wrong as (
                select measure_id from measure_withdrawal where withdrawn_at < :known
                union select measure_id from measure_remedy where outcome = 'OVERTURN' and decided_at < :known),
            statements as (
                select clause, law, kind, count(*) as issued, count(*) filter (where detected) as detected,
                    count(*) filter (where supported) as supported,
                    count(*) filter (where id in (select measure_id from wrong)) as overturned
                from issued cross join unnest(laws) as law
                where issued_at >= :begins group by clause, law, kind),
            complaint as (
                select i.clause, law, a.lodged_at, a.answered_at, a.outcome, coalesce(d.changes_rule, false) as rule_changed,
                    case when a.answered_at < :known then round(extract(epoch from a.answered_at - a.lodged_at) / 3600, 2) end as hours
                from appeal a join issued i on i.id = a.measure_id left join appeal_decision d on d.appeal_number = a.number
                    cross join unnest(i.laws) as law
                where a.lodged_at >= :begins and a.lodged_at < :ends),
            complaints as (
                select clause, law, count(*) as lodged, count(*) filter (where hours is null) as open,
                    count(*) filter (where hours is not null and outcome = 'UPHOLD') as upheld,
                    count(*) filter (where hours is not null and outcome = 'OVERTURN') as overturned,
                    count(*) filter (where hours is not null and outcome = 'CHANGE') as changed,
                    count(*) filter (where hours is not null and rule_changed) as rule_changed,
                    count(*) filter (where hours is not null and outcome = 'ANSWERED') as answered,
                    count(*) filter (where hours is not null and outcome = 'MOOT') as moot,
                    percentile_disc(0.5) within group (order by hours) as median,
                    percentile_disc(0.9) within group (order by hours) as ninety
                from complaint group by clause, law),
            decided as (
                select i.clause, law, round(extract(epoch from i.issued_at - c.opened_at) / 3600, 2) as hours
                from issued i join measure m on m.id = i.id join enforcement_case c on c.number = m.case_number
                    cross join unnest(i.laws) as law
                where i.issued_at >= :begins),
            decisions as (
                select clause, law, percentile_disc(0.5) within group (order by hours) as median,
                    percentile_disc(0.9) within group (order by hours) as ninety
                from decided group by clause, law),
            taken as (
                select measure_id, line, sum(released) as released, sum(reversed) as reversed, max(at) as last from (
                    select measure_id, line, amount_minor as released, 0 as reversed, released_at as at
                    from hold_release where released_at < :known
                    union all
                    select measure_id, line, 0, amount_minor, reversed_at from hold_reversal where reversed_at < :known) back
                group by measure_id, line),
            line as (
                select i.clause, law, l.currency, l.amount_minor, coalesce(t.released, 0) as released, coalesce(t.reversed, 0) as reversed,
                    round(extract(epoch from case when coalesce(t.released + t.reversed, 0) >= l.amount_minor then t.last
                        else cast(:known as timestamptz) end - l.placed_at) / 86400, 2) as days
                from hold_line l join issued i on i.id = l.measure_id cross join unnest(i.laws) as law
                    left join taken t on t.measure_id = l.measure_id and t.line = l.number
                where l.placed_at >= :begins and l.placed_at < :ends),
            money as (
                select clause, law, currency, count(*) as lines, sum(amount_minor) as held, sum(released) as released,
                    sum(reversed) as reversed, percentile_disc(0.5) within group (order by days) as median,
                    percentile_disc(0.9) within group (order by days) as ninety
                from line group by clause, law, currency),
            outside as (
                select m.body, m.body_kind, m.about, count(*) as opened, count(*) filter (where r.outcome is null) as open,
                    count(*) filter (where r.outcome = 'UPHELD') as upheld, count(*) filter (where r.outcome = 'SET_ASIDE') as set_aside,
                    count(*) filter (where r.outcome = 'CHANGED') as changed, count(*) filter (where r.outcome = 'AGREED') as agreed,
                    count(*) filter (where r.outcome = 'RECOMMENDED') as recommended,
                    count(*) filter (where r.outcome in ('NO_AGREEMENT', 'NO_RESULT', 'SETTLED')) as nothing,
                    count(*) filter (where y.outcome in ('OVERTURN', 'CHANGE')) as implemented,
                    percentile_disc(0.5) within group (order by round(extract(epoch from r.recorded_at - m.opened_at) / 86400, 2)) as median
                from mediation m
                    left join mediation_result r on r.mediation_number = m.number and r.recorded_at < :known
                    left join mediation_remedy y on y.mediation_number = m.number and y.decided_at < :known
                where m.told_at >= :begins and m.told_at < :ends and (:confidential or m.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER'))
                group by m.body, m.body_kind, m.about)
            select jsonb_build_object(
                'from', cast(:fromDay as date), 'to', cast(:toDay as date), 'knownAt', utc(:known),
                'statements', coalesce((select jsonb_agg(jsonb_build_object('clause', clause, 'regime', law, 'measure', kind,
                    'issued', issued, 'automatedDetection', detected, 'automatedSupport', supported, 'automatedDecision', 0,
                    'overturned', overturned) order by clause, law, kind) from statements), '[]'),
                'decisions', coalesce((select jsonb_agg(jsonb_build_object('clause', clause, 'regime', law,
                    'medianHours', median, 'p90Hours', ninety) order by clause, law) from decisions), '[]'),
                'complaints', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('clause', clause, 'regime', law,
                    'lodged', lodged, 'open', open, 'upheld', upheld, 'overturned', overturned, 'changed', changed,
                    'ruleChanged', rule_changed, 'answered', answered, 'moot', moot,
                    'medianHours', median, 'p90Hours', ninety)) order by clause, law) from complaints), '[]'),
                'money', coalesce((select jsonb_agg(jsonb_build_object('clause', clause, 'regime', law, 'currency', currency,
                    'lines', lines, 'heldMinor', held, 'releasedMinor', released, 'reversedMinor', reversed,
                    'medianDays', median, 'p90Days', ninety) order by clause, law, currency) from money), '[]'),
                'outside', coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('body', body, 'kind', body_kind, 'about', about,
                    'opened', opened, 'open', open, 'upheld', upheld, 'setAside', set_aside, 'changed', changed, 'agreed', agreed,
                    'recommended', recommended, 'withoutResult', nothing, 'implemented', implemented,
                    'implementedShare', round(implemented::numeric / nullif(set_aside + changed, 0), 4), 'medianDays', median))
                    order by body, body_kind, about) from outside), '[]'))::text""";

    private Figures() {}
}
