package org.fairhold.visit;

import java.util.Locale;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * Somebody looks at their case.
 *
 * @param language what they chose on the page; null where they read their account's
 */
public record Visit(CaseNumber caseNumber, AccountId reader, @Nullable Locale language) {}
