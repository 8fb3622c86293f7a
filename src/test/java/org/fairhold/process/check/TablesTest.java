package org.fairhold.process.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.hitpolicy.DmnHitPolicyException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.fairhold.casework.Review.Finding;
import org.fairhold.casework.Review.Intent;
import org.fairhold.casework.Severity;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.Regime;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The owners' tables answer every question that can be asked of them, and harsher facts never get a milder answer. */
class TablesTest {
    /** The rules that decided since this was last cleared. */
    private static final Set<String> DECIDED = new HashSet<>();

    private static final DmnEngine ENGINE = engine();

    private static final Map<String, Asked> ASKED = new HashMap<>();

    private static final Map<String, DmnDecision> PARSED = new HashMap<>();

    private static SetOfModels set;

    @BeforeAll
    static void read() throws IOException {
        set = new SetOfModels(ProcessSet.in(Path.of("processes")));
    }

    private static DmnEngine engine() {
        var configuration =
                (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration
                .getCustomPostDecisionTableEvaluationListeners()
                .add(evaluation -> evaluation.getMatchingRules().forEach(rule -> DECIDED.add(rule.getId())));
        return configuration.buildEngine();
    }

    static List<String> tables() throws IOException {
        return ProcessSet.in(Path.of("processes")).deployed(".dmn");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void one_rule_answers_every_question(String file) {
        assertThat(asked(file).unanswered()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_rule_of_a_table_can_decide(String file) {
        assertThat(asked(file).idle()).isEmpty();
    }

    @Test
    void a_table_with_a_hole_an_overlap_or_an_idle_rule_is_found() throws IOException {
        var times = "added-report/added-report-times.dmn";
        var triage = "report/triage.dmn";

        assertThat(askedAfter(times, "\"LOW\", \"MEDIUM\"</text>", "\"LOW\"</text>")
                        .unanswered())
                .containsExactly(Map.of("severity", "MEDIUM"));
        assertThat(askedAfter(times, "\"LOW\", \"MEDIUM\"</text>", "\"LOW\", \"HIGH\"</text>")
                        .unanswered())
                .hasSize(2);
        assertThat(askedAfter(triage, "\"FALSE_IDENTITY\"", "").idle()).contains("othersWork", "anyOtherKind");
    }

    private static Asked askedAfter(String file, String piece, String replacement) throws IOException {
        return Asked.everything(new SetOfModels(set.files().with(file, piece, replacement), set), file);
    }

    private static Asked asked(String file) {
        return ASKED.computeIfAbsent(file, name -> Asked.everything(set, name));
    }

    /**
     * What a table said to every question that it tells apart.
     *
     * @param unanswered the questions that not exactly one rule answers
     * @param idle the rules that no question reaches
     */
    private record Asked(
            Map<Map<String, Object>, Map<String, Object>> answers,
            List<Map<String, Object>> unanswered,
            List<String> idle) {
        static Asked everything(SetOfModels set, String file) {
            DECIDED.clear();
            var decision = decision(set, file);
            var answers = new HashMap<Map<String, Object>, Map<String, Object>>();
            var unanswered = new ArrayList<Map<String, Object>>();
            for (var question : grid(table(set, file))) {
                answer(decision, question)
                        .ifPresentOrElse(answer -> answers.put(question, answer), () -> unanswered.add(question));
            }
            var idle = table(set, file).getRules().stream()
                    .map(rule -> rule.getId())
                    .filter(rule -> !DECIDED.contains(rule))
                    .toList();
            return new Asked(answers, unanswered, idle);
        }

        private static Optional<Map<String, Object>> answer(DmnDecision decision, Map<String, Object> question) {
            try {
                var answer = ENGINE.evaluateDecision(decision, Variables.fromMap(question));
                return answer.size() == 1 && !answer.getSingleResult().containsValue(null)
                        ? Optional.of(answer.getSingleResult().getEntryMap())
                        : Optional.empty();
            } catch (DmnHitPolicyException e) {
                return Optional.empty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_table_offers_the_words_that_the_code_uses(String file) {
        for (var input : table(set, file).getInputs()) {
            switch (variable(input)) {
                case "severity" -> assertThat(offered(input)).isIn(Set.of(), names(Severity.values()));
                case "intent" -> assertThat(offered(input)).isIn(Set.of(), names(Intent.values()));
                case "regime" -> assertThat(offered(input)).isEqualTo(names(Regime.values()));
                case "deadline" -> assertThat(offered(input)).isEqualTo(names(Deadline.values()));
                case "finding" -> assertThat(names(Finding.values())).containsAll(offered(input));
                default -> assertThat(variable(input)).isNotBlank();
            }
        }
    }

    private static Set<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(toSet());
    }

    @Nested
    class TheProposal {
        /** What the words of a column say, each scale from light to grave. */
        private static final List<String> WORSE =
                List.of("HONEST_MISTAKE", "VIOLATION", "LOW", "MEDIUM", "HIGH", "UNCLEAR", "CARELESS", "INTENDED");

        private static final List<String> HARSHER = List.of("NONE", "WARNING", "RESTRICTION", "SUSPENSION", "CLOSURE");

        @Test
        void a_first_honest_mistake_is_a_lesson() {
            assertThat(proposal(Map.of("finding", "HONEST_MISTAKE"))).isEqualTo("WARNING by honestMistake");
            assertThat(proposal(Map.of("finding", "HONEST_MISTAKE", "severity", "HIGH", "sameClauseStrikes", 1)))
                    .isEqualTo("WARNING by honestMistake");
        }

        @Test
        void the_third_honest_mistake_under_one_clause_is_a_restriction() {
            assertThat(proposal(Map.of("finding", "HONEST_MISTAKE", "sameClauseStrikes", 2)))
                    .isEqualTo("RESTRICTION by repeatedHonestMistake");
        }

        @Test
        void a_first_violation_is_a_warning() {
            assertThat(proposal(Map.of())).isEqualTo("WARNING by firstViolation");
            assertThat(proposal(Map.of("strikes", 2))).isEqualTo("WARNING by firstViolation");
            assertThat(proposal(Map.of("violationShare", 0.49))).isEqualTo("WARNING by firstViolation");
        }

        @Test
        void a_second_violation_of_the_clause_is_a_restriction_and_a_third_a_suspension() {
            assertThat(proposal(Map.of("sameClauseStrikes", 1))).isEqualTo("RESTRICTION by repeatedViolation");
            assertThat(proposal(Map.of("sameClauseStrikes", 2))).isEqualTo("SUSPENSION by persistentViolation");
        }

        @Test
        void a_grave_violation_is_a_restriction_and_a_suspension_when_intended() {
            assertThat(proposal(Map.of("severity", "HIGH"))).isEqualTo("RESTRICTION by graveViolation");
            assertThat(proposal(Map.of("severity", "HIGH", "intent", "INTENDED")))
                    .isEqualTo("SUSPENSION by graveAndIntended");
        }

        @Test
        void only_a_grave_and_intended_violation_of_a_clause_that_was_broken_twice_before_is_a_closure() {
            assertThat(proposal(Map.of("severity", "HIGH", "intent", "INTENDED", "sameClauseStrikes", 2)))
                    .isEqualTo("CLOSURE by graveAgainAndAgain");
            asked("policy-violation/measure-proposal.dmn").answers().forEach((facts, answer) -> {
                if ("CLOSURE".equals(answer.get("proposedMeasure"))) {
                    assertThat(facts).containsEntry("severity", "HIGH").containsEntry("intent", "INTENDED");
                    assertThat(((Number) requireNonNull(facts.get("sameClauseStrikes"))).intValue())
                            .isGreaterThanOrEqualTo(2);
                }
            });
        }

        @Test
        void half_of_what_somebody_does_or_three_other_strikes_are_a_restriction() {
            assertThat(proposal(Map.of("violationShare", 0.5))).isEqualTo("RESTRICTION by widespreadViolation");
            assertThat(proposal(Map.of("strikes", 3))).isEqualTo("RESTRICTION by manyStrikes");
        }

        @Test
        void a_violation_of_medium_severity_done_on_purpose_is_a_restriction() {
            assertThat(proposal(Map.of("severity", "MEDIUM", "intent", "INTENDED")))
                    .isEqualTo("RESTRICTION by intendedViolation");
        }

        @Test
        void harsher_facts_never_get_a_milder_measure() {
            var answers = asked("policy-violation/measure-proposal.dmn").answers();
            var milder = new ArrayList<String>();

            answers.forEach((facts, answer) -> answers.forEach((worse, its) -> {
                if (isAsBadAs(worse, facts) && harshness(its) < harshness(answer)) {
                    milder.add("%s for %s, but %s for %s".formatted(its, worse, answer, facts));
                }
            }));

            assertThat(answers).hasSizeGreaterThan(1000);
            assertThat(milder).isEmpty();
        }

        private static boolean isAsBadAs(Map<String, Object> worse, Map<String, Object> facts) {
            return facts.entrySet().stream()
                    .allMatch(fact -> badness(requireNonNull(worse.get(fact.getKey()))) >= badness(fact.getValue()));
        }

        private static double badness(Object fact) {
            return fact instanceof Number number ? number.doubleValue() : WORSE.indexOf(fact);
        }

        private static int harshness(Map<String, Object> answer) {
            return HARSHER.indexOf(answer.get("proposedMeasure"));
        }

        private String proposal(Map<String, Object> facts) {
            var answer = answer(facts);
            return "%s by %s".formatted(answer.get("proposedMeasure"), answer.get("proposalRule"));
        }

        private Map<String, Object> answer(Map<String, Object> facts) {
            var all = new HashMap<String, Object>(Map.of(
                    "finding",
                    "VIOLATION",
                    "severity",
                    "LOW",
                    "intent",
                    "UNCLEAR",
                    "strikes",
                    0,
                    "sameClauseStrikes",
                    0,
                    "violationShare",
                    0.0));
            all.putAll(facts);
            return ask("policy-violation/measure-proposal.dmn", all)
                    .getSingleResult()
                    .getEntryMap();
        }
    }

    /** Never-rule 5: a table can be stricter than the floors, never looser. */
    @Test
    void no_history_is_consistent_below_three_contracts_or_a_tenth_of_all() {
        var answers = asked("poor-performance/consistent-history.dmn").answers();

        assertThat(answers.values()).anyMatch(answer -> Boolean.TRUE.equals(answer.get("historyConsistent")));
        answers.forEach((record, answer) -> {
            var below = ((Number) requireNonNull(record.get("affectedContracts"))).intValue() < 3
                    || ((Number) requireNonNull(record.get("affectedShare"))).doubleValue() < 0.1;
            assertThat(below && Boolean.TRUE.equals(answer.get("historyConsistent")))
                    .as("%s for %s", answer, record)
                    .isFalse();
        });
    }

    @Nested
    class Triage {
        @Test
        void what_does_not_apply_or_is_older_than_a_year_becomes_no_case() {
            assertThat(triage(Map.of("appliesToSubject", false))).containsEntry("caseNeeded", false);
            assertThat(triage(Map.of("factAgeDays", 366))).containsEntry("answerCode", "TOO_OLD");
            assertThat(triage(Map.of("factAgeDays", 365))).containsEntry("caseNeeded", true);
        }

        @Test
        void the_fifth_report_of_spam_weighs_more_than_the_fourth() {
            assertThat(triage(Map.of("openReports", 4))).containsEntry("severity", "LOW");
            assertThat(triage(Map.of("openReports", 5))).containsEntry("severity", "MEDIUM");
        }

        @Test
        void a_false_identity_is_grave_from_the_first_report() {
            assertThat(triage(Map.of("kind", "FALSE_IDENTITY")))
                    .containsEntry("severity", "HIGH")
                    .containsEntry("level", "L2");
        }

        private Map<String, Object> triage(Map<String, Object> facts) {
            var all = new HashMap<String, Object>(Map.of(
                    "kind",
                    "SPAM_APPLICATIONS",
                    "source",
                    "CLIENT",
                    "appliesToSubject",
                    true,
                    "factAgeDays",
                    1,
                    "openReports",
                    1));
            all.putAll(facts);
            return ask("report/triage.dmn", all).getSingleResult().getEntryMap();
        }
    }

    private static DmnDecisionResult ask(String file, Map<String, Object> question) {
        return ENGINE.evaluateDecision(
                PARSED.computeIfAbsent(file, name -> decision(set, name)), Variables.fromMap(question));
    }

    private static DmnDecision decision(SetOfModels set, String file) {
        return ENGINE.parseDecision(ProcessSet.id(file), set.files().open(file));
    }

    private static DecisionTable table(SetOfModels set, String file) {
        return set.table(file)
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
    }

    private static String variable(Input input) {
        return input.getInputExpression().getText().getTextContent().strip();
    }

    private static Set<String> offered(Input input) {
        return input.getInputValues() == null
                ? Set.of()
                : TableCheck.literals(input.getInputValues().getText().getTextContent())
                        .collect(toSet());
    }

    // Every combination of values that a table tells apart
    // -------------------------------------------------------------

    private static List<Map<String, Object>> grid(DecisionTable table) {
        Map<String, List<?>> values = new TreeMap<>();
        int column = 0;
        for (var input : table.getInputs()) {
            int at = column++;
            var entries = table.getRules().stream()
                    .map(rule -> List.copyOf(rule.getInputEntries()).get(at))
                    .map(TablesTest::text)
                    .toList();
            values.put(variable(input), values(input, entries));
        }
        return product(values);
    }

    private static String text(InputEntry entry) {
        return entry.getText() == null ? "" : entry.getText().getTextContent();
    }

    private static List<?> values(Input input, List<String> entries) {
        return switch (input.getInputExpression().getTypeRef()) {
            case "boolean" -> List.of(true, false);
            case "integer" -> around(entries, 1).stream().map(Double::intValue).toList();
            case "date" -> around(entries);
            case "double" -> List.copyOf(around(entries, 0.01));
            default -> offered(input).isEmpty() ? literalsAndAnother(entries) : List.copyOf(offered(input));
        };
    }

    /** A day long ago, and each day that a table names with what lies just beside it. */
    private static List<LocalDateTime> around(List<String> entries) {
        return Stream.concat(
                        Stream.of(LocalDate.EPOCH),
                        entries.stream()
                                .flatMap(entry -> Pattern.compile("\\d{4}-\\d{2}-\\d{2}")
                                        .matcher(entry)
                                        .results())
                                .map(result -> LocalDate.parse(result.group()))
                                .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1))))
                .distinct()
                .map(LocalDate::atStartOfDay)
                .toList();
    }

    /** Zero, and each threshold with what lies just beside it. */
    private static Set<Double> around(List<String> entries, double step) {
        Set<Double> values = new TreeSet<>(Set.of(0.0));
        entries.stream()
                .flatMap(entry ->
                        Pattern.compile("\\d+(\\.\\d+)?").matcher(entry).results())
                .map(result -> Double.parseDouble(result.group()))
                .forEach(threshold -> values.addAll(List.of(threshold - step, threshold, threshold + step)));
        return values;
    }

    private static List<String> literalsAndAnother(List<String> entries) {
        Set<String> values = new TreeSet<>(Set.of("ANOTHER"));
        entries.stream().flatMap(TableCheck::literals).forEach(values::add);
        return List.copyOf(values);
    }

    private static List<Map<String, Object>> product(Map<String, List<?>> values) {
        List<Map<String, Object>> product = List.of(Map.of());
        for (var column : values.entrySet()) {
            List<Map<String, Object>> wider = new ArrayList<>();
            for (var row : product) {
                for (var value : column.getValue()) {
                    var more = new TreeMap<>(row);
                    more.put(column.getKey(), value);
                    wider.add(more);
                }
            }
            product = wider;
        }
        return product;
    }
}
