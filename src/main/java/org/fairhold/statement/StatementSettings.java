package org.fairhold.statement;

import java.util.Locale;
import org.fairhold.policy.ClauseCode;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator says for all statements.
 *
 * @param policies where the world reads the rules, such as https://market.example/policies
 */
@ConfigurationProperties("fairhold.statement")
@Validated
public record StatementSettings(@Nullable @URL String policies) {
    /** The address of one version of a clause, which every statement that cites it names. */
    @Nullable
    String address(ClauseCode clause, int version) {
        return policies == null || policies.isBlank()
                ? null
                : "%s/%s#version-%d"
                        .formatted(
                                policies.replaceFirst("/+$", ""),
                                clause.value().toLowerCase(Locale.ROOT).replace('_', '-'),
                                version);
    }
}
