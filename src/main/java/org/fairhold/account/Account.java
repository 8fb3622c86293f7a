package org.fairhold.account;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the marketplace told us about an account.
 *
 * @param country ISO 3166 alpha-2
 * @param business whether the account sells to consumers (P2B Regulation)
 * @param version rises with each change on the marketplace's side
 */
public record Account(
        AccountId id,
        Role role,
        String displayName,
        String email,
        @Nullable String secondEmail,
        Locale language,
        String country,
        ZoneId timeZone,
        LocalDate registeredOn,
        boolean business,
        long version) {}
