-- A person's own way to how they stand: links from the marketplace that open it once, and the visits to it; and who speaks what.

-- A link that was given out for somebody's own account. Only its SHA-256 is kept. It opens once, and ends.
create table account_link (
    token_sha256 sha256 primary key,
    account_id account_id not null references account,
    minted_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > minted_at),
    used_at timestamptz check (used_at >= minted_at and used_at < expires_at),
    unique (token_sha256, account_id)
);

-- What a link opened, or a visit to a case of the same person: the cookie's SHA-256. A link begins one visit at most.
create table account_visit (
    secret_sha256 sha256 primary key,
    link_sha256 sha256 unique,
    account_id account_id not null references account,
    language text,
    began_at timestamptz not null,
    expires_at timestamptz not null check (expires_at > began_at),
    ended_at timestamptz,
    foreign key (link_sha256, account_id) references account_link (token_sha256, account_id)
);

grant select, insert on account_link, account_visit to ${app_role};
grant update (used_at) on account_link to ${app_role};
grant update (language, expires_at, ended_at) on account_visit to ${app_role};

-- In which languages somebody of the staff answers people: codes of ISO 639-1.
create table staff_language (
    user_id text not null,
    language text not null check (language ~ '^[a-z]{2}$'),
    primary key (user_id, language)
);
grant select, insert, delete on staff_language to ${app_role};
