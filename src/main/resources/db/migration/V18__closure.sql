-- Closure: the end of an account, thirty days after its notice; at once only with a legal exception that two people signed
-- (P2B Regulation Art. 4(2) and 4(4)). LOG_IN and WITHDRAW stay. Rows are only added.

-- What a human chose when they decided on a closure, and the law or the earlier infringements that an exception rests on.
create table closure_choice (
    decision_id uuid primary key,
    case_number text not null,
    outcome text not null check (outcome = 'CLOSURE'),
    decided_by text not null,
    exception text check (exception in ('LEGAL_DUTY', 'IMPERATIVE_REASON', 'REPEATED_INFRINGEMENT')),
    citation_id uuid,
    citation_sha256 sha256,
    exceptional boolean generated always as (case when exception is not null then true end) stored,
    unique (decision_id, exceptional),
    constraint an_exception_cites_what_it_rests_on check ((exception is null) = (citation_id is null)
        and (citation_id is null) = (citation_sha256 is null)),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome),
    foreign key (decision_id, decided_by) references decision (id, decided_by)
);
create index closure_choice_of_case on closure_choice (case_number);

create table closure_citation (
    decision_id uuid not null references closure_choice,
    measure_id text not null references measure,
    primary key (decision_id, measure_id)
);

-- The second person, without whom nothing is closed at once.
create table closure_signature (
    decision_id uuid primary key,
    exceptional boolean not null check (exceptional),
    case_number text not null,
    decided_by text not null,
    signature_id uuid not null,
    outcome text not null check (outcome = 'SIGN'),
    signed_by text not null,
    constraint two_different_signers check (lower(trim(decided_by)) <> lower(trim(signed_by))),
    constraint only_an_exception_is_signed foreign key (decision_id, exceptional)
        references closure_choice (decision_id, exceptional),
    foreign key (decision_id, decided_by) references decision (id, decided_by),
    foreign key (decision_id, case_number) references decision (id, case_number),
    constraint signed_by_a_human foreign key (signature_id, case_number, outcome)
        references decision (id, case_number, outcome),
    foreign key (signature_id, signed_by) references decision (id, decided_by)
);

-- A closure's own dates stand in its measure, whose effective_at is the moment of its notice and statement.
alter table measure add column closure_at timestamptz;
alter table measure add column closure_data_until timestamptz;
alter table measure add column closure_exception_id uuid references closure_signature;
alter table measure add column closure_choice_id uuid generated always as (case when kind = 'CLOSURE' then decision_id end) stored
    references closure_choice;
alter table measure add unique (id, closure_at);
alter table measure add constraint closure_has_its_dates
    check ((kind = 'CLOSURE') = (closure_at is not null) and (kind = 'CLOSURE') = (closure_data_until is not null)
        and (kind = 'CLOSURE' or closure_exception_id is null));
alter table measure add constraint closure_by_its_own_exception
    check (closure_exception_id is null or closure_exception_id = decision_id);
alter table measure add constraint thirty_days_notice check (kind <> 'CLOSURE' or closure_at - effective_at >= interval '30 days'
    or (closure_exception_id is not null and closure_at >= effective_at));
-- As long as an appeal is possible.
alter table measure add constraint closure_leaves_the_data check (closure_data_until - closure_at >= interval '180 days');
alter table measure add constraint closure_rests_on_a_finding check (kind <> 'CLOSURE'
    or (ground in ('POLICY_VIOLATION', 'POOR_PERFORMANCE', 'FRAUD') and finding_id is not null
        and finding_result is not null and finding_result in ('VIOLATION', 'HARM')));
alter table measure add constraint performance_is_no_exception check (ground <> 'POOR_PERFORMANCE' or closure_exception_id is null);
alter table measure drop constraint performance_leaves_running_work;
alter table measure add constraint performance_leaves_running_work
    check (ground <> 'POOR_PERFORMANCE' or kind in ('WARNING', 'RESTRICTION', 'HOLD', 'CLOSURE'));
create index closure_of_subject on measure (subject_id) where kind = 'CLOSURE';

-- What was held against somebody and still stands: neither overturned nor withdrawn, nor a mistake whose lesson was passed.
create view infringement as
    select m.* from measure m
    where m.kind in ('WARNING', 'RESTRICTION', 'SUSPENSION')
      and not exists (select 1 from appeal a where a.measure_id = m.id and a.outcome = 'OVERTURN')
      and not exists (select 1 from measure_end e where e.measure_id = m.id and e.ended_as = 'OVERTURNED')
      and not exists (select 1 from measure_withdrawal w where w.measure_id = m.id)
      and not (m.finding_result = 'HONEST_MISTAKE' and exists (
          select 1 from lesson_taken l where l.case_number = m.case_number and l.correct = l.questions));

-- Never for a first violation, unless an exception is recorded or two people refused to reinstate; and what counts as repeated
-- happened twice before.
create function check_closure() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if new.ground <> 'FRAUD' and new.closure_exception_id is null
            and not exists (select 1 from refusal where case_number = new.case_number)
            and not exists (select 1 from infringement i where i.subject_id = new.subject_id
                and i.case_number <> new.case_number and i.effective_at < new.effective_at
                and (i.ends_at is null or i.ends_at > new.effective_at)) then
        raise exception 'no account is closed for a first violation';
    end if;
    if exists (select 1 from closure_choice where decision_id = new.closure_exception_id and exception = 'REPEATED_INFRINGEMENT')
            and (select count(*) from closure_citation c join infringement i on i.id = c.measure_id
                where c.decision_id = new.closure_exception_id and i.subject_id = new.subject_id
                    and i.case_number <> new.case_number and i.effective_at < new.effective_at) < 2 then
        raise exception 'a repeated infringement cites two earlier ones that still stand';
    end if;
    return null;
end $$;
create trigger check_closure after insert on measure for each row when (new.kind = 'CLOSURE') execute function check_closure();
revoke all on function check_closure() from public;

-- A closure takes nothing before its day, and never the way in or the money.
alter table cause add column closure_since timestamptz generated always as (case when kind = 'CLOSURE' then since end) stored;
alter table cause add constraint closure_takes_nothing_before_its_day foreign key (measure_id, closure_since)
    references measure (id, closure_at);
alter table cause_permission add constraint closure_leaves_log_in_and_withdraw
    check (kind <> 'CLOSURE' or permission not in ('LOG_IN', 'WITHDRAW'));
-- Everywhere but on the contracts that were running when the cause began and still are.
alter table cause_permission add column spares_running boolean not null default false;
alter table cause_permission add constraint only_a_closure_finds_out_later_what_runs
    check (not spares_running or (kind = 'CLOSURE' and except_contracts is null));

-- The day came, which the person is told once; and the marketplace said that nothing of the money is left.
create table closure_day (
    measure_id text primary key references measure,
    reached_at timestamptz not null
);
create table closure_payout (
    measure_id text primary key references measure,
    seen_at timestamptz not null
);
create table closure_settlement (
    measure_id text primary key references measure references closure_payout,
    settled_at timestamptz not null
);

grant select, insert on closure_choice, closure_citation, closure_signature, closure_day, closure_payout, closure_settlement
    to ${app_role};
grant select on infringement to ${app_role};
