package org.fairhold.demo;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Keeps the demo on this machine: where a database, a mail server or a marketplace elsewhere is set, somebody has the settings of a real
 * desk at hand, and the demo does not start.
 */
class Loopback implements BeanFactoryPostProcessor {
    private static final List<String> DATABASES = List.of(
            "spring.datasource.url", "spring.datasource.hikari.jdbc-url", "spring.flyway.url", "FAIRHOLD_DB_URL");
    private static final List<String> MAIL_HOSTS = List.of("spring.mail.host", "FAIRHOLD_MAIL_HOST");
    private static final List<String> MARKETPLACES = List.of("fairhold.marketplace.url", "FAIRHOLD_MARKETPLACE_URL");
    private static final Pattern HERE = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    /** What application-demo.yaml says. */
    private static final String OUR_OWN_DATABASE = "set-by-the-demo";

    private final Environment environment;

    Loopback(Environment environment) {
        this.environment = environment;
    }

    /** Before anything is started. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var setting : DATABASES) {
            var url = environment.getProperty(setting, OUR_OWN_DATABASE);
            if (!url.isBlank() && !url.equals(OUR_OWN_DATABASE) && !isDatabaseHere(url)) {
                throw new Elsewhere(setting);
            }
        }
        for (var setting : MAIL_HOSTS) {
            var host = environment.getProperty(setting, "");
            if (!host.isBlank() && !isHere(host)) {
                throw new Elsewhere(setting);
            }
        }
        for (var setting : MARKETPLACES) {
            var url = environment.getProperty(setting, "");
            if (!url.isBlank() && !isMarketplaceHere(url)) {
                throw new Elsewhere(setting);
            }
        }
    }

    private static boolean isMarketplaceHere(String url) {
        var host = URI.create(url.strip()).getHost();
        return host != null && isHere(host);
    }

    private static boolean isDatabaseHere(String url) {
        var parts = Driver.parseURL(url, null);
        return parts != null
                && Arrays.stream(parts.getProperty("PGHOST", "localhost").split(",", -1))
                        .allMatch(Loopback::isHere);
    }

    private static boolean isHere(String host) {
        return HERE.matcher(host.strip()).matches();
    }

    /** Names the setting, not its value: a URL may hold a password. */
    static final class Elsewhere extends RuntimeException {
        private final String setting;

        Elsewhere(String setting) {
            super("the demo works on this machine only, and %s is set to something else".formatted(setting));
            this.setting = setting;
        }
    }

    /** Says it without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<Elsewhere> {
        @Override
        protected FailureAnalysis analyze(Throwable root, Elsewhere cause) {
            return new FailureAnalysis(
                    "The demo works on this machine only, and %s is set to something else. Nothing was touched."
                            .formatted(cause.setting),
                    "Remove %s from the environment and the arguments; the demo brings its own database and mail server."
                            .formatted(cause.setting),
                    cause);
        }
    }
}
