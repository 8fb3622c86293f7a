-- An appeal is a talk with somebody else than decided, and has an end: from its last day on the measure is paused until the answer
-- is there (never-rule 11).

alter table appeal drop constraint appeal_outcome_check;
alter table appeal add constraint appeal_outcome_check
    check (outcome in ('UPHOLD', 'CHANGE', 'OVERTURN', 'ANSWERED', 'MOOT'));
alter table appeal add constraint answered_within_two_weeks check (answer_due <= lodged_at + interval '14 days');
alter table appeal add unique (number, measure_id, answer_due);

-- What the reviewer asks the person, and until when they can answer; the two weeks run on.
create table appeal_question (
    decision_id uuid primary key,
    appeal_number text not null references appeal,
    case_number text not null,
    outcome text not null check (outcome = 'ASK'),
    asked_at timestamptz not null,
    answer_until timestamptz not null check (answer_until > asked_at),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);
create index question_of_appeal on appeal_question (appeal_number);

-- What the person adds to their appeal, asked or not.
create table appeal_message (
    id uuid primary key,
    appeal_number text not null references appeal,
    text_id uuid not null,
    text_sha256 sha256 not null,
    sent_at timestamptz not null
);
create index message_of_appeal on appeal_message (appeal_number, sent_at);

-- A paused cause takes nothing away: because its appeal was not answered in time, never in fraud or takeover, and only
-- until the answer is there. A hold cannot be paused, it ends.
alter table cause add unique (measure_id, ground);
create table cause_pause (
    appeal_number text primary key,
    measure_id text not null,
    ground ground not null check (ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')),
    answer_due timestamptz not null,
    paused_at timestamptz not null check (paused_at >= answer_due),
    foreign key (appeal_number, measure_id, answer_due) references appeal (number, measure_id, answer_due),
    foreign key (measure_id, ground) references cause (measure_id, ground)
);
create index pause_of_cause on cause_pause (measure_id);
create table cause_pause_end (
    appeal_number text primary key references cause_pause references appeal_decision,
    ended_at timestamptz not null
);

alter table measure_end drop constraint measure_end_ended_as_check;
alter table measure_end add constraint measure_end_ended_as_check check (ended_as in ('REINSTATED', 'EXPIRED', 'UNCONFIRMED',
    'UNJUSTIFIED', 'OVERTURNED', 'CHANGED', 'UNANSWERED', 'WITHDRAWN', 'RELEASED', 'DECIDED', 'UNFOUNDED', 'RESTORED'));
alter table measure_end drop constraint measure_end_check;
alter table measure_end add constraint measure_end_check
    check (ended_as in ('EXPIRED', 'UNCONFIRMED', 'RELEASED', 'DECIDED', 'UNANSWERED') or decision_id is not null);
alter table hold_release drop constraint hold_release_why_check;
alter table hold_release add constraint hold_release_why_check check (why in ('CONTRACT_COMPLETED', 'ABOVE_LIMIT', 'LINE_DECIDED',
    'CASE_DECIDED', 'EXPIRED', 'UNCONFIRMED', 'UNJUSTIFIED', 'OVERTURNED', 'WITHDRAWN', 'NOT_HELD', 'UNFOUNDED', 'NOT_REVERSED', 'RESTORED',
    'UNANSWERED'));

-- What an overturned measure cost the person, and what we offer for it, by the table that stood then.
create table compensation (
    measure_id text primary key references measure,
    appeal_number text not null references appeal,
    lost_days int not null check (lost_days > 0),
    fee_free_days int not null check (fee_free_days >= 0),
    offered_at timestamptz not null
);

grant select, insert on appeal_question, appeal_message, cause_pause, cause_pause_end, compensation to ${app_role};
