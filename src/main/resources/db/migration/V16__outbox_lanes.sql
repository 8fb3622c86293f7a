-- Each kind is carried in a lane of its own, and a parcel waits only for those that it must follow. Both are found without looking
-- at the parcels of others: many thousand wait for their time, or for a mail server that is down.
alter table outbox add column sequence text;
drop index outbox_to_send;
create index outbox_to_send on outbox (kind, next_at, id) where sent_at is null and dead_at is null;
create index outbox_in_order on outbox (case_number, kind, id) where sent_at is null and dead_at is null;
