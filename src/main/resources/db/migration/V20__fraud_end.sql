-- The end of confirmed fraud: money that the marketplace would not take back lies in its line again, and a freeze gives way to
-- the closure that two people signed.

-- The marketplace refused to take this back. What the line holds comes back by this row; what was signed stays as it was.
create table reversal_refusal (
    approval_id uuid primary key references hold_reversal,
    refused_at timestamptz not null
);

create function give_back_to_hold_line() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    v hold_reversal;
begin
    select * into v from hold_reversal where approval_id = new.approval_id;
    if not exists (select 1 from marketplace_command where key = v.command_key and state = 'REJECTED') then
        raise exception 'the marketplace has not refused this reversal';
    end if;
    update hold_line set open_minor = open_minor + v.amount_minor where measure_id = v.measure_id and number = v.line;
    return null;
end $$;
create trigger give_back_to_hold_line after insert on reversal_refusal
    for each row execute function give_back_to_hold_line();

create or replace function require_unchanged_facts(request uuid, request_part int, except_approval uuid) returns void
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
    -- What other parts of the same request took from this line was asked for with it, but for what came back.
    select coalesce(sum(v.amount_minor), 0) into taken from hold_reversal v join hold_approval a on a.id = v.approval_id
        where a.request_id = request and v.measure_id = r.measure_id and v.line = r.line and v.approval_id <> except_approval
            and not exists (select 1 from reversal_refusal f where f.approval_id = v.approval_id);
    if l.open_minor + taken <> r.open_minor then
        raise exception 'the line has changed since the reversal was asked for';
    end if;
    if exists (select 1 from finding f join decision d on d.id = f.decision_id join decision e on e.id = r.finding_id
            where f.case_number = r.case_number and f.decision_id <> r.finding_id and d.decided_at >= e.decided_at) then
        raise exception 'the finding has changed since the reversal was asked for';
    end if;
end $$;

-- A freeze ends as decided only where the same decision closed the account at once, signed by somebody else.
create or replace function check_hold_at_commit() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
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
                and not exists (select 1 from measure where id = new.measure_id and kind = 'HOLD')
                and not (new.ended_as = 'DECIDED' and exists (select 1 from measure m join measure c on c.case_number = m.case_number
                    where m.id = new.measure_id and m.kind = 'FREEZE' and m.ground = 'FRAUD'
                        and c.kind = 'CLOSURE' and c.closure_exception_id = new.decision_id)) then
            raise exception 'only a hold ends so, or a freeze whose account is closed at once';
        end if;
    elsif exists (select 1 from hold_line where case_number = new.number and open_minor > 0) then
        raise exception 'a closed case still holds money';
    end if;
    return null;
end $$;

-- Who frozen accounts are is asked whenever something of a contract changes.
create index freeze_of_subject on measure (subject_id) where kind = 'FREEZE';

-- The sweep looks at the conditions of what may still be in force, however many measures there ever were.
create index measure_by_its_end on measure (ends_at);

revoke all on function give_back_to_hold_line() from public;
grant select, insert on reversal_refusal to ${app_role};
