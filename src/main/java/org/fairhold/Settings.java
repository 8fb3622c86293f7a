package org.fairhold;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator sets. Deadlines and thresholds are not here: they are tables that process owners edit.
 *
 * @param brand the marketplace's name, as people read it
 * @param mailFrom the sender of every notice
 * @param replyTo a staffed address that people may answer to
 * @param processes the folder of the owners' files; without it those that came with the application count
 * @param apiKeys who may call the API
 */
@ConfigurationProperties("fairhold")
@Validated
public record Settings(
        @NotBlank String brand,
        @NotBlank @Email String mailFrom,
        @NotBlank @Email String replyTo,
        @Valid Administrator administrator,
        @Nullable String processes,
        @DefaultValue @Valid List<ApiKey> apiKeys) {

    /** The first administrator, created at the first start. */
    public record Administrator(@NotBlank String id, @NotBlank String password) {}

    /**
     * A caller of the API. Two keys of one caller may stand side by side, which is how a key is rotated.
     *
     * @param sha256 the key's SHA-256 in hexadecimal; the key itself is stored nowhere
     * @param scopes report, marketplace, read, compliance, deploy, confidential
     */
    public record ApiKey(
            @NotBlank String caller,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String sha256,
            @DefaultValue
                    Set<@Pattern(regexp = "report|marketplace|read|compliance|deploy|confidential") String> scopes) {}
}
