package org.fairhold;

import static org.assertj.core.api.Assertions.assertThat;

import org.fairhold.demo.world.Seed;
import org.fairhold.demo.world.World;
import org.fairhold.funds.Reconciliation;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** After every test of the whole desk its money agrees: its own rows, what the marketplace holds, and the marketplace's ledger. */
final class MoneyAgrees implements AfterEachCallback {
    @Override
    public void afterEach(ExtensionContext context) throws NoAnswer {
        var desk = SpringExtension.getApplicationContext(context);
        if (AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), MoneyMayDisagree.class)) {
            // Not every test that follows begins with a world of its own.
            desk.getBean(World.class).reset(Seed.EMPTY);
            return;
        }
        if (context.getExecutionException().isPresent()) {
            return;
        }
        var books = desk.getBean(Reconciliation.class);
        assertThat(books.findings()).isEmpty();
        assertThat(books.differences(desk.getBean(Marketplace.class))).isEmpty();
        assertThat(desk.getBean(JdbcClient.class)
                        .sql("select rule || ' ' || subject from marketplace.findings")
                        .query(String.class)
                        .list())
                .isEmpty();
    }
}
