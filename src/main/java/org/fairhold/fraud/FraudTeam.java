package org.fairhold.fraud;

import java.util.stream.Collectors;
import org.fairhold.Refused;
import org.fairhold.desk.Roster;
import org.springframework.stereotype.Component;

/** Who may decide what in a confidential case, beside who may see it. */
@Component
public class FraudTeam {
    public static final String TEAM = "fraud";

    private final Roster roster;

    FraudTeam(Roster roster) {
        this.roster = roster;
    }

    /** Refused as FORBIDDEN for anybody else, a lead to whom it was escalated among them: they find somebody who may. */
    public void requireMember(String user) {
        if (roster.find(user).filter(one -> one.groups().contains(TEAM)).isEmpty()) {
            throw Refused.forbidden("Only a member of the fraud team decides this. Call one of them: %s."
                    .formatted(roster.all().stream()
                            .filter(one -> one.groups().contains(TEAM))
                            .map(one -> one.colleague().displayName())
                            .collect(Collectors.joining(", "))));
        }
    }

    /** Refused as FORBIDDEN for anybody else. */
    public void requireMemberOrClearedLead(String user) {
        if (roster.find(user).filter(one -> one.groups().contains(TEAM)).isEmpty()) {
            requireClearedLead(user);
        }
    }

    /** Refused as FORBIDDEN for anybody else. */
    public void requireClearedLead(String user) {
        if (roster.find(user)
                .filter(one -> one.lead() && one.groups().contains("cleared"))
                .isEmpty()) {
            throw Refused.forbidden("Only a cleared lead decides this.");
        }
    }
}
