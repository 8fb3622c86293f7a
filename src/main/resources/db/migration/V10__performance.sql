-- Poor performance: what an account's contracts came to over a window, judged by a table and determined by a human.
-- The floors stand here: no measure below three contracts with a problem or below a tenth of the contracts (never-rule 5).

create sequence performance_record_number start 1001;

-- What a record comes to is counted from its own content, each contract once, so that no row can claim another sum.
create function performance_counted(content jsonb) returns int language sql immutable strict as $$
    select count(distinct c ->> 'contract')::int from jsonb_array_elements(content -> 'contracts') c
    where (c ->> 'counted')::boolean or jsonb_array_length(c -> 'occurrences') > 0
$$;
create function performance_affected(content jsonb) returns int language sql immutable strict as $$
    select count(distinct c ->> 'contract')::int from jsonb_array_elements(content -> 'contracts') c
    where jsonb_array_length(c -> 'occurrences') > 0
$$;

-- The record as it was when somebody judged by it; a later one is another row.
create table performance_record (
    number text primary key,
    case_number text not null,
    ground ground not null check (ground = 'POOR_PERFORMANCE'),
    subject_id account_id not null references account,
    taken_at timestamptz not null,
    window_from timestamptz not null check (window_from < taken_at),
    content jsonb not null,
    content_sha256 sha256 not null,
    contracts int not null generated always as (performance_counted(content)) stored,
    affected int not null generated always as (performance_affected(content)) stored,
    above_floors boolean not null generated always as
        (performance_affected(content) >= 3 and performance_affected(content) * 10 >= performance_counted(content)) stored,
    foreign key (case_number, ground) references enforcement_case (number, ground),
    unique (number, case_number),
    unique (number, above_floors)
);
create index performance_record_of_case on performance_record (case_number, taken_at);
create index performance_record_of_subject on performance_record (subject_id);

-- What the owners' table said to a record. It may say no above the floors, and never yes below them.
create table performance_verdict (
    record_number text primary key,
    case_number text not null,
    consistent boolean not null,
    rule text not null,
    table_version int not null,
    judged_at timestamptz not null,
    above_floors boolean generated always as (case when consistent then true end) stored,
    foreign key (record_number, case_number) references performance_record (number, case_number),
    constraint consistent_only_above_the_floors foreign key (record_number, above_floors)
        references performance_record (number, above_floors),
    unique (record_number, case_number, consistent)
);

-- The determination of harm is the finding of such a case, with results of its own, and never of another case.
alter table finding add column ground ground;
update finding f set ground = (select c.ground from enforcement_case c where c.number = f.case_number);
alter table finding alter column ground set not null;
alter table finding add foreign key (case_number, ground) references enforcement_case (number, ground);
alter table finding drop constraint finding_result_check;
alter table finding add constraint finding_result_check
    check (result in ('NONE', 'HONEST_MISTAKE', 'VIOLATION', 'NO_HARM', 'HARM'));
alter table finding add constraint harm_is_found_in_performance
    check ((ground = 'POOR_PERFORMANCE') = (result in ('NO_HARM', 'HARM')));

alter table measure drop constraint measure_finding_result_check;
alter table measure add constraint measure_finding_result_check
    check (finding_result in ('HONEST_MISTAKE', 'VIOLATION', 'HARM'));
alter table measure add column performance_record text;
alter table measure add column performance_consistent boolean generated always as
    (case when performance_record is not null then true end) stored;
alter table measure add constraint measure_by_consistent_record
    foreign key (performance_record, case_number, performance_consistent)
    references performance_verdict (record_number, case_number, consistent);
alter table measure add constraint performance_needs_record_and_harm
    check (ground <> 'POOR_PERFORMANCE' or (performance_record is not null and finding_result is not distinct from 'HARM'));
-- Poor performance limits new work; what somebody is doing goes on.
alter table measure add constraint performance_leaves_running_work
    check (ground <> 'POOR_PERFORMANCE' or kind in ('WARNING', 'RESTRICTION', 'HOLD'));

-- What was proposed, by which table.
alter table proposal add column decision_table text not null default 'measure-proposal';
alter table proposal alter column decision_table drop default;

-- One open case of poor performance a person, whatever clause it cites.
drop index one_open_case;
create unique index one_open_case on enforcement_case
    (subject_id, ground, (case when ground = 'POOR_PERFORMANCE' then '' else coalesce(clause, contract_id, '') end))
    where closed_at is null and ground not in ('FRAUD', 'ACCOUNT_TAKEOVER');
alter table enforcement_case add constraint performance_cites_a_clause
    check (ground <> 'POOR_PERFORMANCE' or (clause is not null and clause_version is not null));

-- A person's own contracts, and everybody's of a category, by when they ended.
create index contract_of_freelancer_by_end on contract (freelancer_id, ended_at);
create index contract_of_category_by_end on contract (category, ended_at) include (freelancer_id, state, outcome, feedback);
create index complaint_by_time on report_fact (occurred_at) include (report_number, contract_id, code)
    where code in ('NON_DELIVERY', 'POOR_COMMUNICATION', 'UNACCEPTABLE_WORK') and contract_id is not null;

grant select, insert on performance_record, performance_verdict to ${app_role};
grant usage on sequence performance_record_number to ${app_role};
