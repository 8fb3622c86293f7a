-- The statement in all its forms, and what compliance takes out. Rows are only added; what is personal can be erased.

-- A statement's words are found by the key of its mail.
create index notice_by_key on notice (outbox_key);

-- The file that somebody was given: its hash for ever, its content until the person's words are erased.
create table statement_copy (
    number text not null,
    version int not null,
    sha256 sha256 not null,
    made_at timestamptz not null,
    primary key (number, version),
    unique (number, version, sha256),
    foreign key (number, version) references statement (number, version)
);
create table statement_copy_content (
    number text not null,
    version int not null,
    sha256 sha256 not null,
    content bytea not null,
    primary key (number, version),
    foreign key (number, version, sha256) references statement_copy (number, version, sha256),
    constraint copy_is_what_was_made check (encode(pg_catalog.sha256(content), 'hex') = sha256)
);
grant select, insert on statement_copy, statement_copy_content to ${app_role};
grant delete on statement_copy_content to ${app_role};

-- A moment as our JSON writes it, whatever the session's time zone.
create function utc(at timestamptz) returns text language sql immutable strict as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- Who took out what: for which time, as it was known when, and the hash of every byte that left.
create table compliance_export (
    id bigint generated always as identity primary key,
    caller text not null check (caller <> ''),
    what text not null check (what in ('STATEMENTS', 'FIGURES')),
    from_day date not null,
    to_day date not null check (to_day >= from_day),
    known_at timestamptz not null,
    confidential boolean not null,
    lines bigint not null check (lines >= 0),
    sha256 sha256 not null,
    exported_at timestamptz not null
);
create index appeal_of_measure on appeal (measure_id);
create index statement_by_time on statement (issued_at, number, version);
grant select, insert on compliance_export to ${app_role};
grant usage on all sequences in schema fairhold to ${app_role};
