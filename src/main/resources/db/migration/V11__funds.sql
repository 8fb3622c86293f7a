-- Holds: what a measure of kind HOLD keeps back, line by line, and what became of it. Rows are only added. What a line still
-- holds is kept beside it by the triggers below, which the owner's rights run: no caller writes it.

-- A hold ends when all of it was given back, or when its case is decided.
alter table measure_end drop constraint measure_end_ended_as_check;
alter table measure_end add constraint measure_end_ended_as_check
    check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'RELEASED', 'DECIDED'));
alter table measure_end drop constraint measure_end_check;
alter table measure_end add constraint measure_end_check
    check (ended_as in ('EXPIRED', 'UNCONFIRMED', 'RELEASED', 'DECIDED') or decision_id is not null);

alter table measure add unique (id, case_number, ground, subject_id, kind);
alter table measure add constraint measure_has_a_clause check (length(trim(clause)) > 0 and clause_version > 0);
-- No provider keeps money back longer; tables may be stricter (never-rule 6).
alter table measure add constraint hold_ends_before_the_providers_limit
    check (kind <> 'HOLD' or ends_at is null or ends_at - effective_at <= interval '90 days');
alter table decision add unique (id, decided_by);

-- What a human chose to hold; the amounts are what the measure's lines come from (never-rule 3).
create table hold_choice (
    decision_id uuid not null,
    case_number text not null,
    outcome text not null check (outcome = 'HOLD'),
    number int not null check (number > 0),
    contract_id text not null references contract,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    origin text not null check (origin in ('PENDING', 'AVAILABLE')),
    primary key (decision_id, number),
    unique (decision_id, contract_id, currency, origin),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);

create table hold_line (
    measure_id text not null,
    number int not null check (number > 0),
    case_number text not null,
    ground ground not null,
    holder_id account_id not null,
    kind measure_kind not null check (kind = 'HOLD'),
    contract_id text references contract,
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    amount_minor bigint not null check (amount_minor > 0),
    origin text not null check (origin in ('PENDING', 'AVAILABLE')),
    -- As the contract said when the line was placed.
    disputed_minor bigint not null check (disputed_minor >= 0),
    chargeback_minor bigint not null check (chargeback_minor >= 0),
    limit_minor bigint not null generated always as (disputed_minor + chargeback_minor) stored,
    -- What it still holds. Only the triggers of this file write it.
    open_minor bigint not null,
    placed_at timestamptz not null,
    command_key text not null unique,
    primary key (measure_id, number),
    unique (measure_id, number, ground, currency),
    foreign key (measure_id, case_number, ground, holder_id, kind) references measure (id, case_number, ground, subject_id, kind),
    constraint hold_line_has_a_contract check (contract_id is not null or ground in ('FRAUD', 'ACCOUNT_TAKEOVER')),
    constraint hold_line_within_its_limit check (ground in ('FRAUD', 'ACCOUNT_TAKEOVER') or amount_minor <= limit_minor),
    constraint no_more_than_was_held check (open_minor between 0 and amount_minor)
);
-- What an ended contract frees is found by this, however many other holds are open.
create index open_hold_line on hold_line (contract_id, measure_id) where open_minor > 0;
create index open_hold_of_holder on hold_line (holder_id) where open_minor > 0;
create index hold_line_of_case on hold_line (case_number);

