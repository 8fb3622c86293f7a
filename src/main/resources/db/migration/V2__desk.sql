-- The desk's own tables. The owner role migrates; the application's role gets what it needs at the end of this file,
-- and nothing that could rewrite a statement, a decision or a cause.
-- Personal text lives in personal_text, account_contact and mail, referenced by id and hash, so that it can be erased alone.

create domain account_id as text check (value ~ '^[A-Za-z0-9._:-]{1,64}$');
create domain permission as text check (value in ('LOG_IN', 'APPLY', 'POST_JOB', 'START_CONTRACT', 'WORK', 'END_CONTRACT',
    'MESSAGE', 'EDIT_PROFILE', 'CHANGE_PAYOUT', 'WITHDRAW'));
create domain ground as text check (value in ('POLICY_VIOLATION', 'POOR_PERFORMANCE', 'DISPUTE', 'FRAUD', 'ACCOUNT_TAKEOVER'));
create domain measure_kind as text check (value in ('WARNING', 'RESTRICTION', 'SUSPENSION', 'FREEZE', 'CLOSURE', 'HOLD'));
create domain sha256 as text check (value ~ '^[0-9a-f]{64}$');

create table personal_text (
    id uuid primary key,
    body text not null,
    sha256 sha256 not null,
    written_at timestamptz not null
);

-- account: who, and what blocks them ---------------------------------------------------------------------------------

create table account (
    id account_id primary key,
    role text not null check (role in ('FREELANCER', 'CLIENT')),
    language text not null,
    country text not null,
    time_zone text not null,
    registered_on date not null,
    business boolean not null,
    version bigint not null,
    changed_at timestamptz not null
);

create table account_contact (
    account_id account_id not null references account,
    valid_from timestamptz not null,
    display_name text not null,
    email text not null,
    second_email text,
    primary key (account_id, valid_from)
);

-- contract -----------------------------------------------------------------------------------------------------------

create table contract (
    id text primary key check (id ~ '^[A-Za-z0-9._:-]{1,64}$'),
    freelancer_id account_id not null references account,
    client_id account_id not null references account,
    title_id uuid not null,
    category text not null,
    state text not null check (state in ('ACTIVE', 'ENDED')),
    ended_at timestamptz,
    outcome text check (outcome in ('COMPLETED', 'FAILED')),
    feedback int check (feedback between 1 and 5),
    disputed boolean not null,
    disputed_amount_minor bigint check (disputed_amount_minor >= 0),
    disputed_currency char(3),
    chargeback_amount_minor bigint check (chargeback_amount_minor >= 0),
    chargeback_currency char(3),
    version bigint not null,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    check (freelancer_id <> client_id),
    check ((disputed_amount_minor is null) = (disputed_currency is null)),
    check ((chargeback_amount_minor is null) = (chargeback_currency is null)),
    check ((state = 'ENDED') = (ended_at is not null))
);
create index contract_of_freelancer on contract (freelancer_id) where state = 'ACTIVE';
create index contract_of_client on contract (client_id) where state = 'ACTIVE';

-- report -------------------------------------------------------------------------------------------------------------

create sequence report_number start 1001;

create table report (
    number text primary key,
    subject_id account_id not null references account,
    source text not null check (source in ('CLIENT', 'FREELANCER', 'SYSTEM', 'STAFF', 'OWNER', 'CHARGEBACK')),
    reporter_id text,
    kind text not null,
    suspected_since timestamptz,
    external_id text,
    received_at timestamptz not null,
    unique (source, external_id)
);
create index report_about on report (subject_id, kind, received_at);

create table report_fact (
    report_number text not null references report,
    position int not null,
    code text,
    text_id uuid not null,
    text_sha256 sha256 not null,
    value text check (length(value) <= 64),
    occurred_at timestamptz not null,
    contract_id text,
    primary key (report_number, position)
);

-- casework: cases, decisions, findings, measures, conditions -----------------------------------------------------------

create sequence case_number start 2001;
create sequence measure_number start 1001;
create sequence condition_number start 1001;
create sequence statement_number start 1001;
create sequence appeal_number start 1001;

