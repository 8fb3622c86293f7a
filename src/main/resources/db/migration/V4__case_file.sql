-- What the desk writes for itself about a case: only added to, and read on the case file only.
create table case_note (
    id uuid primary key,
    case_number text not null references enforcement_case,
    written_at timestamptz not null,
    written_by text not null check (length(trim(written_by)) > 0),
    text_id uuid not null,
    text_sha256 sha256 not null
);
create index note_of_case on case_note (case_number, written_at);

-- What the table saw when it proposed: a list of label and value.
alter table proposal add column inputs jsonb not null default '[]' check (jsonb_typeof(inputs) = 'array');

-- Any number somebody reads out leads to the case.
create index report_by_external_id on report (external_id) where external_id is not null;
create index fact_on_contract on report_fact (contract_id) where contract_id is not null;

grant select, insert on case_note to ${app_role};
