package org.fairhold.casework;

import org.fairhold.account.Ground;

/**
 * What the triage table said about a report that needs a case.
 *
 * @param priority 0 to 100, the urgent ones high
 * @param level L1 or L2: who may decide
 */
public record Triage(Ground ground, Severity severity, int priority, String level) {}
