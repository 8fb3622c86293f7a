package org.fairhold.demo.marketplace;

import java.util.Map;
import javax.sql.DataSource;
import org.fairhold.demo.world.Reseeded;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/** The reference marketplace's own schema: made by the owner role at the start, and again in a new world. */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class LedgerTables implements Reseeded {
    /** No bean: it would take the place of the desk's own. */
    private final Flyway flyway;

    @Autowired
    LedgerTables(FlywayConnectionDetails owner, @Value("${spring.datasource.username}") String application) {
        this(
                DataSourceBuilder.create()
                        .type(DriverManagerDataSource.class)
                        .url(owner.getJdbcUrl())
                        .username(owner.getUsername())
                        .password(owner.getPassword())
                        .build(),
                application);
        reseed();
    }

    LedgerTables(DataSource owner, String application) {
        this.flyway = Flyway.configure()
                .dataSource(owner)
                .schemas("marketplace")
                .locations("classpath:db/marketplace")
                .placeholders(Map.of("app_role", application))
                .load();
    }

    @Override
    public void reseed() {
        var made = flyway.migrate();
        if (!made.success) {
            throw new IllegalStateException("the marketplace's tables cannot be made");
        }
    }
}
