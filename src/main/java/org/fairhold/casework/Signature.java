package org.fairhold.casework;

/**
 * Who decides, at which task of which step.
 *
 * @param by the person's own name in the desk; never a machine (never-rule 3)
 */
public record Signature(CaseNumber caseNumber, String taskId, String step, String by) {}
