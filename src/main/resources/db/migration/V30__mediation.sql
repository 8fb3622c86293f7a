-- Somebody independent looks at it: a mediator of both parties of a dispute, or a body that a decision about a measure was taken to.
-- The law sets its clocks and who bears its cost; nothing here lengthens a hold, and nothing here is enforced without a human.

create sequence mediation_number start 1001;

create table mediation (
    number text primary key,
    case_number text not null,
    ground ground not null,
    about text not null check (about in ('MEASURE', 'DISPUTE')),
    measure_id text references measure,
    contract_id text references contract,
    body text not null,
    -- As its owner's file said it then; a body may leave that later.
    body_name text not null,
    body_kind text not null check (body_kind in ('MEDIATOR', 'OUT_OF_COURT_BODY', 'CHOSEN_BY_BOTH')),
    external_reference text check (external_reference ~ '^[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,99}$'),
    told_by text not null check (told_by in ('PERSON', 'DESK')),
    opened_at timestamptz not null,
    told_at timestamptz not null check (told_at >= opened_at),
    -- Planned once, from the owners' table.
    answer_due timestamptz,
    result_due timestamptz,
    ended_at timestamptz,
    unique (number, case_number),
    unique (number, measure_id),
    unique (number, about, opened_at),
    foreign key (case_number, ground) references enforcement_case (number, ground),
    constraint about_a_measure_or_a_contract check ((about = 'MEASURE') = (measure_id is not null)
        and (about = 'DISPUTE') = (contract_id is not null) and (about = 'MEASURE' or ground = 'DISPUTE')),
    constraint both_choose_only_in_a_dispute check (about = 'DISPUTE' or body_kind <> 'CHOSEN_BY_BOTH'),
    constraint answered_within_twenty_days check (answer_due <= told_at + interval '20 days'),
    constraint result_within_ninety_days check (result_due <= opened_at + interval '90 days')
);
create unique index one_open_mediation_of_a_measure on mediation (measure_id) where ended_at is null;
create unique index one_open_mediation_of_a_dispute on mediation (case_number) where ended_at is null and about = 'DISPUTE';
create index mediation_of_case on mediation (case_number);

-- What we told the body.
create table mediation_answer (
    mediation_number text primary key,
    case_number text not null,
    decision_id uuid not null,
    answered_at timestamptz not null,
    foreign key (mediation_number, case_number) references mediation (number, case_number),
    foreign key (decision_id, case_number) references decision (id, case_number)
);

-- Once, and never past 180 days (DSA Art. 21(4)).
create table mediation_extension (
    mediation_number text primary key,
    about text not null,
    opened_at timestamptz not null,
    decision_id uuid not null references decision,
    extended_at timestamptz not null,
    extended_until timestamptz not null check (extended_until <= opened_at + interval '180 days'),
    foreign key (mediation_number, about, opened_at) references mediation (number, about, opened_at)
);

-- What came of it.
create table mediation_result (
    mediation_number text primary key,
    about text not null,
    opened_at timestamptz not null,
    decision_id uuid not null references decision,
    outcome text not null,
    recorded_at timestamptz not null,
    foreign key (mediation_number, about, opened_at) references mediation (number, about, opened_at),
    unique (mediation_number, outcome),
    constraint outcome_fits_what_it_is_about check (outcome = 'NO_RESULT'
        or (about = 'MEASURE' and outcome in ('UPHELD', 'SET_ASIDE', 'CHANGED'))
        or (about = 'DISPUTE' and outcome in ('AGREED', 'RECOMMENDED', 'NO_AGREEMENT', 'SETTLED')))
);

