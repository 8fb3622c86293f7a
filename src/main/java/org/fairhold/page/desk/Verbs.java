package org.fairhold.page.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fairhold.account.Account;
import org.fairhold.account.Ground;
import org.fairhold.caseload.ByHand;
import org.fairhold.caseload.Links;
import org.fairhold.casework.Cases;
import org.fairhold.casework.EnforcementCase;
import org.fairhold.casework.Stage;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.measure.Withdrawals;
import org.fairhold.outside.Bodies;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody can do with a case besides deciding, and what was refused just now. */
@Component
class Verbs {
    /** Something to choose. */
    record Choice(String value, String words) {}

    /**
     * @param seen who manages the case as the page shows it, so that two who take it over at once are noticed
     * @param typed what was typed when a verb was refused
     */
    record View(
            String number,
            String seen,
            boolean open,
            boolean mayTakeOver,
            boolean manages,
            boolean mayLink,
            List<Choice> colleagues,
            List<Choice> rules,
            List<Choice> others,
            List<Choice> measures,
            List<Choice> bodies,
            List<Links.Link> links,
            List<String> evidence,
            Map<String, String> typed,
            @Nullable VerbsRefusal refusal) {}

    private final Cases cases;
    private final Roster roster;
    private final Absences absences;
    private final Links links;
    private final ByHand byHand;
    private final Withdrawals withdrawals;
    private final Policies policies;
    private final Bodies bodies;

    Verbs(
            Cases cases,
            Roster roster,
            Absences absences,
            Links links,
            ByHand byHand,
            Withdrawals withdrawals,
            Policies policies,
            Bodies bodies) {
        this.cases = cases;
        this.roster = roster;
        this.absences = absences;
        this.links = links;
        this.byHand = byHand;
        this.withdrawals = withdrawals;
        this.policies = policies;
        this.bodies = bodies;
    }

    @Transactional(readOnly = true)
    public View of(EnforcementCase about, Account subject, String staff) {
        return of(about, subject, staff, Map.of(), null);
    }

    @Transactional(readOnly = true)
    public View of(
            EnforcementCase about,
            Account subject,
            String staff,
            Map<String, String> typed,
            @Nullable VerbsRefusal refusal) {
        var by = roster.get(staff);
        var number = about.number();
        by.requireToSee(about.ground());
        var open = about.stage() != Stage.CLOSED;
        var own = by.id().equals(about.manager());
        return new View(
                number.value(),
                about.manager() == null ? "" : about.manager(),
                open,
                open && !own && (by.lead() || by.handles(about.ground())),
                open && (own || by.lead()),
                by.worksOnCases(),
                colleagues(about),
                rules(subject),
                others(about, by),
                measures(about, by),
                bodies.named().stream()
                        .map(body -> new Choice(body.body().value(), body.name()))
                        .toList(),
                links.of(number, by.groups().contains("cleared")),
                byHand.evidence(number),
                typed,
                refusal);
    }

    /** Who is here and may have the case. */
    private List<Choice> colleagues(EnforcementCase about) {
        var absent = absences.now();
        return roster.workingOn(about.ground()).stream()
                .filter(one -> !absent.containsKey(one.id()) && !one.id().equals(about.manager()))
                .map(one -> new Choice(one.id(), one.displayName()))
                .toList();
    }

    List<Choice> rules() {
        return policies.all().stream()
                .map(clause -> new Choice(
                        clause.kind(),
                        policies.text(
                                        clause.clause(),
                                        clause.versions()
                                                .get(clause.versions().size() - 1)
                                                .version(),
                                        Locale.ENGLISH)
                                .title()))
                .toList();
    }

    private List<Choice> rules(Account subject) {
        return rules().stream()
                .filter(rule -> Ground.ofReport(rule.value()) != Ground.DISPUTE)
                .filter(rule -> policies.ofKind(rule.value())
                        .map(clause -> clause.appliesTo(subject.role())
                                && !clause.ground().confidential())
                        .orElse(false))
                .toList();
    }

    private List<Choice> others(EnforcementCase about, StaffMember by) {
        return cases.of(about.subjectId()).stream()
                .filter(one -> one.stage() != Stage.CLOSED
                        && by.maySee(one.ground())
                        && !one.number().equals(about.number()))
                .map(one -> new Choice(one.number().value(), "%s, %s".formatted(one.number(), one.clause())))
                .toList();
    }

    private List<Choice> measures(EnforcementCase about, StaffMember by) {
        return withdrawals.open(about, by).stream()
                .map(one -> new Choice(one.id().value(), "%s, %s".formatted(one.id(), one.kind())))
                .toList();
    }
}
