-- Fraud: freeze first, by a human on call, and look into it after. What is known may be withheld for a few days, by name and with
-- a date; whoever was frozen for nothing is told so, and it is counted.

-- Where a case freezes first, the person's chance to answer does not come before the finding (never-rule 4).
alter table finding drop constraint finding_case_number_fkey;
alter table finding add column heard_case text generated always as
    (case when ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') then case_number end) stored;
alter table finding add constraint finding_after_the_answer foreign key (heard_case) references answer_window_end;
create unique index one_finding_in_fraud on finding (case_number) where ground in ('FRAUD', 'ACCOUNT_TAKEOVER');

alter table enforcement_case add constraint fraud_cites_a_clause
    check (ground <> 'FRAUD' or (clause is not null and clause_version is not null));

-- A freeze keeps everything: its lines have no contract, one for each currency and origin.
alter table hold_line drop constraint hold_line_kind_check;
alter table hold_line add constraint hold_line_kind_check check (kind in ('HOLD', 'FREEZE'));

alter table measure_end drop constraint measure_end_ended_as_check;
alter table measure_end add constraint measure_end_ended_as_check check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED',
    'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'RELEASED', 'DECIDED', 'UNFOUNDED'));
alter table hold_release drop constraint hold_release_why_check;
alter table hold_release add constraint hold_release_why_check check (why in ('CONTRACT_COMPLETED', 'ABOVE_LIMIT', 'LINE_DECIDED',
    'CASE_DECIDED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'NOT_HELD', 'UNFOUNDED', 'NOT_REVERSED'));
alter table hold_release drop constraint hold_release_check1;
alter table hold_release add constraint a_human_gives_back check
    (why not in ('LINE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'UNFOUNDED', 'NOT_REVERSED') or decision_id is not null);
alter table hold_release drop constraint in_fraud_a_human_releases;
alter table hold_release add constraint in_fraud_a_human_releases check (ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') or why = 'NOT_HELD'
    or (decision_id is not null
        and why in ('LINE_DECIDED', 'CASE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'UNFOUNDED', 'NOT_REVERSED')));

-- In fraud and takeover nothing ends by itself (never-rule 8).
create function only_humans_end_a_freeze() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if new.ended_as in ('EXPIRED', 'UNCONFIRMED', 'RELEASED') and exists (select 1 from measure
            where id = new.measure_id and ground in ('FRAUD', 'ACCOUNT_TAKEOVER')) then
        raise exception 'in fraud and takeover a human ends a measure';
    end if;
    if new.ended_as = 'UNFOUNDED' and not exists (select 1 from measure m join finding f on f.case_number = m.case_number
            where m.id = new.measure_id and m.kind = 'FREEZE' and f.result = 'NONE' and f.decision_id = new.decision_id) then
        raise exception 'only a freeze without a finding is unfounded';
    end if;
    return new;
end $$;
create trigger only_humans_end_a_freeze before insert on measure_end for each row execute function only_humans_end_a_freeze();
alter table measure add constraint a_freeze_has_no_end check (kind <> 'FREEZE' or (ends_at is null and review_at is not null));

-- What an account had when somebody was about to freeze it, as the marketplace said.
create table balance_question (
    id uuid primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    asked_at timestamptz not null
);
create index balance_question_of_case on balance_question (case_number, asked_at);
create table balance_answer (
    question_id uuid primary key references balance_question,
    answered_at timestamptz not null
);
create table balance_read (
    question_id uuid not null references balance_answer,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    pending_minor bigint not null check (pending_minor >= 0),
    available_minor bigint not null check (available_minor >= 0),
    primary key (question_id, currency)
);

-- What whoever decides a freeze wants to withhold, until the freeze is there.
create table withheld_choice (
    decision_id uuid primary key references decision,
    parts text[] not null check (cardinality(parts) > 0 and parts <@ array['FACTS', 'SOURCE']),
    reason_id uuid not null,
    reason_sha256 sha256 not null,
    look_again_days int not null check (look_again_days between 1 and 3)
);

-- What a statement does not say yet: why, who approved that, and when it is looked at again, three days ahead at most (never-rule 2).
create table withheld_part (
    measure_id text not null references measure,
    part text not null check (part in ('FACTS', 'SOURCE')),
    case_number text not null,
    ground ground not null constraint only_fraud_withholds check (ground in ('FRAUD', 'ACCOUNT_TAKEOVER')),
    decision_id uuid not null,
    approved_by text not null,
    reason_id uuid not null,
    reason_sha256 sha256 not null,
    withheld_at timestamptz not null,
    look_again_at timestamptz not null,
    primary key (measure_id, part, withheld_at),
    constraint looked_at_again_within_three_days
        check (look_again_at > withheld_at and look_again_at <= withheld_at + interval '3 days'),
    foreign key (case_number, ground) references enforcement_case (number, ground),
    foreign key (measure_id, case_number) references measure (id, case_number),
    foreign key (decision_id, case_number) references decision (id, case_number),
    foreign key (decision_id, approved_by) references decision (id, decided_by)
);

-- Accounts that belong to the matter. Each has a case of its own where something is held against it.
create table linked_account (
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    decision_id uuid not null,
    linked_at timestamptz not null,
    primary key (case_number, account_id),
    foreign key (decision_id, case_number) references decision (id, case_number)
);

-- A freeze that turned out to have no reason: how long it lasted, and what had raised the suspicion.
create table wrong_freeze (
    measure_id text primary key references measure_end,
    case_number text not null,
    decision_id uuid not null,
    outcome text not null check (outcome = 'NONE'),
    lost_days int not null check (lost_days > 0),
    signal text not null check (length(signal) > 0),
    counted_at timestamptz not null,
    foreign key (measure_id, case_number) references measure (id, case_number),
    foreign key (decision_id, case_number, outcome) references finding (decision_id, case_number, result)
);

-- Who is called first, and next. Absences stand in staff_absence.
create table on_call (
    id bigint generated always as identity primary key,
    team text not null check (team <> ''),
    user_id text not null,
    position int not null check (position between 1 and 99),
    on_call_from timestamptz not null,
    on_call_until timestamptz not null check (on_call_until > on_call_from),
    set_by text not null,
    unique (team, user_id, on_call_from)
);
create index on_call_now on on_call (team, on_call_until);
create table called_out (
    case_number text not null references enforcement_case,
    step text not null,
    number int not null check (number > 0),
    user_id text not null,
    called_at timestamptz not null,
    primary key (case_number, step, number),
    unique (case_number, step, user_id)
);

grant select, insert on balance_question, balance_answer, balance_read, withheld_choice, withheld_part, linked_account, wrong_freeze, called_out to ${app_role};
grant select, insert, delete on on_call to ${app_role};
grant usage on all sequences in schema fairhold to ${app_role};
revoke all on function only_humans_end_a_freeze() from public;
