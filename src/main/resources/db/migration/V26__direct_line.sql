-- The direct line: mails about a case can be answered, and what comes back is kept, read and answered.

-- An address that a mail about a case can be answered to. Only the SHA-256 of its token is kept. It adds a message of that person to
-- that case and does nothing else, until 90 days after the case is closed, or until it is revoked.
create table reply_token (
    token_sha256 sha256 primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    minted_at timestamptz not null,
    revoked_at timestamptz check (revoked_at >= minted_at)
);
create index reply_token_of_person on reply_token (case_number, account_id) where revoked_at is null;

-- Every mail that reached the case mailbox, once, with what became of it.
create table inbound_mail (
    id uuid primary key,
    mailbox text not null,
    uid_validity bigint not null,
    uid bigint not null,
    sha256 sha256 not null,
    bytes bigint not null check (bytes >= 0),
    message_id_sha256 sha256,
    verdict text not null check (verdict in ('MESSAGE', 'DUPLICATE', 'AUTOMATIC', 'BOUNCE', 'UNKNOWN', 'QUARANTINED')),
    case_number text references enforcement_case,
    account_id account_id references account,
    received_at timestamptz not null,
    unique (mailbox, uid_validity, uid),
    unique (id, case_number, account_id),
    check ((case_number is null) = (account_id is null)),
    check (verdict not in ('MESSAGE', 'DUPLICATE', 'QUARANTINED') or case_number is not null)
);
create unique index one_mail_once on inbound_mail (case_number, account_id, message_id_sha256) where verdict = 'MESSAGE';
create index inbound_of_case on inbound_mail (case_number, account_id, received_at) where case_number is not null;

-- The mail as it came. Personal: erased alone.
create table inbound_content (
    inbound_id uuid primary key references inbound_mail,
    content bytea not null check (octet_length(content) <= 10485760)
);

-- Whoever writes from an address that we do not know is told once a day at most how to reach us.
create table stranger_told (
    address_sha256 sha256 not null,
    told_at timestamptz not null,
    primary key (address_sha256, told_at)
);
create index stranger_told_at on stranger_told (told_at);

-- What a party says to the desk outside the forms: by mail, or through the marketplace's front line.
create sequence case_message_number start 1001;
create table case_message (
    number text primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    channel text not null check (channel in ('MAIL', 'TICKET')),
    known_sender boolean not null,
    text_id uuid not null,
    text_sha256 sha256 not null,
    whole_id uuid,
    whole_sha256 sha256,
    note text,
    inbound_id uuid unique,
    received_at timestamptz not null,
    answer_due timestamptz check (answer_due > received_at),
    answerer text,
    foreign key (inbound_id, case_number, account_id) references inbound_mail (id, case_number, account_id),
    check ((channel = 'MAIL') = (inbound_id is not null)),
    check ((whole_id is null) = (whole_sha256 is null))
);
create index message_of_case on case_message (case_number, received_at);

-- Who answered it, or decided that it needs no letter: always a human (never-rule 3).
create table message_answer (
    message_number text primary key references case_message,
    decision_id uuid not null unique,
    case_number text not null,
    outcome text not null check (outcome in ('ANSWER', 'NO_LETTER')),
    answered_at timestamptz not null,
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);

-- A case whose person knows of it has another manager only with the message that says so.
create function check_handover_at_commit() returns trigger language plpgsql as $$
begin
    if (select h.to_manager from case_handover h where h.case_number = new.number and h.message_key is not null
            order by h.handed_at desc, h.to_manager = new.manager desc limit 1) is distinct from new.manager then
        raise exception 'case % changes hands only with a message to the person', new.number;
    end if;
    return null;
end $$;
create constraint trigger manager_with_a_message after update of manager on enforcement_case deferrable initially deferred
    for each row when (old.manager is not null and new.manager is distinct from old.manager and new.stage <> 'OPENED')
    execute function check_handover_at_commit();
revoke all on function check_handover_at_commit() from public;

grant select, insert on reply_token, inbound_mail, inbound_content, stranger_told, case_message, message_answer to ${app_role};
grant update (revoked_at) on reply_token to ${app_role};
grant update (answer_due, answerer) on case_message to ${app_role};
grant delete on inbound_content, stranger_told to ${app_role};
grant usage on sequence case_message_number to ${app_role};
