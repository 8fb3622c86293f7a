-- Disputes: one contract, two parties who are both heard, an outcome by name, and a refund only by the freelancer's own consent.

-- One open dispute a contract, whoever reports it.
drop index one_open_case;
create unique index one_open_case on enforcement_case
    (subject_id, ground, (case when ground = 'POOR_PERFORMANCE' then '' else coalesce(clause, contract_id, '') end))
    where closed_at is null and ground not in ('FRAUD', 'ACCOUNT_TAKEOVER', 'DISPUTE');
create unique index one_open_dispute on enforcement_case (contract_id) where closed_at is null and ground = 'DISPUTE';
alter table enforcement_case add constraint dispute_names_its_contract check (ground <> 'DISPUTE' or contract_id is not null);

-- A window for each party; answer_window_end is the end of all of them, which a finding waits for (never-rule 4).
alter table answer_window add column account_id account_id;
update answer_window w set account_id = (select e.subject_id from enforcement_case e where e.number = w.case_number);
alter table answer_window alter column account_id set not null;
alter table answer_window_end drop constraint answer_window_end_case_number_fkey;
alter table answer_window drop constraint answer_window_pkey;
alter table answer_window add primary key (case_number, account_id);

create table party_heard (
    case_number text not null,
    account_id account_id not null,
    ended_at timestamptz not null,
    ended_as text not null check (ended_as in ('ANSWERED', 'LAPSED')),
    primary key (case_number, account_id),
    foreign key (case_number, account_id) references answer_window
);
insert into party_heard (case_number, account_id, ended_at, ended_as)
    select w.case_number, w.account_id, e.ended_at, e.ended_as from answer_window_end e join answer_window w using (case_number);

alter table answer add column account_id account_id;
update answer a set account_id = (select e.subject_id from enforcement_case e where e.number = a.case_number);
alter table answer alter column account_id set not null;
alter table answer drop constraint answer_pkey;
alter table answer add primary key (case_number, account_id, received_at);
alter table answer add constraint only_who_was_invited_answers foreign key (case_number, account_id) references answer_window;

create function only_parties_are_heard() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if not exists (select 1 from enforcement_case e left join contract c on c.id = e.contract_id and e.ground = 'DISPUTE'
            where e.number = new.case_number and new.account_id in (e.subject_id, c.freelancer_id, c.client_id)) then
        raise exception 'only the parties of a case are heard';
    end if;
    return new;
end $$;
create trigger only_parties_are_heard before insert on answer_window for each row execute function only_parties_are_heard();

create function hearing_ends_with_every_window() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if not exists (select 1 from answer_window where case_number = new.case_number)
            or exists (select 1 from answer_window w where w.case_number = new.case_number and not exists (
                select 1 from party_heard h where h.case_number = w.case_number and h.account_id = w.account_id)) then
        raise exception 'a hearing ends when the window of every party has ended';
    end if;
    return new;
end $$;
create trigger hearing_ends_with_every_window before insert on answer_window_end
    for each row execute function hearing_ends_with_every_window();

-- What came out, with a text for each party, so that neither reads what belongs to the other.
create table dispute_outcome (
    decision_id uuid primary key,
    case_number text not null references answer_window_end,
    ground ground not null default 'DISPUTE' check (ground = 'DISPUTE'),
    outcome text not null check (outcome in ('AGREED', 'FOUND_FOR_FREELANCER', 'FOUND_FOR_CLIENT', 'MEDIATION', 'NO_AGREEMENT')),
    contract_id text not null references contract,
    -- What goes back to the client if the freelancer consents.
    currency char(3),
    amount_minor bigint check (amount_minor >= 0),
    -- As the contract said, in that currency.
    disputed_minor bigint not null check (disputed_minor >= 0),
    for_freelancer_id uuid not null,
    for_freelancer_sha256 sha256 not null,
    for_client_id uuid not null,
    for_client_sha256 sha256 not null,
    agreed_id uuid,
    agreed_sha256 sha256,
    decided_at timestamptz not null,
    unique (decision_id, case_number, contract_id, currency, amount_minor),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome),
    foreign key (case_number, ground) references enforcement_case (number, ground),
    check ((currency is null) = (amount_minor is null)),
    constraint outcome_says_what_it_must check ((outcome = 'AGREED') = (agreed_id is not null)
        and (agreed_id is null) = (agreed_sha256 is null) and (amount_minor is null or outcome in ('AGREED', 'FOUND_FOR_CLIENT'))
        and (outcome <> 'FOUND_FOR_CLIENT' or coalesce(amount_minor, 0) > 0)),
    constraint no_more_than_is_disputed check (outcome <> 'FOUND_FOR_CLIENT' or amount_minor <= disputed_minor)
);
create index dispute_outcome_of_case on dispute_outcome (case_number, decided_at);

