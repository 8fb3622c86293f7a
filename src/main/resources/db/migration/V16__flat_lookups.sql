-- What waits is found without looking at what others wait for.

-- Each kind is carried in a lane of its own, and a parcel waits only for those that it must follow: many thousand wait for their
-- time, or for a mail server that is down.
alter table outbox add column sequence text;
drop index outbox_to_send;
create index outbox_to_send on outbox (kind, next_at, id) where sent_at is null and dead_at is null;
create index outbox_in_order on outbox (case_number, kind, id) where sent_at is null and dead_at is null;

-- Which jobs are running: asked at every acquisition, of all timers of all open cases otherwise.
create index fairhold_job_locked on engine.act_ru_job (lock_exp_time_) where lock_owner_ is not null;
