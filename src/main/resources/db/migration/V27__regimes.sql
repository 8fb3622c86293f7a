-- Which appeal is possible until when, and by when it is answered, is what the statement promised: asked by the measure.
create index statement_of_measure on statement (measure_id, version);

-- No statement promises less than a law: an answer within two weeks (never-rule 11). What was issued before stays as it is.
alter table statement add constraint statement_promises_an_answer_in_two_weeks
    check (coalesce((content ->> 'appealAnswerDays')::int, 0) between 1 and 14) not valid;
