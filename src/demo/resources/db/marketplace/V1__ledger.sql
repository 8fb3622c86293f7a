-- The reference marketplace: its ledger, and what else happens to an account there. Demo and tests only.
-- Its own role owns it; the application's role adds rows, and only adds them: what a row may say is checked here, whoever
-- writes it. Balances are written by one trigger. I1 to I16 are the invariants of decision record 24.

create domain id as text check (value ~ '^[A-Za-z0-9._:-]{1,64}$');
create domain key as text check (length(value) between 1 and 200);
create domain sha256 as text check (value ~ '^[0-9a-f]{64}$');
-- Every JSON reader reads these exactly.
create domain amount as bigint check (value between 1 and 9007199254740991);

-- How many digits an amount has behind the point (ISO 4217).
create table currency (code text primary key, exponent smallint not null);
insert into currency select unnest(string_to_array(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF', ' ')), 0;
insert into currency select unnest(string_to_array('BHD IQD JOD KWD LYD OMR TND', ' ')), 3;
insert into currency select unnest(string_to_array(
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE '
    'CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD '
    'KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR '
    'PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS '
    'VES WST XCD YER ZAR ZMW', ' ')), 2;

-- who -----------------------------------------------------------------------------------------------------------------

-- The row that everything about one party's money waits for.
create table party (
    id text primary key check (kind = 'PLATFORM' or id ~ '^[A-Za-z0-9._:-]{1,64}$'),
    kind text not null check (kind in ('FREELANCER', 'CLIENT', 'PLATFORM')),
    unique (id, kind),
    check ((kind = 'PLATFORM') = (id = '@platform'))
);
insert into party values ('@platform', 'PLATFORM');

create table contract (
    id id primary key,
    freelancer_id text not null references party,
    client_id text not null references party,
    check (freelancer_id <> client_id),
    unique (id, client_id)
);

-- what was asked, and answered ----------------------------------------------------------------------------------------

-- Never by two rows: the same key is the same operation (I15).
create table operation (
    key key primary key,
    request_sha256 sha256 not null,
    kind text not null,
    case_number text,
    outcome text not null check (outcome in ('DONE', 'REJECTED')),
    reference uuid not null unique,
    reason text,
    detail text,
    at timestamptz(3) not null,
    unique (key, request_sha256, outcome),
    check ((outcome = 'REJECTED') = (reason is not null and detail is not null))
);

-- the ledger ----------------------------------------------------------------------------------------------------------

-- One line of one measure: one holder, one case, one currency (I14).
create table hold_line (
    measure_id text not null check (length(measure_id) between 1 and 64),
    number int not null check (number > 0),
    case_number text not null,
    holder_id text not null references party,
    contract_id id references contract,
    currency text not null references currency,
    at timestamptz(3) not null,
    primary key (measure_id, number),
    unique (measure_id, number, holder_id, currency)
);

-- Two different people under one reversal of one line, at most that much, to that client, for a while (I9).
create table approval (
    reference text primary key check (length(reference) between 1 and 64),
    decided_by text not null check (decided_by <> ''),
    signed_by text not null check (signed_by <> ''),
    measure_id text not null,
    line_number int not null,
    beneficiary_id text not null,
    beneficiary_kind text generated always as ('CLIENT') stored,
    currency text not null references currency,
    amount_minor amount not null,
    recorded_at timestamptz(3) not null,
    valid_until timestamptz(3) not null check (valid_until > recorded_at),
    check (lower(decided_by) <> lower(signed_by)),
    foreign key (measure_id, line_number) references hold_line,
    foreign key (beneficiary_id, beneficiary_kind) references party (id, kind)
);

create table account (
    id bigint generated always as identity primary key,
    party_id text not null,
    party_kind text not null,
    purpose text not null,
    currency text not null references currency,
    -- CASH is where all funding meets: it lies in several rows.
    shard smallint check (shard between 0 and 15),
    contract_id id,
    measure_id text,
    line_number int,
    -- Where held money came from, and the only place where it goes back to.
    origin_id bigint,
    balance_minor bigint not null default 0,
    version bigint not null default 0,
    foreign key (party_id, party_kind) references party (id, kind),
    check (case purpose
        when 'CASH' then party_kind = 'PLATFORM'
        when 'ESCROW' then party_kind = 'CLIENT'
        when 'CLIENT_BALANCE' then party_kind = 'CLIENT'
        when 'PENDING' then party_kind = 'FREELANCER'
        when 'AVAILABLE' then party_kind = 'FREELANCER'
        when 'HELD' then party_kind <> 'PLATFORM'
        when 'PAYOUT_TRANSIT' then party_kind <> 'PLATFORM'
        when 'PAID_OUT' then party_kind <> 'PLATFORM'
        else false end),
    check ((purpose = 'CASH') = (shard is not null)),
    check ((purpose = 'ESCROW') = (contract_id is not null)),
    check ((purpose = 'HELD') = (measure_id is not null and line_number is not null and origin_id is not null)),
    constraint "I3: a balance is never negative, nor beyond 2^53 - 1"
        check (purpose = 'CASH' or balance_minor between 0 and 9007199254740991),
    unique (id, currency),
    unique (id, party_id, currency),
    foreign key (contract_id, party_id) references contract (id, client_id),
    foreign key (measure_id, line_number, party_id, currency) references hold_line (measure_id, number, holder_id, currency),
    foreign key (origin_id, party_id, currency) references account (id, party_id, currency)
) with (fillfactor = 70);
-- I16
create unique index one_account_each on account
    (party_id, purpose, currency, shard, contract_id, measure_id, line_number, origin_id) nulls not distinct;
-- A contract is paid in one currency.
create unique index one_escrow_each on account (contract_id) where purpose = 'ESCROW';
create index held_of_line on account (measure_id, line_number) where purpose = 'HELD';

-- Which way money goes, by kind of journal; every other way is closed (I6).
create table movement (
    kind text not null,
    debit_purpose text not null,
    credit_purpose text not null,
    primary key (kind, debit_purpose, credit_purpose)
);
insert into movement values
    ('PAY', 'CASH', 'ESCROW'), ('PAY', 'ESCROW', 'PENDING'), ('PAY', 'ESCROW', 'AVAILABLE'),
    ('CLEAR', 'PENDING', 'AVAILABLE'),
    ('HOLD', 'PENDING', 'HELD'), ('HOLD', 'AVAILABLE', 'HELD'), ('HOLD', 'CLIENT_BALANCE', 'HELD'),
    ('RELEASE', 'HELD', 'PENDING'), ('RELEASE', 'HELD', 'AVAILABLE'), ('RELEASE', 'HELD', 'CLIENT_BALANCE'),
    ('REVERSE', 'HELD', 'CLIENT_BALANCE'),
    ('REFUND', 'AVAILABLE', 'CLIENT_BALANCE'),
    ('WITHDRAW', 'AVAILABLE', 'PAYOUT_TRANSIT'), ('WITHDRAW', 'CLIENT_BALANCE', 'PAYOUT_TRANSIT'),
    ('WITHDRAW', 'PAYOUT_TRANSIT', 'PAID_OUT');

create table journal (
    id uuid primary key references operation (reference),
    key key not null unique,
    request_sha256 sha256 not null,
    outcome text generated always as ('DONE') stored,
    kind text not null check (kind in ('PAY', 'CLEAR', 'HOLD', 'RELEASE', 'REVERSE', 'REFUND', 'WITHDRAW')),
    case_number text,
    contract_id id references contract,
    measure_id text,
    line_number int,
    approval text unique references approval,
    at timestamptz(3) not null,
    -- Nothing is added to a journal once it is committed.
    written_by xid8 not null default pg_current_xact_id(),
    foreign key (key, request_sha256, outcome) references operation (key, request_sha256, outcome),
    foreign key (measure_id, line_number) references hold_line,
    check ((kind in ('PAY', 'REFUND')) = (contract_id is not null)),
    check ((kind in ('HOLD', 'RELEASE', 'REVERSE')) = (measure_id is not null and line_number is not null)),
    constraint "I8: a reversal needs an approval, and nothing else has one" check ((kind = 'REVERSE') = (approval is not null))
);
create index journal_of_line on journal (measure_id, line_number);

-- A pair: what one account gives is what the other gets (I1), in one currency (I2).
create table transfer (
    journal_id uuid not null references journal,
    line smallint not null check (line > 0),
    debit_account bigint not null,
    credit_account bigint not null,
    currency text not null,
    amount_minor amount not null,
    debit_balance_minor bigint not null,
    credit_balance_minor bigint not null,
    -- The order in which things happened to a party: taken while its row is locked.
    seq bigint not null,
    primary key (journal_id, line),
    check (debit_account <> credit_account),
    foreign key (debit_account, currency) references account (id, currency),
    foreign key (credit_account, currency) references account (id, currency)
);
create index transfer_debit on transfer (debit_account);
create index transfer_credit on transfer (credit_account);

create sequence turn;

-- what else happens to an account -------------------------------------------------------------------------------------

create table block (
    key key primary key references operation,
    account_id text not null references party,
    permissions text[] not null check (cardinality(permissions) > 0),
    -- Where; none: everywhere.
    contracts text[] not null,
    case_number text not null,
    at timestamptz(3) not null,
    seq bigint not null
);
create index block_of_account on block (account_id);
create table block_end (
    block_key key primary key references block,
    key key not null unique references operation,
    at timestamptz(3) not null,
    seq bigint not null
);

create table session (
    id bigint generated always as identity primary key,
    account_id text not null references party,
    began_at timestamptz(3) not null
);
create index session_of_account on session (account_id);
create table session_end (
    session_id bigint primary key references session,
    key key not null references operation,
    at timestamptz(3) not null
);

create table account_change (
    id bigint generated always as identity primary key,
    account_id text not null references party,
    what text not null check (what in ('PROFILE', 'PAYOUT_METHOD', 'EMAIL', 'CONTRACT_ENDED', 'MESSAGE_SENT')),
    at timestamptz(3) not null,
    -- What has reached somebody else cannot be taken back.
    can_be_undone boolean generated always as (what not in ('CONTRACT_ENDED', 'MESSAGE_SENT')) stored,
    unique (id, can_be_undone)
);
create index change_of_account on account_change (account_id, at);
create table change_undone (
    change_id bigint primary key,
    could_be boolean generated always as (true) stored,
    key key not null unique references operation,
    at timestamptz(3) not null,
    foreign key (change_id, could_be) references account_change (id, can_be_undone)
);

create table told (
    key key not null references operation,
    account_id text not null references party,
    contract_id id not null references contract,
    counterpart_id text not null references party,
    text text not null,
    at timestamptz(3) not null,
    primary key (key, contract_id),
    check (account_id <> counterpart_id)
);
create index told_of_account on told (account_id);

create table rank_restored (
    key key primary key references operation,
    account_id text not null references party,
    at timestamptz(3) not null,
    seq bigint not null
);
create index rank_of_account on rank_restored (account_id);

-- the rules -----------------------------------------------------------------------------------------------------------

-- Whoever locks several parties does it in one order.
create function lock_parties(ids text[]) returns void language plpgsql security definer set search_path = marketplace, pg_temp as $$
begin
    perform from party where id = any (ids) and kind <> 'PLATFORM' order by id for no key update;
end $$;

create function apply_transfer() returns trigger language plpgsql security definer set search_path = marketplace, pg_temp as $$
declare
    j journal;
    d account;
    c account;
    k contract;
    a approval;
begin
    -- Another isolation would not see what the lock waited for.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise 'the ledger is written in read committed' using errcode = 'check_violation';
    end if;
    select * into j from journal where id = new.journal_id;
    if j.id is null or j.written_by <> pg_current_xact_id() then
        raise 'I5: this journal is closed' using errcode = 'check_violation';
    end if;

    perform lock_parties(array(select party_id from account where id in (new.debit_account, new.credit_account)));
    perform from account where id in (new.debit_account, new.credit_account) order by id for no key update;
    update account set balance_minor = balance_minor - new.amount_minor, version = version + 1
        where id = new.debit_account returning * into d;
    update account set balance_minor = balance_minor + new.amount_minor, version = version + 1
        where id = new.credit_account returning * into c;
    new.debit_balance_minor := d.balance_minor;
    new.credit_balance_minor := c.balance_minor;
    new.seq := nextval('turn');

    if not exists (select from movement m
            where m.kind = j.kind and m.debit_purpose = d.purpose and m.credit_purpose = c.purpose) then
        raise 'I6: % moves nothing from % to %', j.kind, d.purpose, c.purpose using errcode = 'check_violation';
    end if;
    if 'HELD' in (d.purpose, c.purpose) and (j.measure_id, j.line_number) is distinct from
            (case d.purpose when 'HELD' then d.measure_id else c.measure_id end,
             case d.purpose when 'HELD' then d.line_number else c.line_number end) then
        raise 'I6: held money moves by its own line' using errcode = 'check_violation';
    end if;
    if j.contract_id is not null then
        select * into k from contract where id = j.contract_id;
    end if;

    case j.kind
        when 'PAY' then
            if c.purpose = 'ESCROW' and c.contract_id <> k.id
                    or d.purpose = 'ESCROW' and (d.contract_id <> k.id or c.party_id <> k.freelancer_id) then
                raise 'I6: a payment goes through its contract to the freelancer' using errcode = 'check_violation';
            end if;
        when 'REFUND' then
            if d.party_id <> k.freelancer_id or c.party_id <> k.client_id then
                raise 'I6: a refund goes from the freelancer to the client of its contract' using errcode = 'check_violation';
            end if;
        when 'CLEAR' then
            if d.party_id <> c.party_id then
                raise 'I11: money clears where it is' using errcode = 'check_violation';
            end if;
        when 'WITHDRAW' then
            if d.party_id <> c.party_id then
                raise 'I6: money is paid out to its holder' using errcode = 'check_violation';
            end if;
            if exists (select from block b where b.account_id = d.party_id and 'WITHDRAW' = any (b.permissions)
                    and not exists (select from block_end e where e.block_key = b.key)) then
                raise 'I10: withdrawing is blocked' using errcode = 'check_violation';
            end if;
        when 'HOLD' then
            if d.id <> c.origin_id or j.case_number is distinct from
                    (select case_number from hold_line where measure_id = j.measure_id and number = j.line_number) then
                raise 'I14: a line holds its own holder''s money for its own case' using errcode = 'check_violation';
            end if;
            if c.version <> 1 then
                raise 'I12: a line is filled once' using errcode = 'check_violation';
            end if;
        when 'RELEASE' then
            if c.id <> d.origin_id then
                raise 'I7: held money goes back to where it came from' using errcode = 'check_violation';
            end if;
        when 'REVERSE' then
            select * into a from approval where reference = j.approval;
            if (a.measure_id, a.line_number, a.beneficiary_id, a.currency)
                    is distinct from (j.measure_id, j.line_number, c.party_id, new.currency) then
                raise 'I9: the approval is for something else' using errcode = 'check_violation';
            end if;
            if j.at not between a.recorded_at and a.valid_until then
                raise 'I9: the approval is not valid now' using errcode = 'check_violation';
            end if;
            if new.amount_minor + coalesce((select sum(amount_minor) from transfer where journal_id = j.id), 0) > a.amount_minor then
                raise 'I9: more than was approved' using errcode = 'check_violation';
            end if;
    end case;
    return new;
end $$;
create trigger apply_transfer before insert on transfer for each row execute function apply_transfer();

-- Held money is its holder's own: the contract, where there is one, is theirs too, and a reversal goes to its client.
create function check_line() returns trigger language plpgsql security definer set search_path = marketplace, pg_temp as $$
begin
    perform lock_parties(array[new.holder_id]);
    if new.contract_id is not null and not exists (select from contract
            where id = new.contract_id and new.holder_id in (freelancer_id, client_id)) then
        raise 'I14: the contract is not the holder''s' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger check_line before insert on hold_line for each row execute function check_line();

create function check_approval() returns trigger language plpgsql security definer set search_path = marketplace, pg_temp as $$
declare
    l hold_line;
begin
    select * into l from hold_line where measure_id = new.measure_id and number = new.line_number;
    if l.currency <> new.currency or new.beneficiary_id = l.holder_id
            or not exists (select from contract where id = l.contract_id and client_id = new.beneficiary_id)
                and l.contract_id is not null then
        raise 'I9: the line''s money is not this client''s' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger check_approval before insert on approval for each row execute function check_approval();

-- Blocks and money of one account happen one after the other.
create function in_turn() returns trigger language plpgsql security definer set search_path = marketplace, pg_temp as $$
begin
    perform lock_parties(array[case tg_table_name
        when 'block_end' then (select account_id from block where key = to_jsonb(new) ->> 'block_key')
        else to_jsonb(new) ->> 'account_id' end]);
    new.seq := nextval('marketplace.turn');
    return new;
end $$;
create trigger in_turn before insert on block for each row execute function in_turn();
create trigger in_turn before insert on block_end for each row execute function in_turn();
create trigger in_turn before insert on rank_restored for each row execute function in_turn();

-- I13, once all its lines are written.
create function check_journal() returns trigger language plpgsql security definer set search_path = marketplace, pg_temp as $$
begin
    if not exists (select from transfer where journal_id = new.id) then
        raise 'I13: a journal without a transfer' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger check_journal after insert on journal deferrable initially deferred
    for each row execute function check_journal();

-- I5, for the owner as well.
create function deny() returns trigger language plpgsql as $$
begin
    raise 'I5: % on % is not possible: rows are only added', tg_op, tg_table_name using errcode = 'check_violation';
end $$;
do $$
declare
    name text;
begin
    foreach name in array array['currency', 'party', 'contract', 'operation', 'hold_line', 'approval', 'movement', 'journal',
            'transfer', 'block', 'block_end', 'session', 'session_end', 'account_change', 'change_undone', 'told', 'rank_restored'] loop
        execute format('create trigger only_added before update or delete on %I for each row execute function deny()', name);
        execute format('create trigger never_emptied before truncate on %I for each statement execute function deny()', name);
    end loop;
end $$;
create trigger never_deleted before delete on account for each row execute function deny();
create trigger never_emptied before truncate on account for each statement execute function deny();

-- reconciliation: what must be empty ----------------------------------------------------------------------------------

create view findings as
    with net as (
        select account_id, sum(minor) as minor
        from (select debit_account as account_id, -amount_minor as minor from transfer
            union all select credit_account, amount_minor from transfer) moved
        group by account_id)
    select 'R1: a balance is not the sum of its transfers' as rule, a.id::text as subject
        from account a left join net on net.account_id = a.id where a.balance_minor <> coalesce(net.minor, 0)
    union all select 'R2: a currency does not sum to zero', currency
        from account group by currency having sum(balance_minor) <> 0
    union all select 'R3: a balance is negative', id::text
        from account where purpose <> 'CASH' and balance_minor < 0
    union all select 'R4: a line was not filled once, from its origin', h.id::text
        from account h where h.purpose = 'HELD' and h.version > 0 and not exists (select from transfer t join journal j on j.id = t.journal_id
            where t.credit_account = h.id having count(*) = 1
                and bool_and(t.debit_account = h.origin_id and j.kind = 'HOLD'
                    and (j.measure_id, j.line_number) = (h.measure_id, h.line_number)))
    union all select 'R5: held money went elsewhere', h.id::text
        from account h join transfer t on t.debit_account = h.id join journal j on j.id = t.journal_id
        where h.purpose = 'HELD' and ((j.measure_id, j.line_number) is distinct from (h.measure_id, h.line_number)
            or not (j.kind = 'RELEASE' and t.credit_account = h.origin_id or j.kind = 'REVERSE'))
    union all select 'R6: more was reversed than two people approved', a.reference
        from approval a join journal j on j.approval = a.reference join transfer t on t.journal_id = j.id
        group by a.reference, a.amount_minor having sum(t.amount_minor) > a.amount_minor
    union all select 'R7: a journal without a transfer', j.id::text
        from journal j where not exists (select from transfer t where t.journal_id = j.id)
    union all select 'R8: money was paid out while that was blocked', t.journal_id::text
        from transfer t join journal j on j.id = t.journal_id and j.kind = 'WITHDRAW'
            join account a on a.id = t.debit_account
            join block b on b.account_id = a.party_id and 'WITHDRAW' = any (b.permissions) and b.seq < t.seq
            left join block_end e on e.block_key = b.key
        where e.seq is null or e.seq > t.seq;

-- The application's role: reads, and adds rows; what the triggers write it cannot say. ------------------------------------

-- Nor can it put the trigger that writes balances on a table of its own.
revoke execute on all functions in schema marketplace from public;
grant usage on schema marketplace to ${app_role};
grant execute on function lock_parties to ${app_role};
grant select on currency, party, contract, operation, hold_line, approval, account, movement, journal, transfer, block, block_end,
    session, session_end, account_change, change_undone, told, rank_restored, findings to ${app_role};
grant insert on party, contract, operation, hold_line, session, session_end, account_change, change_undone, told to ${app_role};
grant insert on approval to ${app_role};
grant insert (party_id, party_kind, purpose, currency, shard, contract_id, measure_id, line_number, origin_id)
    on account to ${app_role};
grant insert (id, key, request_sha256, kind, case_number, contract_id, measure_id, line_number, approval, at)
    on journal to ${app_role};
grant insert (journal_id, line, debit_account, credit_account, currency, amount_minor) on transfer to ${app_role};
grant insert (key, account_id, permissions, contracts, case_number, at) on block to ${app_role};
grant insert (block_key, key, at) on block_end to ${app_role};
grant insert (key, account_id, at) on rank_restored to ${app_role};