create table enforcement_case (
    number text primary key,
    subject_id account_id not null references account,
    ground ground not null,
    clause text,
    clause_version int,
    contract_id text,
    severity text not null check (severity in ('LOW', 'MEDIUM', 'HIGH')),
    priority int not null check (priority between 0 and 100),
    level text not null check (level in ('L1', 'L2')),
    language text not null,
    stage text not null check (stage in ('OPENED', 'ANSWER_INVITED', 'UNDER_REVIEW', 'AWAITING_DECISION', 'DECIDED',
        'WARNED', 'MEASURE_IN_FORCE', 'CLOSED')),
    waiting_for text not null,
    waiting_until timestamptz,
    manager text,
    opened_at timestamptz not null,
    closed_at timestamptz,
    closed_as text,
    version int not null,
    unique (number, ground),
    check ((stage = 'CLOSED') = (closed_at is not null)),
    check ((closed_at is null) = (closed_as is null)),
    check (ground <> 'POLICY_VIOLATION' or (clause is not null and clause_version is not null))
);
-- What a report joins: never two open cases of one subject about the same thing.
create unique index one_open_case on enforcement_case (subject_id, ground, coalesce(clause, contract_id, ''))
    where closed_at is null and ground not in ('FRAUD', 'ACCOUNT_TAKEOVER');
create index case_of_subject on enforcement_case (subject_id);

create table report_outcome (
    report_number text primary key references report,
    outcome text not null check (outcome in ('OPENED', 'JOINED', 'ANSWERED')),
    case_number text references enforcement_case,
    answer_code text,
    decided_at timestamptz not null,
    check ((outcome = 'ANSWERED') = (case_number is null)),
    check ((outcome = 'ANSWERED') = (answer_code is not null))
);
create index report_of_case on report_outcome (case_number);

create table case_event (
    id bigint generated always as identity primary key,
    case_number text not null references enforcement_case,
    at timestamptz not null,
    what text not null,
    by_whom text not null,
    reference text
);
create index event_of_case on case_event (case_number, id);

-- Who decided what, by name: the source of every finding and measure (never-rule 3).
create table decision (
    id uuid primary key,
    case_number text not null references enforcement_case,
    task_id text not null unique,
    step text not null,
    outcome text not null,
    intent text,
    reason_id uuid,
    reason_sha256 sha256,
    note_id uuid,
    note_sha256 sha256,
    decided_by text not null check (length(trim(decided_by)) > 0 and lower(decided_by) not in ('system', 'fairhold', 'anonymous')),
    decided_at timestamptz not null,
    unique (id, case_number, outcome),
    unique (id, case_number)
);
create index decision_of_case on decision (case_number);

create table proposal (
    case_number text not null references enforcement_case,
    proposed_at timestamptz not null,
    outcome text not null,
    rule text not null,
    table_version int not null,
    primary key (case_number, proposed_at)
);

-- The person's chance to answer, and how it ended: a finding cannot exist before (never-rule 4).
create table answer_window (
    case_number text primary key references enforcement_case,
    invited_at timestamptz not null,
    answer_due timestamptz not null check (answer_due > invited_at)
);
create table answer_window_end (
    case_number text primary key references answer_window,
    ended_at timestamptz not null,
    ended_as text not null check (ended_as in ('ANSWERED', 'LAPSED'))
);
create table answer (
    case_number text not null references enforcement_case,
    received_at timestamptz not null,
    text_id uuid not null,
    text_sha256 sha256 not null,
    corrected_report text,
    corrected_position int,
    primary key (case_number, received_at),
    foreign key (corrected_report, corrected_position) references report_fact
);

create table finding (
    decision_id uuid primary key,
    case_number text not null references answer_window_end,
    result text not null check (result in ('NONE', 'HONEST_MISTAKE', 'VIOLATION')),
    foreign key (decision_id, case_number, result) references decision (id, case_number, outcome),
    unique (decision_id, case_number, result)
);

create table outbox (
    id bigint generated always as identity primary key,
    kind text not null,
    dedupe_key text not null unique,
    payload_id uuid not null,
    case_number text,
    created_at timestamptz not null,
    attempts int not null default 0,
    next_at timestamptz not null,
    locked_until timestamptz,
    locked_by text,
    sent_at timestamptz,
    dead_at timestamptz,
    last_error text,
    check (sent_at is null or dead_at is null)
);
create index outbox_to_send on outbox (next_at, id) where sent_at is null and dead_at is null;

create table mail (
    id uuid primary key,
    message_id text not null unique,
    recipient text not null check (recipient !~ '[\r\n]'),
    reply_to text not null check (reply_to !~ '[\r\n]'),
    subject text not null check (subject !~ '[\r\n]'),
    body_text text not null,
    body_html text not null,
    language text not null,
    written_at timestamptz not null
);

