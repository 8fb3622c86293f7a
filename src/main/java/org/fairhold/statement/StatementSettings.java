package org.fairhold.statement;

import java.util.List;
import java.util.Locale;
import org.fairhold.policy.ClauseCode;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator says for all statements.
 *
 * @param policies where the world reads the rules, such as https://market.example/policies
 * @param outside the bodies that settle disputes out of court (P2B Art. 12 wants two mediators named, DSA Art. 21 leaves the choice)
 */
@ConfigurationProperties("fairhold.statement")
@Validated
public record StatementSettings(@Nullable @URL String policies, @DefaultValue List<String> outside) {
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
