-- Somebody who acts for a party of a case, and the mails and pages that are theirs. Recorded with scope, proof and end before
-- anything is disclosed; reading is what everybody who acts for somebody may do.
create sequence representative_number start 1001;
create table representative (
    number text primary key,
    case_number text not null references enforcement_case,
    account_id account_id not null references account,
    name_id uuid not null,
    name_sha256 sha256 not null,
    email_id uuid not null,
    email_sha256 sha256 not null,
    may_answer boolean not null,
    may_appeal boolean not null,
    proof text not null check (proof in ('NAMED', 'MARKETPLACE', 'CONFIRMED', 'MANDATE')),
    started_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > started_at and ends_at <= started_at + interval '366 days'),
    unique (number, case_number, account_id)
);
create index representative_of_case on representative (case_number, account_id);
create index representative_by_address on representative (email_sha256);

-- Said once, by whoever or whatever ended it.
create table representative_end (
    number text primary key references representative,
    ended_at timestamptz not null,
    ended_as text not null check (ended_as in ('PERSON', 'MARKETPLACE', 'DESK', 'DATE', 'CASE_OVER', 'TAKEOVER'))
);

-- Who still acts, but for the time: whom somebody named while they may have sat in another's account acts for nobody (T4).
create view standing_representative as
    select r.* from representative r
    where not exists (select 1 from representative_end e where e.number = r.number)
        and not exists (select 1 from takeover_window w where w.account_id = r.account_id
            and r.started_at between w.since and w.until
            and not exists (select 1 from owner_proof p
                where p.case_number = w.case_number and p.proven and p.reported_at <= r.started_at));

-- Who acted, where it was not the party.
alter table case_event add column representative text references representative;
alter table case_event add constraint acts_for_a_party check (representative is null or by_whom in ('subject', 'other'));
alter table answer add column representative text references representative;
alter table case_message add column representative text,
    add foreign key (representative, case_number, account_id) references representative (number, case_number, account_id);

-- Their own ways to the case: links, visits, addresses and copies of what the person is told.
alter table visit_link add column representative text,
    add foreign key (representative, case_number, account_id) references representative (number, case_number, account_id);
alter table visit add column representative text,
    add foreign key (representative, case_number, account_id) references representative (number, case_number, account_id);
alter table reply_token add column representative text,
    add foreign key (representative, case_number, account_id) references representative (number, case_number, account_id);
alter table notice add column representative text references representative;
alter table notice add constraint of_one_reader check (representative is null or account_id is null);

grant select, insert on representative, representative_end to ${app_role};
grant select on standing_representative to ${app_role};
grant usage on sequence representative_number to ${app_role};

-- What somebody typed is kept a day; what they wrote by mail while we wait for their answer stands ready as long as we wait.
alter table draft add column kept_until timestamptz;
update draft set kept_until = saved_at + interval '1 day';
alter table draft alter column kept_until set not null;
drop index draft_saved;
create index draft_kept on draft (kept_until);
grant update (kept_until) on draft to ${app_role};
