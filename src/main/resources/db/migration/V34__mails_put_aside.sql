-- How often a mail could not be taken, and since when it is put aside for a human: those behind it pass.
create table inbound_failure (
    mailbox text not null,
    uid_validity bigint not null,
    uid bigint not null,
    failures int not null check (failures > 0),
    failed_at timestamptz not null,
    put_aside_at timestamptz,
    primary key (mailbox, uid_validity, uid)
);
grant select, insert on inbound_failure to ${app_role};
grant update (failures, failed_at, put_aside_at) on inbound_failure to ${app_role};

-- What somebody typed and sent to say that they act for a person. Looked at once: it becomes a mandate of a case, or is gone.
create table mandate_form (
    id uuid primary key,
    case_number text not null check (length(case_number) <= 32),
    person_email_sha256 sha256 not null,
    email_sha256 sha256 not null,
    name text not null,
    email text not null,
    may_answer boolean not null,
    may_appeal boolean not null,
    ends_at timestamptz not null,
    content bytea not null check (octet_length(content) between 1 and 10485760),
    sent_at timestamptz not null
);
create index mandate_form_sent on mandate_form (sent_at);

-- How many came lately, also of those that are gone.
create table mandate_count (
    case_number text not null check (length(case_number) <= 32),
    email_sha256 sha256 not null,
    sent_at timestamptz not null
);
create index mandate_count_sent on mandate_count (sent_at);

-- Somebody says that they act for a party and sent a mandate: nobody is told anything until the party, or a human, has answered.
create sequence mandate_number start 1001;
create table mandate (
    number text primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    name_id uuid not null,
    name_sha256 sha256 not null,
    email_id uuid not null,
    email_sha256 sha256 not null,
    may_answer boolean not null,
    may_appeal boolean not null,
    ends_at timestamptz not null,
    media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain')),
    sha256 sha256 not null,
    sent_at timestamptz not null
);
create index mandate_of_case on mandate (case_number, account_id);
create table mandate_content (
    mandate_number text primary key references mandate,
    content bytea not null check (octet_length(content) between 1 and 10485760)
);

-- The party's own word, or a human's decision (never-rule 3); only then somebody acts.
create table mandate_answer (
    mandate_number text primary key references mandate,
    case_number text not null,
    outcome text not null check (outcome in ('ACCEPT', 'REFUSE')),
    decision_id uuid unique,
    representative text unique references representative,
    answered_at timestamptz not null,
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome),
    check ((outcome = 'ACCEPT') = (representative is not null))
);

grant select, insert on mandate_form, mandate_count, mandate, mandate_content, mandate_answer to ${app_role};
grant delete on mandate_form, mandate_count, mandate_content to ${app_role};
grant usage on sequence mandate_number to ${app_role};
