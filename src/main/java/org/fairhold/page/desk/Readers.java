package org.fairhold.page.desk;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.ConfidentialReads;
import org.fairhold.casework.EnforcementCase;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who may read a case. Process owners and administrators change rules and machines, and need no person's case for it.
 * Compliance reads and does not write. A confidential case exists for cleared colleagues only.
 */
@Component
class Readers {
    private static final String CLEARED = "cleared";
    private static final List<String> WRITE =
            List.of("analysts", "leads", "appeals", "fraud", CLEARED, "support-managers");

    private final Cases cases;
    private final ConfidentialReads reads;

    Readers(Cases cases, ConfidentialReads reads) {
        this.cases = cases;
        this.reads = reads;
    }

    /**
     * The case, for somebody who looks at it; a look at a confidential one is noted. Refused as FORBIDDEN for whoever does not
     * work on cases, as UNKNOWN for whoever is not cleared for this one.
     */
    EnforcementCase open(CaseNumber number, String staff, Set<String> groups) {
        return open(number, staff, groups, null);
    }

    /** Likewise. @param step at which they look, which is why; null where they looked it up */
    EnforcementCase open(CaseNumber number, String staff, Set<String> groups, @Nullable String step) {
        requireReader(groups);
        var about = cases.get(number);
        if (about.ground().confidential() && !cleared(groups)) {
            throw Refused.unknown("There is no case of that number.");
        }
        if (about.ground().confidential()) {
            reads.note(number, ConfidentialReads.Door.DESK, staff, step == null ? "case file" : "case file at " + step);
        }
        return about;
    }

    void requireReader(Set<String> groups) {
        if (!mayWrite(groups) && !groups.contains("compliance")) {
            throw Refused.forbidden("The case file is for people who work on cases.");
        }
    }

    void requireWriter(Set<String> groups) {
        if (!mayWrite(groups)) {
            throw Refused.forbidden("Notes are written by people who work on cases.");
        }
    }

    boolean mayWrite(Set<String> groups) {
        return !Collections.disjoint(WRITE, groups);
    }

    static boolean cleared(Set<String> groups) {
        return groups.contains(CLEARED);
    }
}
