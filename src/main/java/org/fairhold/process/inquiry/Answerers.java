package org.fairhold.process.inquiry;

import java.util.Comparator;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Colleague;
import org.fairhold.desk.Roster;
import org.fairhold.process.access.Clearance;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who answers what is written about a case. */
@Component
class Answerers {
    private final Cases cases;
    private final Roster roster;
    private final Absences absences;
    private final Clearance clearance;

    Answerers(Cases cases, Roster roster, Absences absences, Clearance clearance) {
        this.cases = cases;
        this.roster = roster;
        this.absences = absences;
        this.clearance = clearance;
    }

    /** The case manager; while they are absent the one of the team with the fewest cases; null where nobody of the team is here. */
    @Nullable
    String of(CaseNumber number) {
        var about = cases.get(number);
        var absent = absences.now().keySet();
        if (about.manager() != null && !absent.contains(about.manager()) && mayAnswer(number, about.manager())) {
            return about.manager();
        }
        List<Colleague> team = clearance.managers(number);
        return team.stream()
                .map(Colleague::id)
                .filter(id -> !absent.contains(id))
                .min(Comparator.<String>comparingInt(id -> cases.managedBy(id).size())
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private boolean mayAnswer(CaseNumber number, String manager) {
        return roster.find(manager)
                .filter(member ->
                        member.worksOnCases() && member.maySee(cases.get(number).ground()))
                .isPresent();
    }
}
