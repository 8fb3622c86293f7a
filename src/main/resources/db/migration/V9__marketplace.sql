-- What the marketplace was commanded to do. What a command says never changes; how far it has come only moves on.
create table marketplace_command (
    key text primary key check (key ~ '^[A-Za-z0-9._:/-]{1,200}$'),
    id uuid not null unique,
    kind text not null check (kind in ('HOLD', 'RELEASE', 'REFUND', 'REVERSE', 'BLOCK', 'UNBLOCK', 'END_SESSIONS', 'UNDO_CHANGE',
        'TELL_COUNTERPARTS', 'RESTORE_RANK')),
    case_number text not null references enforcement_case,
    -- Ids, codes and amounts: nothing that a person wrote fits in here.
    body jsonb not null check (jsonb_typeof(body) = 'object' and body::text ~ '^[][{}", :A-Za-z0-9._/-]*$'),
    state text not null check (state in ('NEW', 'UNKNOWN', 'SENT', 'CONFIRMED', 'REJECTED')),
    issued_at timestamptz not null,
    answered_at timestamptz,
    reference text check (length(reference) between 1 and 128),
    rejection text,
    rejection_detail text check (length(rejection_detail) <= 500),
    late_at timestamptz,
    check (body ->> 'caseNumber' = case_number),
    check ((state in ('CONFIRMED', 'REJECTED')) = (answered_at is not null)),
    check ((state = 'REJECTED') = (rejection is not null)),
    check ((state = 'REJECTED') = (rejection_detail is not null))
);
create index command_open on marketplace_command (issued_at) include (state) where state in ('NEW', 'UNKNOWN', 'SENT');
create index command_of_case on marketplace_command (case_number);

-- What leaves has an unknown outcome until an answer is written down, and what is over stays as it is.
create function command_moves_on() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'NEW' then
            raise exception 'a command begins as NEW' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if (new.key, new.id, new.kind, new.case_number, new.body, new.issued_at)
            is distinct from (old.key, old.id, old.kind, old.case_number, old.body, old.issued_at) then
        raise exception 'what a command says never changes' using errcode = 'check_violation';
    end if;
    if old.state in ('CONFIRMED', 'REJECTED') then
        raise exception 'command % is over', old.key using errcode = 'check_violation';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (('NEW', 'UNKNOWN'), ('UNKNOWN', 'SENT'), ('UNKNOWN', 'CONFIRMED'),
            ('UNKNOWN', 'REJECTED'), ('SENT', 'CONFIRMED'), ('SENT', 'REJECTED')) then
        raise exception 'a command does not go from % to %', old.state, new.state using errcode = 'check_violation';
    end if;
    if old.late_at is not null and new.late_at is distinct from old.late_at then
        raise exception 'a command is late once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger command_moves_on before insert or update on marketplace_command
    for each row execute function command_moves_on();

grant select, insert on marketplace_command to ${app_role};
grant update (state, answered_at, reference, rejection, rejection_detail, late_at) on marketplace_command to ${app_role};
