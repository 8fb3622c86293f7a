package org.fairhold.report;

/** A report was received and stored. Whoever handles it does so in this transaction, or refuses it. */
public record ReportArrived(Report report) {}
