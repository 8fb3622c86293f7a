-- Who looked at a confidential case, when, and through which door.
create table confidential_read (
    id bigint generated always as identity primary key,
    case_number text not null references enforcement_case,
    door text not null check (door in ('API', 'DESK')),
    reader text not null check (length(trim(reader)) > 0),
    what text not null,
    read_at timestamptz not null
);
create index read_of_case on confidential_read (case_number, id);

grant select, insert on confidential_read to ${app_role};
