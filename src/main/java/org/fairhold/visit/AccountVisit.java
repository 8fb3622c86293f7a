package org.fairhold.visit;

import java.util.Locale;
import org.fairhold.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looks at how they stand.
 *
 * @param language what they chose on the page; null where they read their account's
 */
public record AccountVisit(AccountId reader, @Nullable Locale language) {}
