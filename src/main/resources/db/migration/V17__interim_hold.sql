-- An interim hold on the money of a disputed contract may stand before the finding (never-rule 4), also about poor
-- performance; it still rests on a consistent record (never-rule 5). Every other measure waits for the finding.
alter table measure drop constraint measure_check;
alter table measure add constraint measure_after_the_finding check (ground not in ('POLICY_VIOLATION', 'POOR_PERFORMANCE')
    or (finding_id is not null and finding_result is not null)
    or (ground = 'POOR_PERFORMANCE' and kind = 'HOLD' and finding_id is null and finding_result is null));
alter table measure drop constraint performance_needs_record_and_harm;
alter table measure add constraint performance_needs_record check (ground <> 'POOR_PERFORMANCE' or performance_record is not null);
alter table measure add constraint performance_needs_harm check (ground <> 'POOR_PERFORMANCE'
    or finding_result is not distinct from 'HARM' or (kind = 'HOLD' and finding_result is null));

-- Once somebody has found something, a hold rests on that: it does not pass as interim.
create function interim_hold_before_the_finding() returns trigger language plpgsql as $$
begin
    if exists (select 1 from finding where case_number = new.case_number) then
        raise exception 'an interim hold comes before the finding' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger interim_hold_before_the_finding after insert on measure
    for each row when (new.ground = 'POOR_PERFORMANCE' and new.kind = 'HOLD' and new.finding_id is null)
    execute function interim_hold_before_the_finding();

-- No sum over a contract overflows, and every client's JSON reads its amounts exactly.
alter table contract add constraint disputed_amount_is_readable check (disputed_amount_minor <= 9007199254740991);
alter table contract add constraint chargeback_amount_is_readable check (chargeback_amount_minor <= 9007199254740991);

-- A condition that nobody says is done: the contracts that ran when it was set, and must have ended.
create table condition_contract (
    condition_id text not null references condition,
    contract_id text not null references contract,
    primary key (condition_id, contract_id)
);
create index condition_contract_by_contract on condition_contract (contract_id);
grant select, insert on condition_contract to ${app_role};

create function condition_met_once_contracts_ended() returns trigger language plpgsql as $$
begin
    if exists (select 1 from condition_contract s join contract c on c.id = s.contract_id
            where s.condition_id = new.condition_id and c.state = 'ACTIVE') then
        raise exception 'a contract of this condition still runs' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger condition_met_once_contracts_ended after insert on condition_met
    for each row execute function condition_met_once_contracts_ended();
