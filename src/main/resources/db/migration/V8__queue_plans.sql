-- A queue is counted from these indexes alone, without the rows of its tasks: by due date, by who has it, by team, by process.
drop index engine.fairhold_task_due;
create index fairhold_task_due on engine.act_ru_task (due_date_) include (id_, tenant_id_);
create index fairhold_task_free on engine.act_ru_task (id_) include (assignee_, tenant_id_);
create index fairhold_task_definition on engine.act_ru_task (proc_def_id_, id_) include (tenant_id_);
create index fairhold_link_group on engine.act_ru_identitylink (group_id_, task_id_) where type_ = 'candidate';

-- Without the rows is possible only where they were vacuumed since they were written, new ones as well.
alter table engine.act_ru_task set (autovacuum_vacuum_insert_scale_factor = 0.01);
alter table engine.act_ru_identitylink set (autovacuum_vacuum_insert_scale_factor = 0.01);

-- A dozen processes in a few versions each. Where most tasks are of one, counting makes the planner expect that every
-- other has as many, and read all tasks to find the few appeals.
alter table engine.act_ru_task alter column proc_def_id_ set (n_distinct = 30);
analyze engine.act_ru_task;
