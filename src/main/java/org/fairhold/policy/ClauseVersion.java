package org.fairhold.policy;

/** One version of a clause, as cases and statements cite it. */
public record ClauseVersion(ClauseCode clause, int version) {
    @Override
    public String toString() {
        return "version %d of %s".formatted(version, clause);
    }
}
