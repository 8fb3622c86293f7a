-- A reversal is asked for by one person, signed by another, and then carried out as it was signed, once (never-rule 7). Each
-- row refers to the one before with everything that was said in it, so that nothing can be signed that was not asked for.

-- Whoever signs may be called like a mail address at the desk; nothing else in a command holds an @.
alter table marketplace_command drop constraint marketplace_command_body_check;
alter table marketplace_command add constraint marketplace_command_body_check check (jsonb_typeof(body) = 'object'
    and (body - 'approval')::text ~ '^[][{}", :A-Za-z0-9._/-]*$'
    and coalesce((body -> 'approval')::text, '') ~ '^[{}", :A-Za-z0-9._@/-]*$');

alter table hold_line add unique (measure_id, number, case_number);

-- So much of this line to this client, as it stood when it was asked for, with what was found.
create table reversal_request (
    request_id uuid not null,
    number int not null check (number > 0),
    case_number text not null,
    ground ground not null constraint only_fraud_asks_for_a_reversal check (ground = 'FRAUD'),
    outcome text not null check (outcome = 'REVERSE'),
    finding_id uuid not null,
    finding_result text not null constraint only_confirmed_fraud check (finding_result = 'VIOLATION'),
    measure_id text not null,
    line int not null,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    -- What the line held then: when that has changed, it is to be asked for again.
    open_minor bigint not null,
    contract_id text not null references contract,
    beneficiary account_id not null references account,
    requested_by text not null,
    requested_at timestamptz not null,
    primary key (request_id, number),
    unique (request_id, measure_id, line, contract_id),
    unique (request_id, number, case_number, measure_id, line, currency, amount_minor, contract_id, beneficiary, requested_by),
    constraint no_more_than_the_line_held check (amount_minor <= open_minor),
    foreign key (request_id, case_number, outcome) references decision (id, case_number, outcome),
    foreign key (request_id, requested_by) references decision (id, decided_by),
    foreign key (finding_id, case_number, finding_result) references finding (decision_id, case_number, result),
    foreign key (measure_id, line, ground, currency) references hold_line (measure_id, number, ground, currency),
    foreign key (measure_id, line, case_number) references hold_line (measure_id, number, case_number)
);
create index reversal_request_of_case on reversal_request (case_number, requested_at);

alter table hold_approval add column request_number int not null;
alter table hold_approval add column contract_id text not null;
alter table hold_approval add column approval_outcome text generated always as ('APPROVE') stored;
alter table hold_approval add constraint approval_as_requested
    foreign key (request_id, request_number, case_number, measure_id, line, currency, amount_minor, contract_id, beneficiary, requested_by)
    references reversal_request (request_id, number, case_number, measure_id, line, currency, amount_minor, contract_id, beneficiary, requested_by);
alter table hold_approval add constraint a_request_is_approved_once unique (request_id, request_number);
alter table hold_approval add constraint signed_as_approved
    foreign key (approval_id, case_number, approval_outcome) references decision (id, case_number, outcome);
alter table hold_approval add constraint approval_lasts_a_day check (expires_at <= approved_at + interval '24 hours');

create function check_reversal_request() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    l hold_line;
    c contract;
begin
    select * into l from hold_line where measure_id = new.measure_id and number = new.line for update;
    if l.open_minor <> new.open_minor then
        raise exception 'the line holds %, not %', l.open_minor, new.open_minor;
    end if;
    select * into c from contract where id = new.contract_id;
    if c.client_id <> new.beneficiary then
        raise exception 'only the client of the contract gets it back';
    end if;
    if c.freelancer_id <> l.holder_id or (l.contract_id is not null and l.contract_id <> new.contract_id) then
        raise exception 'the line is not money of this contract';
    end if;
    if new.amount_minor + coalesce((select sum(amount_minor) from reversal_request
            where request_id = new.request_id and measure_id = new.measure_id and line = new.line), 0) > l.open_minor then
        raise exception 'more than the line holds';
    end if;
    return new;
end $$;
create trigger check_reversal_request before insert on reversal_request
    for each row execute function check_reversal_request();

-- What is signed is what was asked for, and neither the line nor the finding has changed since.
create function require_unchanged_facts(request uuid, request_part int, except_approval uuid) returns void
    language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    r reversal_request;
    l hold_line;
    taken bigint;
begin
    select * into r from reversal_request where request_id = request and number = request_part;
    if r.request_id is null then
        return; -- The foreign key says so.
    end if;
    select * into l from hold_line where measure_id = r.measure_id and number = r.line for update;
    -- What other parts of the same request took from this line was asked for with it.
    select coalesce(sum(v.amount_minor), 0) into taken from hold_reversal v join hold_approval a on a.id = v.approval_id
        where a.request_id = request and v.measure_id = r.measure_id and v.line = r.line and v.approval_id <> except_approval;
    if l.open_minor + taken <> r.open_minor then
        raise exception 'the line has changed since the reversal was asked for';
    end if;
    if exists (select 1 from finding f join decision d on d.id = f.decision_id join decision e on e.id = r.finding_id
            where f.case_number = r.case_number and f.decision_id <> r.finding_id and d.decided_at >= e.decided_at) then
        raise exception 'the finding has changed since the reversal was asked for';
    end if;
end $$;

create function check_hold_approval() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    perform require_unchanged_facts(new.request_id, new.request_number, new.id);
    return new;
end $$;
create trigger check_hold_approval before insert on hold_approval for each row execute function check_hold_approval();

create or replace function take_from_hold_line() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    a hold_approval;
begin
    if tg_table_name = 'hold_reversal' then
        select * into a from hold_approval where id = new.approval_id;
        if a.expires_at <= new.reversed_at or new.reversed_at < a.approved_at then
            raise exception 'the approval has expired';
        end if;
        if not exists (select 1 from finding f join hold_line l on l.case_number = f.case_number
                where l.measure_id = new.measure_id and l.number = new.line and f.result = 'VIOLATION') then
            raise exception 'only confirmed fraud is reversed';
        end if;
        if not exists (select 1 from contract c where c.id = a.contract_id and c.client_id = new.beneficiary) then
            raise exception 'only the client of the contract gets it back';
        end if;
        perform require_unchanged_facts(a.request_id, a.request_number, a.id);
    end if;
    update hold_line set open_minor = open_minor - new.amount_minor where measure_id = new.measure_id and number = new.line;
    return null;
end $$;

revoke all on function check_reversal_request(), check_hold_approval(), take_from_hold_line(),
    require_unchanged_facts(uuid, int, uuid) from public;
grant select, insert on reversal_request to ${app_role};
