package org.fairhold.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fairhold.account.Ground;
import org.fairhold.account.Permission;
import org.fairhold.account.Role;
import org.jspecify.annotations.Nullable;

/**
 * One clause of the marketplace's rules, as its owner's file says it.
 *
 * @param reportedAs the kind of report and case that the clause is for, where reports do not name the clause itself
 * @param fixSteps the codes of what a person must do to be reinstated, in order
 * @param needs by step, what must stay permitted so that it can be done
 * @param versions every version there ever was; an applied version never changes
 * @param euDatabase how the EU's database files it; null only in files from before there was such a line
 */
public record Clause(
        ClauseCode clause,
        Side appliesTo,
        @Nullable String reportedAs,
        List<String> fixSteps,
        Map<String, Set<Permission>> needs,
        List<Version> versions,
        @Nullable EuDatabase euDatabase) {
    /** A step that nobody has to say is done: the desk sees it once the contracts that ran then have ended. */
    public static final String ACTIVE_CONTRACTS_ENDED = "ACTIVE_CONTRACTS_ENDED";

    public Clause {
        needs = Objects.requireNonNullElse(needs, Map.of());
        if (worded(fixSteps).isEmpty() || versions.isEmpty()) {
            throw new IllegalArgumentException(clause + " needs at least one fix step of its own and one version");
        }
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::inForceFrom))
                .toList();
    }

    /** Whom the clause binds. */
    public enum Side {
        FREELANCER,
        CLIENT,
        BOTH;

        boolean includes(Role role) {
            return this == BOTH || name().equals(role.name());
        }
    }

    /** @param exception why it was announced less than {@link #NOTICE_DAYS} before; null where it was not */
    public record Version(int version, LocalDate inForceFrom, @Nullable NoticeException exception) {}

    /** For which the law lets terms change without the usual notice (P2B Regulation Art. 3(4)). */
    public enum NoticeException {
        LEGAL_DUTY,
        UNFORESEEN_DANGER
    }

    /** How long before it counts a change of the terms is told (P2B Regulation Art. 3(2)). */
    public static final int NOTICE_DAYS = 15;

    /**
     * A version's words in one language.
     *
     * @param fixSteps one imperative sentence per step's code
     */
    public record Text(String title, String text, List<String> examples, Map<String, String> fixSteps, Lesson lesson) {}

    public record Lesson(String title, String text, List<Question> questions) {
        /** How many of the answers are right; an answer counts from 1, in the order of the questions. */
        public int correct(List<Integer> answers) {
            int right = 0;
            for (int i = 0; i < questions.size(); i++) {
                if (answers.get(i) == questions.get(i).correct()) {
                    right++;
                }
            }
            return right;
        }
    }

    /** @param correct the right choice, counted from 1 */
    public record Question(String question, List<String> choices, int correct) {}

    /** The steps that each version says in its own words; what the desk sees by itself, it says in words of its own. */
    List<String> worded() {
        return worded(fixSteps);
    }

    private static List<String> worded(List<String> fixSteps) {
        return fixSteps.stream()
                .filter(step -> !step.equals(ACTIVE_CONTRACTS_ENDED))
                .toList();
    }

    /** What a report calls the matter. */
    public String kind() {
        return reportedAs == null ? clause.value() : reportedAs;
    }

    /** The ground of the cases that its reports open. */
    public Ground ground() {
        return Ground.ofReport(kind());
    }

    public boolean appliesTo(Role role) {
        return appliesTo.includes(role);
    }

    /** The version in force on that day; before the first one, the first. */
    public int inForceOn(LocalDate day) {
        int inForce = versions.get(0).version();
        for (var version : versions) {
            if (!version.inForceFrom().isAfter(day)) {
                inForce = version.version();
            }
        }
        return inForce;
    }
}
