package org.fairhold.casework;

/** How grave the triage table takes a report to be. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH
}