create table notice (
    id uuid primary key,
    kind text not null,
    account_id text,
    case_number text references enforcement_case,
    mail_id uuid not null,
    outbox_key text not null references outbox (dedupe_key),
    written_at timestamptz not null
);
create index notice_of_case on notice (case_number, written_at);

-- The statement of reasons: immutable, complete, in the same transaction as its measure and its mail (never-rules 1 and 2).
create table statement (
    number text not null,
    version int not null check (version > 0),
    measure_id text not null,
    case_number text not null references enforcement_case,
    issued_at timestamptz not null,
    language text not null,
    clause text not null check (clause <> ''),
    clause_version int not null,
    lead_report text not null,
    lead_position int not null,
    reason_id uuid not null,
    reason_sha256 sha256 not null,
    content jsonb not null check (
        jsonb_array_length(content -> 'facts') > 0
        and jsonb_array_length(content -> 'steps') > 0
        and length(content -> 'contact' ->> 'address') > 0
        and length(content ->> 'appealUntil') > 0),
    content_sha256 sha256 not null,
    outbox_key text not null references outbox (dedupe_key),
    primary key (number, version),
    unique (number, version, issued_at),
    foreign key (lead_report, lead_position) references report_fact
);

create table measure (
    id text primary key,
    case_number text not null,
    ground ground not null,
    subject_id account_id not null references account,
    kind measure_kind not null,
    clause text not null,
    clause_version int not null,
    decision_id uuid not null,
    finding_id uuid,
    finding_result text check (finding_result <> 'NONE'),
    statement_number text not null,
    statement_version int not null default 1 check (statement_version = 1),
    effective_at timestamptz not null,
    review_at timestamptz,
    ends_at timestamptz,
    unique (id, kind),
    foreign key (case_number, ground) references enforcement_case (number, ground),
    -- A human decided exactly this kind, in this case (never-rule 3).
    foreign key (decision_id, case_number, kind) references decision (id, case_number, outcome),
    foreign key (finding_id, case_number, finding_result) references finding (decision_id, case_number, result),
    -- No measure without its statement, issued the moment it takes effect (never-rule 1).
    constraint measure_with_its_statement foreign key (statement_number, statement_version, effective_at)
        references statement (number, version, issued_at) deferrable initially deferred,
    check (ground not in ('POLICY_VIOLATION', 'POOR_PERFORMANCE') or (finding_id is not null and finding_result is not null)),
    check (ground in ('FRAUD', 'ACCOUNT_TAKEOVER') or kind <> 'FREEZE'),
    -- Silence escalates: what takes something away outside fraud and takeover is looked at again, and ends (never-rule 12).
    check (ground in ('FRAUD', 'ACCOUNT_TAKEOVER') or kind not in ('RESTRICTION', 'SUSPENSION', 'HOLD')
        or (review_at is not null and ends_at is not null and review_at < ends_at)),
    check (review_at is null or review_at > effective_at),
    check (ends_at is null or ends_at > effective_at)
);
create index measure_of_subject on measure (subject_id);
create index measure_of_case on measure (case_number);
alter table statement add foreign key (measure_id) references measure deferrable initially deferred;

create table measure_review (
    measure_id text not null references measure,
    decision_id uuid not null,
    case_number text not null,
    outcome text not null check (outcome in ('CONFIRM', 'REOPEN')),
    next_review_at timestamptz not null,
    primary key (measure_id, decision_id),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);

create table measure_end (
    measure_id text primary key references measure,
    ended_at timestamptz not null,
    ended_as text not null check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED')),
    decision_id uuid references decision,
    check (ended_as in ('EXPIRED', 'UNCONFIRMED') or decision_id is not null)
);

-- What one measure takes away. Effective permissions are all permissions minus the union of what active causes name.
create table cause (
    measure_id text primary key,
    kind measure_kind not null,
    account_id account_id not null references account,
    case_number text not null references enforcement_case,
    ground ground not null,
    reason text not null,
    since timestamptz not null,
    until timestamptz,
    foreign key (measure_id, kind) references measure (id, kind)
);
create index cause_of_account on cause (account_id);

