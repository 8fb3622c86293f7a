package org.fairhold;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.fairhold.funds.Reconciliation;
import org.fairhold.funds.Reconciliation.Finding;
import org.fairhold.marketplace.Marketplace;
import org.fairhold.marketplace.NoAnswer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/** {@code java -jar fairhold.jar check money}: what does not agree about held money, beside a running desk, changing nothing. */
public final class MoneyCheck {
    public static final String NAME = "money";

    private static final int AGREES = 0;
    private static final int DISAGREES = 1;
    private static final int NOT_CHECKED = 2;

    private MoneyCheck() {}

    /** The desk's database and the door to its marketplace, and nothing else of it. */
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ConfigurationPropertiesScan("org.fairhold.marketplace")
    @ComponentScan(
            basePackages = "org.fairhold.marketplace",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Marketplace.class))
    @Import({Reconciliation.class, Time.class})
    static class Books {}

    /**
     * The exit code: 0 when everything agrees, 1 when something does not, 2 when it could not be found out.
     *
     * @param settings such as {@code --spring.datasource.url=}; the others come from the environment, as the desk's do
     */
    public static int run(PrintStream out, String... settings) {
        try (var books = new SpringApplicationBuilder(Books.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(settings)) {
            return report(books.getBean(Reconciliation.class), books.getBeanProvider(Marketplace.class), out);
        } catch (DataAccessException e) {
            out.println(
                    "The database cannot be asked: " + e.getMostSpecificCause().getMessage());
            return NOT_CHECKED;
        }
    }

    private static int report(Reconciliation books, ObjectProvider<Marketplace> marketplaces, PrintStream out) {
        List<Finding> found = new ArrayList<>(books.findings());
        var marketplace = marketplaces.getIfAvailable();
        var compared = false;
        try {
            if (marketplace != null) {
                found.addAll(books.differences(marketplace));
                compared = true;
            } else {
                out.println("No marketplace is set (FAIRHOLD_MARKETPLACE_URL): what it holds was not compared.");
            }
        } catch (NoAnswer e) {
            out.println("What the marketplace holds was not compared: " + e.getMessage());
        }
        found.forEach(out::println);
        out.println(found.isEmpty() ? "Nothing disagrees." : "%d findings.".formatted(found.size()));
        if (!found.isEmpty()) {
            return DISAGREES;
        }
        return compared || marketplace == null ? AGREES : NOT_CHECKED;
    }
}
