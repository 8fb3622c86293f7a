-- Money that was reversed for a fraud that was none is owed to whose it was. How they got it back is said by one person and signed by
-- another; no case whose freeze was wrong is closed before. Where the closure after a fraud was wrong, the fraud itself may stand.
create table repayment (
    measure_id text primary key,
    case_number text not null,
    decision_id uuid not null references decision,
    owed_at timestamptz not null,
    foreign key (measure_id, case_number) references measure (id, case_number)
);
create index repayment_of_case on repayment (case_number);

create table repayment_proposal (
    decision_id uuid primary key,
    measure_id text not null references repayment,
    case_number text not null,
    outcome text not null check (outcome in ('OWN_FUNDS', 'CLIENT_RETURNED', 'NOTHING_LEFT', 'FRAUD_STANDS')),
    reference text not null check (reference ~ '^[A-Za-z0-9._:/-]{3,64}$'),
    decided_by text not null,
    unique (decision_id, measure_id, decided_by),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome),
    foreign key (decision_id, decided_by) references decision (id, decided_by)
);
create index repayment_proposal_of_measure on repayment_proposal (measure_id);

create table repayment_line (
    decision_id uuid not null references repayment_proposal,
    approval_id uuid not null references hold_reversal,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    primary key (decision_id, approval_id)
);

create table repayment_done (
    measure_id text primary key references repayment,
    decision_id uuid not null,
    decided_by text not null,
    signature_id uuid not null,
    signed_by text not null,
    done_at timestamptz not null,
    constraint repaid_by_two_people check (lower(decided_by) <> lower(signed_by)),
    foreign key (decision_id, measure_id, decided_by) references repayment_proposal (decision_id, measure_id, decided_by),
    foreign key (signature_id, signed_by) references decision (id, decided_by)
);

-- All of it, to the cent, or nothing is settled.
create function check_repayment() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if tg_table_name = 'enforcement_case' then
        if exists (select 1 from repayment r join measure m on m.id = r.measure_id
                where r.case_number = new.number and m.kind = 'FREEZE'
                and not exists (select 1 from repayment_done d where d.measure_id = r.measure_id)) then
            raise exception 'a closed case still owes money';
        end if;
        return null;
    end if;
    if exists (select 1 from repayment_proposal p join measure m on m.id = p.measure_id
            where p.decision_id = new.decision_id and p.outcome = 'FRAUD_STANDS') then
        if not exists (select 1 from measure m where m.id = new.measure_id and m.kind = 'CLOSURE') then
            raise exception 'where a freeze was wrong no fraud stands';
        end if;
        return null;
    end if;
    if exists (select 1 from repayment r join hold_line l on l.case_number = r.case_number
                join hold_reversal v on v.measure_id = l.measure_id and v.line = l.number
            where r.measure_id = new.measure_id
                and not exists (select 1 from reversal_refusal f where f.approval_id = v.approval_id)
                and not exists (select 1 from repayment_line p where p.decision_id = new.decision_id and p.approval_id = v.approval_id
                    and p.amount_minor = v.amount_minor and p.currency = v.currency)) then
        raise exception 'not all that was reversed is given back';
    end if;
    return null;
end $$;
create trigger closed_case_owes_nothing after update of closed_at on enforcement_case
    for each row when (old.closed_at is null and new.closed_at is not null) execute function check_repayment();
create constraint trigger all_is_repaid after insert on repayment_done deferrable initially deferred
    for each row execute function check_repayment();
revoke all on function check_repayment() from public;
grant select, insert on repayment, repayment_proposal, repayment_line, repayment_done to ${app_role};

-- A row of a table that led to a measure which turned out wrong is looked at by its owner: one open review for a row, never for a
-- person or a case.
create table rule_review (
    id bigint generated always as identity primary key,
    ground ground not null check (ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')),
    clause text not null,
    kind measure_kind not null,
    decision_table text not null,
    rule text not null,
    table_version int not null,
    opened_at timestamptz not null,
    due_at timestamptz,
    answered_at timestamptz,
    check (answered_at >= opened_at)
);
create unique index one_open_review_of_a_rule on rule_review (decision_table, rule, clause, kind) where answered_at is null;
create table rule_review_answer (
    review_id bigint primary key references rule_review,
    changed boolean not null,
    text_id uuid not null,
    text_sha256 sha256 not null,
    answered_by text not null check (length(trim(answered_by)) > 0),
    answered_at timestamptz not null
);
grant select, insert on rule_review, rule_review_answer to ${app_role};
grant update (due_at, answered_at) on rule_review to ${app_role};

-- What a late appeal rests on can still be had: six months for the appeal, and a month.
alter table measure add constraint closure_leaves_time_to_appeal
    check (closure_data_until - effective_at >= interval '214 days') not valid;
