-- Which decision answers which appeal: a case with a hold beside its restriction can have two appeals open at a time.
create table appeal_decision (
    appeal_number text primary key references appeal,
    decision_id uuid not null unique references decision
);
grant select, insert on appeal_decision to ${app_role};