-- Why money went back, or was never kept. In fraud and takeover no event, cap or date releases anything (never-rule 8).
create table hold_release (
    measure_id text not null,
    line int not null,
    number int not null check (number > 0),
    ground ground not null,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    why text not null check (why in ('CONTRACT_COMPLETED', 'ABOVE_LIMIT', 'LINE_DECIDED', 'CASE_DECIDED', 'EXPIRED',
        'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'NOT_HELD')),
    decision_id uuid references decision,
    released_at timestamptz not null,
    -- Null where the marketplace never held it, so that nothing is to be given back.
    command_key text unique,
    primary key (measure_id, line, number),
    foreign key (measure_id, line, ground, currency) references hold_line (measure_id, number, ground, currency),
    check ((why = 'NOT_HELD') = (command_key is null)),
    check (why not in ('LINE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN') or decision_id is not null),
    constraint in_fraud_a_human_releases check (ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') or why = 'NOT_HELD'
        or (decision_id is not null and why in ('LINE_DECIDED', 'CASE_DECIDED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN')))
);

-- A contract that ended in another way than well and undisputed: somebody was asked about its line, once for each end.
create table hold_question (
    measure_id text not null,
    line int not null,
    contract_ended_at timestamptz not null,
    asked_at timestamptz not null,
    primary key (measure_id, line, contract_ended_at),
    foreign key (measure_id, line) references hold_line (measure_id, number)
);

-- Two people sign that exactly this much of a line goes to exactly that client (never-rule 7).
create table hold_approval (
    id uuid primary key,
    measure_id text not null,
    line int not null,
    case_number text not null,
    ground ground not null constraint only_fraud_reverses check (ground = 'FRAUD'),
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    beneficiary account_id not null references account,
    requested_by text not null,
    request_id uuid not null,
    approved_by text not null,
    approval_id uuid not null,
    approved_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > approved_at),
    constraint two_different_signers check (lower(trim(requested_by)) <> lower(trim(approved_by))),
    constraint two_different_signatures check (request_id <> approval_id),
    unique (id, measure_id, line, ground, currency, amount_minor, beneficiary),
    foreign key (measure_id, line, ground, currency) references hold_line (measure_id, number, ground, currency),
    foreign key (request_id, case_number) references decision (id, case_number),
    foreign key (request_id, requested_by) references decision (id, decided_by),
    foreign key (approval_id, case_number) references decision (id, case_number),
    foreign key (approval_id, approved_by) references decision (id, decided_by)
);

create table hold_reversal (
    approval_id uuid primary key,
    measure_id text not null,
    line int not null,
    ground ground not null constraint only_fraud_is_reversed check (ground = 'FRAUD'),
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    beneficiary account_id not null,
    reversed_at timestamptz not null,
    command_key text not null unique,
    constraint reversal_as_approved foreign key (approval_id, measure_id, line, ground, currency, amount_minor, beneficiary)
        references hold_approval (id, measure_id, line, ground, currency, amount_minor, beneficiary)
);

-- The contract's row is held while a line is placed on it: what ends it meanwhile finds the line afterwards.
create function place_hold_line() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    c contract;
    disputed bigint := 0;
    chargeback bigint := 0;
    held bigint;
begin
    perform 1 from enforcement_case where number = new.case_number and closed_at is null for share;
    if not found then
        raise exception 'a hold belongs to an open case';
    end if;
    if exists (select 1 from measure_end where measure_id = new.measure_id) then
        raise exception 'a hold that has ended holds nothing more';
    end if;
    new.open_minor := new.amount_minor;
    if new.contract_id is null then
        if new.disputed_minor <> 0 or new.chargeback_minor <> 0 then
            raise exception 'a line without a contract has no limit';
        end if;
        return new;
    end if;
    select * into c from contract where id = new.contract_id for update;
    if c.freelancer_id <> new.holder_id then
        raise exception 'the contract pays somebody else';
    end if;
    if c.disputed and c.disputed_currency = new.currency then
        disputed := coalesce(c.disputed_amount_minor, 0);
    end if;
    if c.chargeback_currency = new.currency then
        chargeback := coalesce(c.chargeback_amount_minor, 0);
    end if;
    if new.disputed_minor <> disputed or new.chargeback_minor <> chargeback then
        raise exception 'the contract says % disputed and % charged back in %', disputed, chargeback, new.currency;
    end if;
    select coalesce(sum(open_minor), 0) into held from hold_line
        where contract_id = new.contract_id and currency = new.currency and open_minor > 0;
    if new.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER') and held + new.amount_minor > disputed + chargeback then
        raise exception 'more than is disputed and charged back would be held for this contract';
    end if;
    return new;
end $$;
create trigger place_hold_line before insert on hold_line for each row execute function place_hold_line();

create function take_from_hold_line() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if tg_table_name = 'hold_reversal' then
        if (select expires_at from hold_approval where id = new.approval_id) <= new.reversed_at then
            raise exception 'the approval has expired';
        end if;
        if not exists (select 1 from finding f join hold_line l on l.case_number = f.case_number
                where l.measure_id = new.measure_id and l.number = new.line and f.result = 'VIOLATION') then
            raise exception 'only confirmed fraud is reversed';
        end if;
        if not exists (select 1 from hold_line l join contract c on c.id = l.contract_id
                where l.measure_id = new.measure_id and l.number = new.line and c.client_id = new.beneficiary) then
            raise exception 'only the client of the contract gets it back';
        end if;
    end if;
    update hold_line set open_minor = open_minor - new.amount_minor where measure_id = new.measure_id and number = new.line;
    return null;
end $$;
create trigger take_from_hold_line after insert on hold_release for each row execute function take_from_hold_line();
create trigger take_from_hold_line after insert on hold_reversal for each row execute function take_from_hold_line();

create function check_hold_at_commit() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if tg_table_name = 'measure' then
        if not exists (select 1 from hold_line where measure_id = new.id) then
            raise exception 'a hold without a line';
        end if;
    elsif tg_table_name = 'measure_end' then
        if exists (select 1 from hold_line where measure_id = new.measure_id and open_minor > 0) then
            raise exception 'a hold that has ended still holds money';
        end if;
        if new.ended_as in ('RELEASED', 'DECIDED')
                and not exists (select 1 from measure where id = new.measure_id and kind = 'HOLD') then
            raise exception 'only a hold ends so';
        end if;
    elsif exists (select 1 from hold_line where case_number = new.number and open_minor > 0) then
        raise exception 'a closed case still holds money';
    end if;
    return null;
end $$;
create constraint trigger hold_has_a_line after insert on measure deferrable initially deferred
    for each row when (new.kind = 'HOLD') execute function check_hold_at_commit();
create constraint trigger ended_hold_is_empty after insert on measure_end deferrable initially deferred
    for each row execute function check_hold_at_commit();
create constraint trigger closed_case_holds_nothing after update of closed_at on enforcement_case deferrable initially deferred
    for each row when (new.closed_at is not null) execute function check_hold_at_commit();

revoke all on function place_hold_line(), take_from_hold_line(), check_hold_at_commit() from public;
grant select, insert on hold_choice, hold_line, hold_release, hold_question, hold_approval, hold_reversal to ${app_role};