create function check_dispute_outcome() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
declare
    c contract;
    disputed bigint := 0;
begin
    select k.* into c from contract k join enforcement_case e on e.contract_id = k.id
        where e.number = new.case_number and e.closed_at is null and e.contract_id = new.contract_id;
    if not found then
        raise exception 'an outcome belongs to an open dispute and its contract';
    end if;
    if (select count(*) from party_heard where case_number = new.case_number and account_id in (c.freelancer_id, c.client_id)) < 2 then
        raise exception 'both parties are heard before there is an outcome';
    end if;
    if c.disputed and (new.currency is null or c.disputed_currency = new.currency) then
        disputed := coalesce(c.disputed_amount_minor, 0);
    end if;
    if new.disputed_minor <> disputed then
        raise exception 'the contract says % disputed', disputed;
    end if;
    return new;
end $$;
create trigger check_dispute_outcome before insert on dispute_outcome for each row execute function check_dispute_outcome();

-- What the freelancer is asked: exactly the outcome's amount, for the client of that contract. No key to the accounts: a report
-- holds an account before its case, and this row comes while the case is held. The trigger below asks the contract.
create table refund_request (
    decision_id uuid primary key,
    case_number text not null,
    contract_id text not null,
    freelancer_id account_id not null,
    client_id account_id not null,
    currency char(3) not null,
    amount_minor bigint not null check (amount_minor > 0),
    asked_at timestamptz not null,
    answer_due timestamptz not null check (answer_due > asked_at),
    unique (decision_id, case_number, contract_id, freelancer_id, client_id, currency, amount_minor),
    foreign key (decision_id, case_number, contract_id, currency, amount_minor)
        references dispute_outcome (decision_id, case_number, contract_id, currency, amount_minor)
);

-- The freelancer's own answer, once.
create table refund_consent (
    decision_id uuid primary key,
    case_number text not null,
    contract_id text not null,
    given_by account_id not null,
    beneficiary account_id not null,
    currency char(3) not null,
    amount_minor bigint not null,
    consent boolean not null,
    given_at timestamptz not null,
    unique (decision_id, case_number, contract_id, given_by, beneficiary, currency, amount_minor, consent),
    constraint consent_to_what_was_asked foreign key (decision_id, case_number, contract_id, given_by, beneficiary, currency, amount_minor)
        references refund_request (decision_id, case_number, contract_id, freelancer_id, client_id, currency, amount_minor)
);

-- A refund that was commanded. A further attempt is possible only where the marketplace has rejected the one before.
create table refund (
    decision_id uuid not null,
    attempt int not null check (attempt > 0),
    case_number text not null,
    contract_id text not null,
    freelancer_id account_id not null,
    client_id account_id not null,
    currency char(3) not null,
    amount_minor bigint not null,
    consent boolean not null default true constraint only_with_consent check (consent),
    issued_at timestamptz not null,
    command_key text not null unique,
    primary key (decision_id, attempt),
    constraint refund_as_consented foreign key
        (decision_id, case_number, contract_id, freelancer_id, client_id, currency, amount_minor, consent)
        references refund_consent (decision_id, case_number, contract_id, given_by, beneficiary, currency, amount_minor, consent)
);

create function check_refund() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if tg_table_name = 'refund_request' then
        if not exists (select 1 from contract where id = new.contract_id and freelancer_id = new.freelancer_id
                and client_id = new.client_id) then
            raise exception 'only the freelancer of the contract is asked, and only for its client';
        end if;
        return new;
    end if;
    perform 1 from enforcement_case where number = new.case_number and closed_at is null for update;
    if not found then
        raise exception 'a refund belongs to an open case';
    end if;
    if exists (select 1 from refund r left join marketplace_command m on m.key = r.command_key
            where r.decision_id = new.decision_id and m.state is distinct from 'REJECTED')
            or new.attempt <> (select count(*) + 1 from refund where decision_id = new.decision_id) then
        raise exception 'this was refunded before';
    end if;
    if exists (select 1 from hold_line where case_number = new.case_number and open_minor > 0) then
        raise exception 'held money never goes to the client';
    end if;
    if exists (select 1 from hold_release r join hold_line l on l.measure_id = r.measure_id and l.number = r.line
            join marketplace_command m on m.key = r.command_key
            where l.case_number = new.case_number and m.state <> 'CONFIRMED') then
        raise exception 'the marketplace has not given the money back yet';
    end if;
    return new;
end $$;
create trigger check_refund_request before insert on refund_request for each row execute function check_refund();
create trigger check_refund before insert on refund for each row execute function check_refund();

revoke all on function only_parties_are_heard(), hearing_ends_with_every_window(), check_dispute_outcome(), check_refund() from public;
grant select, insert on party_heard, dispute_outcome, refund_request, refund_consent, refund to ${app_role};
