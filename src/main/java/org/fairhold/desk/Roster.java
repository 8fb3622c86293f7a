package org.fairhold.desk;

import java.util.List;
import java.util.Optional;
import org.fairhold.Refused;
import org.fairhold.account.Ground;

/** Who is on the staff now. The identity service behind it is outside the features. */
public interface Roster {
    /** Somebody in at least one of the desk's groups. */
    Optional<StaffMember> find(String userId);

    /** Everybody in at least one of the desk's groups, by name. */
    List<StaffMember> all();

    /** Those who work on cases and may see the ones of this ground, by name. */
    List<Colleague> workingOn(Ground ground);

    /** Refused as FORBIDDEN for somebody who is signed in but in none of the desk's groups. */
    default StaffMember get(String userId) {
        return find(userId).orElseThrow(() -> Refused.forbidden("This is for the staff of the desk."));
    }
}
