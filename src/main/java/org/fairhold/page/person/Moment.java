package org.fairhold.page.person;

import java.time.Instant;

/** A time, for machines, and as the reader's clock shows it. */
record Moment(Instant at, String text) {}
