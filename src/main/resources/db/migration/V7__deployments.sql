-- The owners' files follow the deployed revision: they are kept here, so that every node reads the same from the same
-- transaction on. Rows are only added.

alter table deployed_revision add column engine_deployment text;
alter table deployed_revision add column deployed_by text;
alter table deployed_revision add column source text check (source in ('APPLICATION', 'DIRECTORY', 'UPLOAD'));
update deployed_revision set
    engine_deployment = coalesce((select d.id_ from engine.act_re_deployment d where d.name_ = 'revision ' || revision limit 1), ''),
    deployed_by = 'desk',
    source = 'APPLICATION';
alter table deployed_revision alter column engine_deployment set not null;
alter table deployed_revision alter column deployed_by set not null;
alter table deployed_revision alter column source set not null;

create table deployed_file (
    revision int not null references deployed_revision,
    name text not null,
    content bytea not null,
    primary key (revision, name)
);

-- Every attempt, also one that was refused: who wanted what, and what came of it.
create table deployment_attempt (
    id bigint generated always as identity primary key,
    attempted_at timestamptz not null,
    attempted_by text not null,
    source text not null check (source in ('APPLICATION', 'DIRECTORY', 'UPLOAD')),
    content_sha256 sha256,
    outcome text not null check (outcome in ('DEPLOYED', 'UNCHANGED', 'REFUSED')),
    revision int references deployed_revision,
    findings int not null check (findings >= 0),
    first_findings text[] not null,
    check ((outcome = 'REFUSED') = (findings > 0)),
    check ((outcome = 'REFUSED') = (revision is null))
);

grant select, insert on deployed_file, deployment_attempt to ${app_role};
