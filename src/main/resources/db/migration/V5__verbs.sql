-- What staff do with a case besides deciding. Only ever added to; what happened before stays as it was written.

-- A case changes hands only with the message to a person who knows of it, in the same transaction.
create table case_handover (
    id uuid primary key,
    case_number text not null references enforcement_case,
    from_manager text,
    to_manager text not null,
    reason_id uuid,
    reason_sha256 sha256,
    handed_by text not null,
    handed_at timestamptz not null,
    -- Null where the person does not know of the case.
    message_key text,
    constraint handover_with_its_message foreign key (message_key) references outbox (dedupe_key) deferrable initially deferred,
    check (from_manager is null or lower(from_manager) <> lower(to_manager))
);
create index handover_of_case on case_handover (case_number);

create table case_link (
    case_number text not null references enforcement_case,
    other_number text not null references enforcement_case,
    kind text not null check (kind in ('RELATED', 'RECLASSIFIED', 'JOINED')),
    reason_id uuid not null,
    reason_sha256 sha256 not null,
    linked_by text not null,
    linked_at timestamptz not null,
    primary key (case_number, other_number),
    check (case_number <> other_number)
);
create index link_to_case on case_link (other_number);
create unique index one_link_a_pair on case_link (least(case_number, other_number), greatest(case_number, other_number));

-- A report moves with its matter; what was answered to its sender stays in report_outcome.
create table report_move (
    id bigint generated always as identity primary key,
    report_number text not null references report,
    from_case text not null references enforcement_case,
    to_case text not null references enforcement_case,
    moved_at timestamptz not null,
    check (from_case <> to_case)
);
create index move_of_report on report_move (report_number, id);
create index move_to_case on report_move (to_case);

-- Where each report belongs now, and since when.
create view case_report as
    select o.report_number, o.case_number, o.decided_at as since from report_outcome o
    where o.case_number is not null and not exists (select 1 from report_move m where m.report_number = o.report_number)
    union all
    select m.report_number, m.to_case, m.moved_at from report_move m
    where not exists (select 1 from report_move later where later.report_number = m.report_number and later.id > m.id);

create table report_by_hand (
    report_number text primary key references report,
    evidence_id uuid,
    evidence_sha256 sha256,
    reported_by text not null,
    reported_at timestamptz not null
);

-- A measure that was wrong, taken back by a human, and the table's rule that had proposed it.
create table measure_withdrawal (
    measure_id text primary key references measure,
    case_number text not null,
    decision_id uuid not null,
    outcome text not null check (outcome = 'WITHDRAW'),
    rule text,
    table_version int,
    withdrawn_at timestamptz not null,
    check ((rule is null) = (table_version is null)),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);
alter table measure add unique (id, case_number);
alter table measure_withdrawal add foreign key (measure_id, case_number) references measure (id, case_number);

alter table measure_end drop constraint measure_end_ended_as_check;
alter table measure_end add constraint measure_end_ended_as_check
    check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN'));
-- Nothing ends as withdrawn unless a human withdrew exactly this measure (never-rule 3).
alter table measure_end add column withdrawn_id text generated always as
    (case when ended_as = 'WITHDRAWN' then measure_id end) stored;
alter table measure_end add constraint withdrawn_by_a_human foreign key (withdrawn_id) references measure_withdrawal;

-- Moot: the measure was withdrawn before the appeal was answered, which is what the person asked for.
alter table appeal drop constraint appeal_outcome_check;
alter table appeal add constraint appeal_outcome_check check (outcome in ('UPHOLD', 'OVERTURN', 'MOOT'));

alter table staff_absence add column marked_by text not null default 'desk';
alter table staff_absence alter column marked_by drop default;

grant select, insert on case_handover, case_link, report_move, report_by_hand, measure_withdrawal to ${app_role};
grant select on case_report to ${app_role};
grant usage on all sequences in schema fairhold to ${app_role};
