-- For how long an account pays no fee.
create table fee_waiver (
    key key primary key references operation,
    account_id text not null references party,
    days int not null check (days > 0),
    at timestamptz(3) not null,
    seq bigint not null generated always as identity
);
create index fee_waiver_of_account on fee_waiver (account_id);
create trigger only_added before update or delete on fee_waiver for each row execute function deny();
create trigger never_emptied before truncate on fee_waiver for each statement execute function deny();
grant select on fee_waiver to ${app_role};
grant insert (key, account_id, days, at) on fee_waiver to ${app_role};
