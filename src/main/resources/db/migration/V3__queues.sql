-- Tasks are listed by when they are due and followed up; the engine has no index for either.
create index fairhold_task_due on engine.act_ru_task (due_date_);
create index fairhold_task_follow_up on engine.act_ru_task (follow_up_date_) where follow_up_date_ is not null;

-- Rights come from groups; the rows that gave each group each of its tasks only slow every list down.
delete from engine.act_ru_authorization where resource_type_ = 7 and resource_id_ <> '*';

-- The cases that wait for the person, soonest first: they are no tasks, and have a page of their own.
create index case_waiting_for_person on enforcement_case (waiting_until)
    where waiting_for in ('answer', 'acknowledgement', 'conditions');
