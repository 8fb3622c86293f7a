package org.fairhold.desk;

import java.time.Instant;

/** Somebody is absent from now on. Whoever holds work of theirs gives it back in this transaction. */
public record AbsenceMarked(String userId, Instant until, String by) {}
