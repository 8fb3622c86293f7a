package org.fairhold.demo.world;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.fairhold.demo.clock.DemoClock;
import org.fairhold.demo.clock.Standstill;
import org.fairhold.demo.mailbox.Mailbox;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the world anew: the tables as their owner makes them, the engine as if just started, today's date, no mail. The first
 * one is built; while its tables stay what they are, later ones are filled with its rows.
 */
@Component
@Profile("demo")
public class World {
    /** Waits this long for whoever still reads the old world. */
    private static final String DROP =
            """
            set lock_timeout = '5s';
            drop schema if exists engine cascade;
            drop schema if exists fairhold cascade;
            drop schema if exists marketplace cascade;
            """;

    private final EmptyWorld empty = new EmptyWorld();
    private final EmbeddedPostgres postgres;
    private final Standstill standstill;
    private final DemoClock clock;
    private final Mailbox mailbox;
    private final Flyway flyway;
    private final DataSource connections;
    private final ProcessEngine engine;
    private final ObjectProvider<Reseeded> reseeded;
    private final ObjectProvider<Stories> stories;

    World(
            EmbeddedPostgres postgres,
            Standstill standstill,
            DemoClock clock,
            Mailbox mailbox,
            Flyway flyway,
            DataSource connections,
            ProcessEngine engine,
            ObjectProvider<Reseeded> reseeded,
            ObjectProvider<Stories> stories) {
        this.postgres = postgres;
        this.standstill = standstill;
        this.clock = clock;
        this.mailbox = mailbox;
        this.flyway = flyway;
        this.connections = connections;
        this.engine = engine;
        this.reseeded = reseeded;
        this.stories = stories;
    }

    public void reset(Seed seed) {
        standstill.during(() -> {
            clock.setBack();
            mailbox.empty();
            if (!fill()) {
                build();
            }
            if (seed == Seed.STORIES) {
                stories.ifAvailable(Stories::tell);
            }
            return seed;
        });
    }

    private boolean fill() {
        try (var superuser = superuser()) {
            return empty.fill(superuser);
        } catch (SQLException e) {
            throw new IllegalStateException("the old world cannot be emptied; is somebody still working in it?", e);
        }
    }

    private void build() {
        rebuildTables();
        restartEngine();
        reseeded.orderedStream().forEach(Reseeded::reseed);
        try (var superuser = superuser()) {
            empty.keep(superuser);
        } catch (SQLException e) {
            throw new IllegalStateException("the new world cannot be kept", e);
        }
    }

    private Connection superuser() throws SQLException {
        return postgres.getDatabase("postgres", "fairhold").getConnection();
    }

    private void rebuildTables() {
        try (var owner = flyway.getConfiguration().getDataSource().getConnection();
                var statement = owner.createStatement()) {
            statement.execute(DROP);
        } catch (SQLException e) {
            throw new IllegalStateException("the old world cannot be dropped; is somebody still working in it?", e);
        }
        flyway.migrate();
        evictConnections();
    }

    /** Connections remember plans and types of tables that are gone. */
    private void evictConnections() {
        try {
            Optional.ofNullable(connections.unwrap(HikariDataSource.class).getHikariPoolMXBean())
                    .ifPresent(pool -> pool.softEvictConnections());
        } catch (SQLException e) {
            throw new IllegalStateException("the demo's connections come from Hikari", e);
        }
    }

    /** What the engine's constructor does with new tables; what it remembers of the old ones is forgotten. */
    private void restartEngine() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getDeploymentCache().purgeCache();
        configuration.getDeploymentCache().discardCamundaFormDefinitionCache();
        configuration.getRegisteredDeployments().clear();
        var schema = configuration.getCommandExecutorSchemaOperations();
        schema.execute(configuration.getSchemaOperationsCommand());
        schema.execute(configuration.getHistoryLevelCommand());
        schema.execute(configuration.getProcessEngineBootstrapCommand());
    }
}
