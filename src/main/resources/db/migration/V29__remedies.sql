-- A measure is found wrong or too hard by somebody who did not decide it: who answered an appeal, or who carries out what a
-- mediator said. This is what takes it off the record, whatever made them look.
create table measure_remedy (
    decision_id uuid primary key,
    measure_id text not null,
    case_number text not null,
    outcome text not null check (outcome in ('OVERTURN', 'CHANGE')),
    decided_at timestamptz not null,
    unique (decision_id, measure_id),
    foreign key (measure_id, case_number) references measure (id, case_number),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);
create index remedy_of_measure on measure_remedy (measure_id);
insert into measure_remedy
    select a.decision_id, a.measure_id, a.case_number, a.outcome, a.answered_at from appeal a where a.outcome in ('OVERTURN', 'CHANGE');

create function remedy_by_somebody_else() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if exists (select 1 from measure m join decision d on d.id = m.decision_id join decision r on r.id = new.decision_id
            where m.id = new.measure_id and lower(d.decided_by) = lower(r.decided_by)) then
        raise exception 'whoever decided a measure does not decide about it again';
    end if;
    return new;
end $$;
create trigger remedy_by_somebody_else before insert on measure_remedy for each row execute function remedy_by_somebody_else();
revoke all on function remedy_by_somebody_else() from public;

alter table measure_end add column remedy_id uuid generated always as
    (case when ended_as in ('OVERTURNED', 'CHANGED') then decision_id end) stored;
alter table measure_end add constraint ended_by_somebody_else foreign key (remedy_id, measure_id)
    references measure_remedy (decision_id, measure_id);

-- What was changed counts once: as what it was changed to.
create or replace view infringement as
    select m.* from measure m
    where m.kind in ('WARNING', 'RESTRICTION', 'SUSPENSION')
      and not exists (select 1 from measure_remedy r where r.measure_id = m.id)
      and not exists (select 1 from measure_withdrawal w where w.measure_id = m.id)
      and not (m.finding_result = 'HONEST_MISTAKE' and exists (
          select 1 from lesson_taken l where l.case_number = m.case_number and l.correct = l.questions));

-- What is offered for lost days is a command to the marketplace.
alter table compensation alter column appeal_number drop not null;
alter table compensation add column decision_id uuid references decision;
update compensation c set decision_id = a.decision_id from appeal a where a.number = c.appeal_number;
alter table compensation drop column appeal_number;
alter table compensation alter column decision_id set not null;
alter table marketplace_command drop constraint marketplace_command_kind_check;
alter table marketplace_command add constraint marketplace_command_kind_check check (kind in ('HOLD', 'RELEASE', 'REFUND', 'REVERSE', 'BLOCK', 'UNBLOCK',
    'END_SESSIONS', 'UNDO_CHANGE', 'TELL_COUNTERPARTS', 'RESTORE_RANK', 'WAIVE_FEES'));

grant select, insert on measure_remedy to ${app_role};

-- What took the place of a measure that was changed: never harder, and never for longer.
alter table appeal_decision add column changes_rule boolean not null default false;
alter table appeal_question add column clause text;
alter table appeal_question add column clause_version int;
alter table appeal_question add constraint rule_with_its_version check ((clause is null) = (clause_version is null));
create table measure_replacement (
    measure_id text primary key references measure,
    replaced_id text not null unique references measure,
    check (measure_id <> replaced_id)
);
create function hardness(kind measure_kind) returns int language sql immutable set search_path = fairhold, pg_temp as $$
    select case kind when 'WARNING' then 1 when 'RESTRICTION' then 2 when 'SUSPENSION' then 3 when 'CLOSURE' then 4 else 0 end $$;
create function check_replacement() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    old measure;
    now_in_force measure;
begin
    if tg_table_name = 'measure' then
        if exists (select 1 from decision d where d.id = new.decision_id and d.step = 'changeMeasure')
                and not exists (select 1 from measure_replacement r where r.measure_id = new.id) then
            raise exception 'a changed measure says what it takes the place of';
        end if;
        return null;
    end if;
    select * into old from measure where id = new.replaced_id;
    select * into now_in_force from measure where id = new.measure_id;
    if old.case_number <> now_in_force.case_number
            or not exists (select 1 from measure_end e where e.measure_id = old.id and e.ended_as = 'CHANGED') then
        raise exception 'only what was changed in this case is replaced';
    end if;
    if hardness(now_in_force.kind) > hardness(old.kind) or now_in_force.kind not in ('WARNING', 'RESTRICTION', 'SUSPENSION')
            or now_in_force.ends_at > old.ends_at then
        raise exception 'an appeal never makes it harder';
    end if;
    if hardness(now_in_force.kind) = hardness(old.kind) and now_in_force.clause = old.clause then
        raise exception 'what changes neither the measure nor the rule changes nothing';
    end if;
    if now_in_force.clause <> old.clause and not exists (select 1 from appeal_question q join appeal a on a.number = q.appeal_number
            where a.measure_id = old.id and q.clause = now_in_force.clause and q.clause_version = now_in_force.clause_version) then
        raise exception 'nobody asked the person about the other rule';
    end if;
    return null;
end $$;
create constraint trigger changed_measure_replaces after insert on measure deferrable initially deferred
    for each row execute function check_replacement();
create constraint trigger never_harder after insert on measure_replacement deferrable initially deferred
    for each row execute function check_replacement();
revoke all on function check_replacement(), hardness(measure_kind) from public;
grant select, insert on measure_replacement to ${app_role};
