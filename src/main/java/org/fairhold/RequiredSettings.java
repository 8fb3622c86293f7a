package org.fairhold;

import static org.springframework.boot.context.properties.source.ConfigurationPropertyState.PRESENT;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses the start when a setting is missing that has no safe default, and names every missing one at once: an operator
 * should not learn them one restart at a time.
 */
class RequiredSettings implements EnvironmentPostProcessor, Ordered {
    /** @param property what the variable feeds in {@code application.yaml}; a profile may set it directly */
    private record Required(String variable, String property, String meaning) {
        boolean isMissing(ConfigurableEnvironment environment) {
            try {
                var value = environment.getProperty(property);
                return value == null || value.isBlank();
            } catch (IllegalArgumentException unresolved) {
                return true;
            }
        }
    }

    private static final List<Required> ALL = List.of(
            new Required("FAIRHOLD_DB_URL", "spring.datasource.url", "JDBC URL of the PostgreSQL database"),
            new Required("FAIRHOLD_DB_USER", "spring.datasource.username", "the application's role, not the owner"),
            new Required("FAIRHOLD_DB_PASSWORD", "spring.datasource.password", "its password"),
            new Required("FAIRHOLD_DB_OWNER", "spring.flyway.user", "the role that owns and migrates the schemas"),
            new Required("FAIRHOLD_DB_OWNER_PASSWORD", "spring.flyway.password", "its password"),
            new Required("FAIRHOLD_MAIL_HOST", "spring.mail.host", "the SMTP server that takes the notices"),
            new Required("FAIRHOLD_MAIL_FROM", "fairhold.mail-from", "the address that notices come from"),
            new Required("FAIRHOLD_REPLY_TO", "fairhold.reply-to", "a staffed address that people may answer to"),
            new Required(
                    "FAIRHOLD_PUBLIC_URL", "fairhold.case-page.url", "where people reach the desk, for links in mails"),
            new Required("FAIRHOLD_ADMIN_USER", "fairhold.administrator.id", "the first administrator's name"),
            new Required("FAIRHOLD_ADMIN_PASSWORD", "fairhold.administrator.password", "the password to begin with"));

    private static final List<Required> OIDC = List.of(
            new Required("FAIRHOLD_OIDC_ISSUER", "fairhold.oidc.issuer", "the address of the OpenID Connect provider"),
            new Required("FAIRHOLD_OIDC_CLIENT_ID", "fairhold.oidc.client-id", "what the provider calls the desk"),
            new Required("FAIRHOLD_OIDC_CLIENT_SECRET", "fairhold.oidc.client-secret", "the secret they share"));

    private static final Required MARKETPLACE_KEY =
            new Required("FAIRHOLD_MARKETPLACE_KEY", "fairhold.marketplace.key", "what the desk shows the marketplace");

    /** Plain text only where nobody else listens: the key opens other people's money. */
    private static final Pattern MARKETPLACE_URL = Pattern.compile(
            "https://[^/?#@]+(/[^?#]*)?|http://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?(/[^?#]*)?");

    private static final ConfigurationPropertyName API_KEYS = ConfigurationPropertyName.of("fairhold.api-keys");

    private final Log log;

    RequiredSettings(DeferredLogFactory logs) {
        this.log = logs.getLog(RequiredSettings.class);
    }

    static List<String> variables() {
        return ALL.stream().map(Required::variable).toList();
    }

    /** After the configuration files, which the environment's values go through. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!application.getAllSources().contains(Fairhold.class)) {
            return;
        }
        var signIn = environment.getProperty("fairhold.sign-in", "engine");
        var missing = Stream.concat(ALL.stream(), signIn.equals("oidc") ? OIDC.stream() : Stream.empty())
                .filter(required -> required.isMissing(environment))
                .toList();
        if (!missing.isEmpty()) {
            throw new Missing(missing);
        }
        if (!Set.of("engine", "oidc").contains(signIn)) {
            throw new Missing(List.of(new Required("FAIRHOLD_SIGN_IN", "fairhold.sign-in", "must be engine or oidc")));
        }
        requireStrongPassword(environment);
        requireMarketplace(environment.getProperty("fairhold.marketplace.url", ""), environment);
        if (String.valueOf(environment.getProperty("spring.datasource.username"))
                .equals(environment.getProperty("spring.flyway.user"))) {
            throw new Missing(List.of(new Required(
                    "FAIRHOLD_DB_USER",
                    "spring.datasource.username",
                    "must be another role than FAIRHOLD_DB_OWNER, or nothing keeps decisions from being rewritten")));
        }
        if (!hasApiKeys(environment)) {
            log.warn("No API key is set (FAIRHOLD_APIKEYS_0_CALLER, _SHA256, _SCOPES): every call to /api is refused.");
        }
    }

    private static void requireMarketplace(String url, ConfigurableEnvironment environment) {
        if (url.isBlank()) {
            return;
        }
        if (!MARKETPLACE_URL.matcher(url).matches()) {
            throw new Missing(List.of(new Required(
                    "FAIRHOLD_MARKETPLACE_URL",
                    "fairhold.marketplace.url",
                    "must begin with https:// (http:// only on this machine), with no user, query or fragment")));
        }
        if (MARKETPLACE_KEY.isMissing(environment)) {
            throw new Missing(List.of(MARKETPLACE_KEY));
        }
    }

    /** The first administrator's password opens everything, from the first minute on. */
    private static void requireStrongPassword(ConfigurableEnvironment environment) {
        var password = String.valueOf(environment.getProperty("fairhold.administrator.password"));
        var lengthMin = environment.getProperty("fairhold.administrator-password-length-min", Integer.class, 12);
        if (password.length() < lengthMin) {
            throw new Missing(List.of(new Required(
                    "FAIRHOLD_ADMIN_PASSWORD",
                    "fairhold.administrator.password",
                    "must have at least %d characters".formatted(lengthMin))));
        }
    }

    private static boolean hasApiKeys(ConfigurableEnvironment environment) {
        for (var source : ConfigurationPropertySources.get(environment)) {
            if (source.containsDescendantOf(API_KEYS) == PRESENT) {
                return true;
            }
        }
        return false;
    }

    /** What is not set. */
    static final class Missing extends RuntimeException {
        private Missing(List<Required> missing) {
            super(missing.stream()
                    .map(required -> "  %-27s %s".formatted(required.variable(), required.meaning()))
                    .collect(Collectors.joining(
                            "\n", "These settings are missing from the environment, or cannot be used:\n\n", "")));
        }
    }

    /** Prints what is missing instead of a stack trace. */
    static final class Explanation extends AbstractFailureAnalyzer<Missing> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, Missing missing) {
            return new FailureAnalysis(
                    String.valueOf(missing.getMessage()),
                    "Set them and start again. docker/.env.example lists every setting.",
                    missing);
        }
    }
}
