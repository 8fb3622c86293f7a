package org.fairhold.casework;

/**
 * Who decides, at which task of which step.
 *
 * @param by the person's own name in the desk; never a machine (never-rule 3)
 */
public record Signature(CaseNumber caseNumber, String taskId, String step, String by) {
    /** What the same person decides at the same task as well. */
    public Signature also(String otherStep) {
        return new Signature(caseNumber, taskId + "/" + otherStep, otherStep, by);
    }
}