-- What we do about a body's answer against us: it does not bind (DSA Art. 21(2)), so a human who neither decided nor signed says it.
create table mediation_remedy (
    mediation_number text primary key,
    measure_id text not null,
    case_number text not null,
    result text not null check (result in ('SET_ASIDE', 'CHANGED')),
    decision_id uuid not null,
    outcome text not null check (outcome in ('OVERTURN', 'CHANGE', 'DECLINE')),
    decided_at timestamptz not null,
    foreign key (mediation_number, measure_id) references mediation (number, measure_id),
    foreign key (mediation_number, result) references mediation_result (mediation_number, outcome),
    foreign key (decision_id, case_number, outcome) references decision (id, case_number, outcome)
);
create index mediation_remedy_of_measure on mediation_remedy (measure_id);

create function somebody_else_remedies() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if exists (select 1 from measure m join decision d on d.id = m.decision_id join decision r on r.id = new.decision_id
            where m.id = new.measure_id and lower(d.decided_by) = lower(r.decided_by)) then
        raise exception 'somebody else than decided the measure says what follows from a body''s answer';
    end if;
    return new;
end $$;
create trigger somebody_else_remedies before insert on mediation_remedy for each row execute function somebody_else_remedies();

-- Who bears what. For whom the body found, the law says; a share below what the table proposes has a reason.
create table mediation_cost (
    mediation_number text primary key,
    case_number text not null,
    decision_id uuid not null,
    found_for text not null check (found_for in ('PERSON', 'FAIRHOLD', 'NEITHER')),
    currency char(3) not null check (currency ~ '^[A-Z]{3}$'),
    fees_minor bigint not null check (fees_minor >= 0),
    ours_minor bigint not null check (ours_minor between 0 and fees_minor),
    persons_costs_minor bigint not null check (persons_costs_minor >= 0),
    -- What the person must give back of our costs.
    reimbursed_minor bigint not null check (reimbursed_minor >= 0),
    bad_faith boolean not null,
    proposed_percent int not null check (proposed_percent between 0 and 100),
    reason_given boolean not null,
    recorded_at timestamptz not null,
    foreign key (mediation_number, case_number) references mediation (number, case_number),
    foreign key (decision_id, case_number) references decision (id, case_number),
    constraint who_was_right_pays_no_fee check (found_for <> 'PERSON' or ours_minor = fees_minor),
    constraint only_bad_faith_pays_ours check (reimbursed_minor = 0 or (bad_faith and found_for = 'FAIRHOLD')),
    constraint less_than_proposed_has_a_reason check (reason_given or ours_minor * 100 >= fees_minor * proposed_percent)
);

-- While a mediation about a dispute is open its case holds nothing of another contract (never-rule 6); a hold's own end stays.
create function mediation_keeps_to_its_contract() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if exists (select 1 from mediation m where m.case_number = new.case_number and m.ended_at is null and m.about = 'DISPUTE'
            and m.contract_id is distinct from new.contract_id) then
        raise exception 'while a mediation is open only money of its contract is held';
    end if;
    return new;
end $$;
create trigger mediation_keeps_to_its_contract before insert on hold_line
    for each row execute function mediation_keeps_to_its_contract();

-- While somebody outside looks at a case no account is closed in it. In fraud and takeover nothing stands still.
create function enforcement_stands_still() returns trigger language plpgsql security definer set search_path = fairhold, pg_temp as $$
begin
    if new.kind = 'CLOSURE' and new.ground not in ('FRAUD', 'ACCOUNT_TAKEOVER')
            and exists (select 1 from mediation m where m.case_number = new.case_number and m.ended_at is null) then
        raise exception 'while a mediation is open its case closes no account';
    end if;
    return new;
end $$;
create trigger enforcement_stands_still before insert on measure for each row execute function enforcement_stands_still();

revoke all on function somebody_else_remedies(), mediation_keeps_to_its_contract(), enforcement_stands_still() from public;
grant select, insert on mediation, mediation_answer, mediation_extension, mediation_result, mediation_remedy, mediation_cost to ${app_role};
grant update (answer_due, result_due, ended_at) on mediation to ${app_role};
grant usage on sequence mediation_number to ${app_role};
