-- Account takeover: the thief is frozen, the owner proves who they are, and each thing that was done in their name is kept,
-- undone, or told to whom it reached (never-rule 10).

alter table enforcement_case add constraint takeover_cites_a_clause
    check (ground <> 'ACCOUNT_TAKEOVER' or (clause is not null and clause_version is not null));
alter table enforcement_case add unique (number, subject_id);

-- Nothing that a thief did is held against the owner: no finding against them, no measure but the freeze.
alter table finding add constraint takeover_finds_nothing_against_the_owner check (ground <> 'ACCOUNT_TAKEOVER' or result = 'NONE');
alter table measure add constraint takeover_only_freezes check (ground <> 'ACCOUNT_TAKEOVER' or kind = 'FREEZE');

-- From when on what was done may be another's doing.
create table takeover (
    case_number text primary key,
    ground ground not null constraint only_takeover_is_noted check (ground = 'ACCOUNT_TAKEOVER'),
    account_id account_id not null,
    suspected_since timestamptz not null,
    noted_at timestamptz not null check (suspected_since <= noted_at),
    unique (case_number, account_id),
    foreign key (case_number, ground) references enforcement_case (number, ground),
    foreign key (case_number, account_id) references enforcement_case (number, subject_id)
);
create index takeover_of_account on takeover (account_id);

-- What the marketplace's identity check reported. A failed one is kept, and proves nothing.
create table owner_proof (
    id uuid primary key,
    case_number text not null references takeover,
    channel text not null check (channel in ('EMAIL', 'SECOND_EMAIL', 'PHONE', 'IDENTITY_DOCUMENT', 'IN_PERSON')),
    proven boolean not null,
    reported_at timestamptz not null
);
create index proof_of_case on owner_proof (case_number);
create unique index owner_is_proven_once on owner_proof (case_number) where proven;

-- What was changed since the suspected time, as the marketplace said.
create table change_question (
    id uuid primary key,
    case_number text not null references takeover,
    asked_at timestamptz not null
);
create index change_question_of_case on change_question (case_number);
create table change_answer (
    question_id uuid primary key references change_question,
    answered_at timestamptz not null
);
create table takeover_change (
    case_number text not null references takeover,
    change_id text not null check (change_id ~ '^[A-Za-z0-9._:/-]{1,200}$'),
    what text not null check (what ~ '^[A-Za-z0-9._:/-]{1,200}$'),
    at timestamptz not null,
    can_be_undone boolean not null,
    contract_id text check (contract_id ~ '^[A-Za-z0-9._:-]{1,64}$'),
    primary key (case_number, change_id),
    unique (case_number, change_id, can_be_undone)
);

-- What somebody decided about each; what was commanded stands in marketplace_command. A command that was rejected is decided anew.
create table change_decision (
    case_number text not null,
    change_id text not null,
    decision_id uuid not null,
    outcome text not null check (outcome in ('KEEP', 'UNDO', 'CANNOT_BE_UNDONE')),
    undoable boolean generated always as (case when outcome = 'UNDO' then true end) stored,
    command_key text check (command_key ~ '^[A-Za-z0-9._:/-]{1,200}$'),
    primary key (case_number, change_id, decision_id),
    constraint undone_or_told_by_command check ((outcome = 'KEEP') = (command_key is null)),
    foreign key (case_number, change_id) references takeover_change,
    constraint only_what_can_be_undone_is foreign key (case_number, change_id, undoable)
        references takeover_change (case_number, change_id, can_be_undone),
    foreign key (decision_id, case_number) references decision (id, case_number)
);

-- What nobody has decided about, or what was decided but is not done.
create view unsettled_change as
    select c.case_number, c.change_id from takeover_change c
    where not exists (select 1 from change_decision d left join marketplace_command m on m.key = d.command_key
        where d.case_number = c.case_number and d.change_id = c.change_id and (d.outcome = 'KEEP' or m.state = 'CONFIRMED'));

-- The owner's own lock takes everything at once and needs no decision (never-rule 3); that it ends does.
create sequence account_lock_number start 1001;
create table account_lock (
    number text primary key check (number ~ '^L-[0-9]+$'),
    account_id account_id not null,
    case_number text not null,
    locked_by text not null constraint only_the_owner_locks check (locked_by = 'OWNER'),
    locked_at timestamptz not null,
    unique (number, case_number),
    foreign key (case_number, account_id) references takeover (case_number, account_id)
);
create index lock_of_account on account_lock (account_id);
create table account_lock_end (
    lock_number text primary key,
    case_number text not null,
    ended_as text not null check (ended_as in ('REPLACED', 'LIFTED')),
    measure_id text,
    decision_id uuid not null,
    ended_at timestamptz not null,
    constraint a_freeze_replaces_it check ((ended_as = 'REPLACED') = (measure_id is not null)),
    foreign key (lock_number, case_number) references account_lock (number, case_number),
    foreign key (measure_id, case_number) references measure (id, case_number),
    foreign key (decision_id, case_number) references decision (id, case_number)
);

