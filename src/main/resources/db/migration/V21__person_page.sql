-- The person's own way to their case: links that open it once, the visits they begin, and what the person leaves there.

-- A link that was given out. Only its SHA-256 is kept. It is one person's, opens one case, once, and ends.
create table visit_link (
    token_sha256 sha256 primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    occasion text not null check (occasion in ('NOTICE', 'ASKED', 'SIGNED_IN')),
    minted_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > minted_at),
    used_at timestamptz check (used_at >= minted_at and used_at < expires_at),
    unique (token_sha256, case_number, account_id)
);

-- What a link opened: the cookie's SHA-256, for that person and that case. A link begins one visit at most.
create table visit (
    secret_sha256 sha256 primary key,
    link_sha256 sha256 not null unique,
    case_number text not null,
    account_id account_id not null,
    language text,
    began_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > began_at),
    ended_at timestamptz,
    foreign key (link_sha256, case_number, account_id) references visit_link (token_sha256, case_number, account_id)
);

-- Somebody asked for a new link, by a number and an address as they typed them; kept for a day.
create table link_request (
    id uuid primary key,
    case_number text not null check (length(case_number) <= 32),
    email_sha256 sha256 not null,
    asked_at timestamptz not null
);
create index link_request_asked on link_request (asked_at);

-- What came in by a form, so that sending it twice does it once.
create table submission (
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    key uuid not null,
    form text not null,
    received_at timestamptz not null,
    primary key (case_number, account_id, key)
);

-- What somebody has typed and not sent yet. Personal: gone with the sending, or after a day.
create table draft (
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    form text not null,
    fields text not null,
    saved_at timestamptz not null,
    primary key (case_number, account_id, form)
);
create index draft_saved on draft (saved_at);

-- What somebody lives on is at stake, in their own words.
create table hardship (
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    told_at timestamptz not null,
    text_id uuid not null,
    text_sha256 sha256 not null,
    primary key (case_number, account_id, told_at)
);

-- Files of a party. What they hold and how they are called is personal, and is erased alone.
create table evidence (
    id uuid primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    position int not null check (position between 1 and 50),
    media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/plain')),
    bytes int not null check (bytes between 1 and 10485760),
    sha256 sha256 not null,
    name_id uuid not null,
    name_sha256 sha256 not null,
    received_at timestamptz not null,
    unique (case_number, position),
    unique (case_number, account_id, sha256)
);
create table evidence_content (
    evidence_id uuid primary key references evidence,
    content bytea not null check (octet_length(content) between 1 and 10485760)
);

create index notice_of_account on notice (account_id, written_at) where account_id is not null;

grant select, insert on visit_link, visit, link_request, submission, draft, hardship, evidence, evidence_content to ${app_role};
grant update (used_at) on visit_link to ${app_role};
grant update (language, expires_at, ended_at) on visit to ${app_role};
grant update (fields, saved_at) on draft to ${app_role};
grant delete on link_request, draft, evidence_content to ${app_role};
