package org.fairhold.desk;

import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Ground;

/** Somebody of the staff with the groups they are in now: what they may see and touch. */
public record StaffMember(Colleague colleague, Set<String> groups) {
    public String id() {
        return colleague.id();
    }

    public boolean lead() {
        return groups.contains("leads");
    }

    /** Whether they may say of others when they are absent. */
    public boolean keepsTheRota() {
        return lead() || groups.contains("support-managers");
    }

    /** Whether they open and handle cases at all. */
    public boolean worksOnCases() {
        return lead() || groups.contains("analysts") || groups.contains("fraud");
    }

    public boolean maySee(Ground ground) {
        return !ground.confidential() || groups.contains("cleared");
    }

    /** Refused as UNKNOWN where they may not know of the case. */
    public void requireToSee(Ground ground) {
        if (!maySee(ground)) {
            throw Refused.unknown("There is no case of that number.");
        }
    }

    /** Whether cases of this ground are their team's work. */
    public boolean handles(Ground ground) {
        return groups.contains(ground.confidential() ? "fraud" : "analysts");
    }
}