-- When what happened on an account was perhaps another's doing: it is nobody's performance.
create view takeover_window as
    select t.account_id, t.case_number, t.suspected_since as since, coalesce(c.closed_at, 'infinity') as until
    from takeover t join enforcement_case c on c.number = t.case_number
    where c.closed_at is null or c.closed_as = 'RESTORED';

-- A freeze ends as RESTORED once the owner is proven and nothing is left to settle.
alter table measure_end drop constraint measure_end_ended_as_check;
alter table measure_end add constraint measure_end_ended_as_check check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED',
    'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'RELEASED', 'DECIDED', 'UNFOUNDED', 'RESTORED'));
alter table hold_release drop constraint hold_release_why_check;
alter table hold_release add constraint hold_release_why_check check (why in ('CONTRACT_COMPLETED', 'ABOVE_LIMIT', 'LINE_DECIDED',
    'CASE_DECIDED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'NOT_HELD', 'UNFOUNDED', 'NOT_REVERSED',
    'RESTORED'));
alter table hold_release drop constraint a_human_gives_back;
alter table hold_release add constraint a_human_gives_back
    check (why not in ('LINE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'UNFOUNDED', 'NOT_REVERSED', 'RESTORED')
        or decision_id is not null);
alter table hold_release drop constraint in_fraud_a_human_releases;
alter table hold_release add constraint in_fraud_a_human_releases check (ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') or why = 'NOT_HELD'
    or (decision_id is not null
        and why in ('LINE_DECIDED', 'CASE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'UNFOUNDED', 'NOT_REVERSED', 'RESTORED')));

create function only_to_its_owner() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    restored measure;
begin
    if new.ended_as <> 'RESTORED' then
        return new;
    end if;
    select * into restored from measure where id = new.measure_id;
    if restored.ground <> 'ACCOUNT_TAKEOVER' or not exists (select 1 from decision d
            where d.id = new.decision_id and d.case_number = restored.case_number and d.step = 'decideChanges') then
        raise exception 'only an account that was taken over is restored, by a decision about what was changed';
    end if;
    if not exists (select 1 from owner_proof p where p.case_number = restored.case_number and p.proven) then
        raise exception 'an account is restored to an owner who is proven';
    end if;
    if not exists (select 1 from change_answer a join change_question q on q.id = a.question_id
            where q.case_number = restored.case_number) then
        raise exception 'nobody knows yet what was changed';
    end if;
    if exists (select 1 from unsettled_change u where u.case_number = restored.case_number) then
        raise exception 'something that was changed is not settled';
    end if;
    return new;
end $$;
create trigger only_to_its_owner before insert on measure_end for each row execute function only_to_its_owner();

-- A channel that was changed since the suspected time may be the thief's.
create function check_owner_proof() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    t takeover;
    before account_contact;
    now_known account_contact;
begin
    if not new.proven then
        return new;
    end if;
    select * into t from takeover where case_number = new.case_number;
    if exists (select 1 from enforcement_case c where c.number = new.case_number and c.closed_at is not null) then
        raise exception 'the case is closed';
    end if;
    if exists (select 1 from takeover_change c where c.case_number = new.case_number and c.what = new.channel) then
        raise exception 'this channel was changed since the suspected time';
    end if;
    if new.channel in ('EMAIL', 'SECOND_EMAIL') then
        select * into before from account_contact where account_id = t.account_id and valid_from < t.suspected_since
            order by valid_from desc limit 1;
        select * into now_known from account_contact where account_id = t.account_id order by valid_from desc limit 1;
        if before.account_id is null
                or (new.channel = 'EMAIL' and before.email <> now_known.email)
                or (new.channel = 'SECOND_EMAIL' and (before.second_email is null
                    or before.second_email is distinct from now_known.second_email)) then
            raise exception 'this channel was changed since the suspected time';
        end if;
    end if;
    return new;
end $$;
create trigger check_owner_proof before insert on owner_proof for each row execute function check_owner_proof();

grant select, insert on takeover, owner_proof, change_question, change_answer, takeover_change, change_decision,
    account_lock, account_lock_end to ${app_role};
grant select on unsettled_change, takeover_window to ${app_role};
grant usage on all sequences in schema fairhold to ${app_role};
revoke all on function only_to_its_owner(), check_owner_proof() from public;
