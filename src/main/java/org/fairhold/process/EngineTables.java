package org.fairhold.process;

import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables from the engine's own scripts, as the owner role, and adds what the scripts lack: the two
 * indexes without which every open task and timer slows all others, and eager vacuuming of the runtime tables.
 */
@Component
class EngineTables implements JavaMigration {
    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private static final String ADDITIONS =
            """
            create index fairhold_job_due on act_ru_job (duedate_) where retries_ > 0 and suspension_state_ = 1;
            create index fairhold_task_parent on act_ru_task (parent_task_id_);
            do $$
            declare
                t text;
            begin
                foreach t in array array['act_ru_job', 'act_ru_task', 'act_ru_execution', 'act_ru_variable',
                    'act_ru_event_subscr', 'act_ru_identitylink', 'act_ru_jobdef'] loop
                    execute format('alter table %I set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01)', t);
                end loop;
            end $$;
            """;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "engine tables 7.24";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("set local search_path to engine");
            for (String script : SCRIPTS) {
                statement.execute(new ClassPathResource(
                                "org/camunda/bpm/engine/db/create/activiti.postgres.create." + script + ".sql")
                        .getContentAsString(StandardCharsets.UTF_8));
            }
            statement.execute(ADDITIONS);
            statement.execute("set local search_path to fairhold");
        }
    }
}
