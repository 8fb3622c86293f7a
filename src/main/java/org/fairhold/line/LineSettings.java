package org.fairhold.line;

import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where answers to our mails arrive. Without a domain the direct line is off, and answers go to the staffed address.
 *
 * @param prefix what stands before the token in the local part of such an address: {@code case} in {@code case+token@domain}
 * @param domain all of whose mail for {@code prefix+anything} reaches the case mailbox
 * @param relay the name by which our own mail relay signs its {@code Authentication-Results}; without it nothing is believed of them
 */
@ConfigurationProperties("fairhold.line")
@Validated
public record LineSettings(
        @DefaultValue("case") @Pattern(regexp = "[a-z0-9-]{1,20}") String prefix,
        @DefaultValue("") @Pattern(regexp = "([a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+)?")
                String domain,
        @Nullable String relay) {
    /** Around the line in our mails above which people answer; where it stands in an answer our own mail begins. */
    public static final String MARK = "##-";

    public static final String MARK_END = "-##";

    public boolean on() {
        return !domain.isEmpty();
    }

    /** The address that carries this token. */
    String address(String token) {
        return "%s+%s@%s".formatted(prefix, token, domain);
    }

    /** Where mail servers say that a mail did not arrive; none while the line is off. */
    public Optional<String> bounces() {
        return on() ? Optional.of("bounce@" + domain) : Optional.empty();
    }

    /** Whether an address is one of the line's own, which writes to nobody. */
    public boolean own(String address) {
        return on() && address.toLowerCase(Locale.ROOT).endsWith("@" + domain);
    }

    public Optional<String> relayName() {
        return Optional.ofNullable(relay).filter(name -> !name.isBlank());
    }
}
