-- Where something was done on a contract, and in which session.
alter table account_change add column contract_id id references contract;
alter table account_change add column session_id bigint references session;