create table cause_permission (
    measure_id text not null,
    kind measure_kind not null,
    permission permission not null,
    -- Null: everywhere. Otherwise everywhere but on these contracts.
    except_contracts text[],
    primary key (measure_id, permission),
    foreign key (measure_id) references cause,
    foreign key (measure_id, kind) references measure (id, kind),
    check (kind <> 'WARNING'),
    check (permission <> 'WITHDRAW' or kind = 'FREEZE')
);

-- A cause ends only because its own measure ended (never-rule 9).
create table cause_end (
    measure_id text primary key references cause references measure_end,
    ended_at timestamptz not null
);

create table condition (
    id text primary key,
    case_number text not null references enforcement_case,
    measure_id text not null references measure,
    round int not null check (round > 0),
    code text not null,
    set_at timestamptz not null,
    due timestamptz not null check (due > set_at),
    unique (measure_id, round, code)
);
create table condition_met (
    condition_id text primary key references condition,
    met_at timestamptz not null,
    note_id uuid,
    note_sha256 sha256
);
create table assurance (
    measure_id text not null references measure,
    round int not null check (round > 0),
    case_number text not null references enforcement_case,
    cause_id uuid not null,
    cause_sha256 sha256 not null,
    fix_id uuid not null,
    fix_sha256 sha256 not null,
    prevention_id uuid not null,
    prevention_sha256 sha256 not null,
    given_at timestamptz not null,
    primary key (measure_id, round)
);
-- Two different people refuse a reinstatement.
create table refusal (
    measure_id text not null references measure,
    round int not null check (round > 0),
    case_number text not null,
    refused_by text not null,
    refusal_id uuid not null,
    signed_by text not null,
    signature_id uuid not null,
    refused_at timestamptz not null,
    primary key (measure_id, round),
    check (lower(refused_by) <> lower(signed_by)),
    foreign key (refusal_id, case_number) references decision (id, case_number),
    foreign key (signature_id, case_number) references decision (id, case_number)
);

create table acknowledgement (
    measure_id text primary key references measure,
    settled_at timestamptz not null,
    settled_as text not null check (settled_as in ('ACKNOWLEDGED', 'LAPSED'))
);
create table lesson_taken (
    id bigint generated always as identity primary key,
    account_id account_id not null references account,
    case_number text not null references enforcement_case,
    clause text not null,
    clause_version int not null,
    correct int not null,
    questions int not null check (questions > 0 and correct between 0 and questions),
    taken_at timestamptz not null
);
create index lesson_of_account on lesson_taken (account_id, clause);

create table appeal (
    number text primary key,
    case_number text not null references enforcement_case,
    measure_id text not null references measure,
    text_id uuid not null,
    text_sha256 sha256 not null,
    lodged_at timestamptz not null,
    answer_due timestamptz not null,
    answered_at timestamptz,
    outcome text check (outcome in ('UPHOLD', 'OVERTURN')),
    decision_id uuid references decision,
    check ((answered_at is null) = (outcome is null)),
    check ((answered_at is null) = (decision_id is null))
);
create unique index one_open_appeal on appeal (measure_id) where answered_at is null;
create index appeal_of_case on appeal (case_number);

-- desk and doors -----------------------------------------------------------------------------------------------------

create table staff_member (
    user_id text primary key,
    display_name text not null,
    email text
);

create table staff_absence (
    user_id text not null,
    absent_from timestamptz not null,
    absent_until timestamptz not null check (absent_until > absent_from),
    primary key (user_id, absent_from)
);

create table deployed_revision (
    revision int primary key,
    content_sha256 sha256 not null,
    deployed_at timestamptz not null
);

create table idempotent_request (
    caller text not null,
    key text not null,
    request_sha256 sha256 not null,
    status int not null,
    content_type text,
    location text,
    body text not null,
    answered_at timestamptz not null,
    primary key (caller, key)
);

-- The application's role: reads all, adds rows, changes only what is state, erases only personal text. --------------------

grant usage on schema fairhold, engine to ${app_role};
grant select, insert on all tables in schema fairhold to ${app_role};
revoke insert on flyway_schema_history from ${app_role};
grant usage on all sequences in schema fairhold to ${app_role};
grant update on account, contract, enforcement_case, outbox, staff_member to ${app_role};
grant update (answered_at, outcome, decision_id) on appeal to ${app_role};
grant update (absent_until), delete on staff_absence to ${app_role};
grant delete on personal_text, account_contact, mail, idempotent_request to ${app_role};
grant select, insert, update, delete on all tables in schema engine to ${app_role};
