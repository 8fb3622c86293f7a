package org.fairhold;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.fairhold.caseload.InternalNote;
import org.fairhold.caseload.InternalNotes;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The few rules about packages, time and names that {@code src/docs/CONVENTIONS.md} states and the build holds. */
class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** What each feature may use. The doors {@code process}, {@code api} and {@code page} use features, never each other. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("text", Set.of()),
            Map.entry("money", Set.of()),
            Map.entry("outbox", Set.of()),
            Map.entry("account", Set.of()),
            Map.entry("deployed", Set.of()),
            Map.entry("outside", Set.of("deployed")),
            Map.entry("regime", Set.of("account")),
            Map.entry("policy", Set.of("account", "deployed")),
            Map.entry("contract", Set.of("account", "money", "text")),
            Map.entry("report", Set.of("account", "policy", "text")),
            Map.entry("casework", Set.of("account", "contract", "desk", "policy", "report", "text")),
            Map.entry("desk", Set.of("account")),
            Map.entry("caseload", Set.of("account", "casework", "desk", "policy", "report", "text")),
            Map.entry("marketplace", Set.of("account", "casework", "contract", "money", "outbox")),
            Map.entry("performance", Set.of("account", "casework", "policy", "report", "text")),
            Map.entry(
                    "measure",
                    Set.of(
                            "account",
                            "casework",
                            "contract",
                            "desk",
                            "money",
                            "performance",
                            "policy",
                            "regime",
                            "report",
                            "text")),
            Map.entry("funds", Set.of("account", "casework", "contract", "desk", "marketplace", "measure", "money")),
            Map.entry(
                    "fraud",
                    Set.of(
                            "account",
                            "casework",
                            "contract",
                            "desk",
                            "funds",
                            "marketplace",
                            "measure",
                            "money",
                            "outbox",
                            "policy",
                            "report",
                            "text")),
            Map.entry(
                    "takeover",
                    Set.of("account", "casework", "contract", "fraud", "marketplace", "measure", "outbox", "report")),
            Map.entry("closure", Set.of("account", "casework", "marketplace", "measure")),
            Map.entry("redress", Set.of("account", "casework", "desk", "marketplace", "measure", "text")),
            Map.entry(
                    "dispute",
                    Set.of("account", "casework", "contract", "funds", "marketplace", "measure", "money", "text")),
            Map.entry("outlook", Set.of("account", "casework", "measure", "performance", "policy")),
            Map.entry("evidence", Set.of("account", "casework", "text")),
            Map.entry("visit", Set.of("account", "casework", "outbox", "text")),
            Map.entry("representative", Set.of("account", "casework", "desk", "evidence", "outbox", "text", "visit")),
            Map.entry("line", Set.of("account", "casework", "desk", "text", "visit")),
            Map.entry(
                    "inbox",
                    Set.of(
                            "account",
                            "casework",
                            "evidence",
                            "line",
                            "outbox",
                            "representative",
                            "takeover",
                            "text",
                            "visit")),
            Map.entry(
                    "notice",
                    Set.of(
                            "account",
                            "casework",
                            "contract",
                            "deployed",
                            "desk",
                            "dispute",
                            "fraud",
                            "funds",
                            "line",
                            "measure",
                            "money",
                            "outbox",
                            "outside",
                            "performance",
                            "policy",
                            "redress",
                            "report",
                            "representative",
                            "takeover",
                            "text",
                            "visit")),
            Map.entry(
                    "statement",
                    Set.of(
                            "account",
                            "casework",
                            "contract",
                            "fraud",
                            "funds",
                            "marketplace",
                            "measure",
                            "money",
                            "notice",
                            "outbox",
                            "outside",
                            "performance",
                            "policy",
                            "regime",
                            "report",
                            "text")),
            Map.entry(
                    "mediation",
                    Set.of(
                            "account",
                            "appeal",
                            "casework",
                            "contract",
                            "dispute",
                            "measure",
                            "money",
                            "notice",
                            "outside",
                            "text")),
            Map.entry("durable", Set.of("notice", "statement", "text")),
            Map.entry("transparency", Set.of("account", "notice", "performance", "policy", "statement")),
            Map.entry("compliance", Set.of()),
            Map.entry(
                    "appeal",
                    Set.of(
                            "account",
                            "casework",
                            "contract",
                            "desk",
                            "measure",
                            "money",
                            "notice",
                            "outbox",
                            "policy",
                            "regime",
                            "report",
                            "text")));

    private static final Set<String> DOORS = Set.of("process", "api", "page");

    static Set<String> features() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("features")
    void a_feature_uses_only_the_features_below_it(String feature) {
        var below = Stream.concat(Stream.of(feature), MAY_USE.getOrDefault(feature, Set.of()).stream())
                .map("org.fairhold.%s.."::formatted)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("org.fairhold.%s..".formatted(feature))
                .should()
                .dependOnClassesThat(resideInAPackage("org.fairhold..")
                        .and(not(resideInAnyPackage(below)))
                        .and(not(belongToAnyOf(Refused.class, Settings.class))))
                .check(MAIN);
    }

    @Test
    void every_package_has_its_place_in_the_table_of_features_or_is_a_door() {
        var packages = MAIN.stream()
                .map(type -> type.getPackageName().split("\\."))
                .filter(name -> name.length > 2 && name[1].equals("fairhold"))
                .map(name -> name[2])
                .collect(Collectors.toSet());

        assertThat(packages)
                .isSubsetOf(
                        Stream.concat(MAY_USE.keySet().stream(), DOORS.stream()).toList());
    }

    @Test
    void only_process_knows_the_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.fairhold.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(MAIN);
    }

    /** A note of the desk has no way to what people read: only the case file knows its type. */
    @Test
    void only_the_case_file_reads_internal_notes() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.fairhold.page..", "org.fairhold.caseload..")
                .should()
                .dependOnClassesThat(belongToAnyOf(InternalNote.class, InternalNotes.class))
                .check(MAIN);
    }

    /** But the main class, which chooses between the desk and the check command. */
    @Test
    void nobody_uses_a_door() {
        for (var door : DOORS) {
            var itsPackage = "org.fairhold.%s..".formatted(door);
            noClasses()
                    .that()
                    .resideOutsideOfPackage(itsPackage)
                    .and(not(belongToAnyOf(Fairhold.class)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(itsPackage)
                    .check(MAIN);
        }
    }

    @Test
    void the_process_package_writes_no_sql_but_to_create_and_deploy() {
        noClasses()
                .that(resideInAPackage("org.fairhold.process..")
                        .and(not(simpleName("Revisions")))
                        .and(not(simpleName("EngineTables"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .check(MAIN);
    }

    @Test
    void a_step_has_no_clock_no_log_and_no_engine_service_of_its_own() {
        noClasses()
                .that()
                .implement(JavaDelegate.class)
                .should()
                .dependOnClassesThat(belongToAnyOf(Clock.class)
                        .or(resideInAPackage("org.slf4j.."))
                        .or(resideInAPackage("org.camunda.bpm.engine")
                                .and(DescribedPredicate.describe("is a service", type -> type.getSimpleName()
                                        .endsWith("Service")))))
                .check(MAIN);
    }

    @Test
    void features_are_free_of_cycles() {
        slices().matching("org.fairhold.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void time_comes_from_the_one_clock() {
        noClasses()
                .that(not(belongToAnyOf(Time.class)))
                .should()
                .callMethodWhere(reads("the time past the clock", call -> switch (call.getName()) {
                    case "now" ->
                        call.getTargetOwner().getPackageName().startsWith("java.time")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.isEquivalentTo(Clock.class));
                    case "currentTimeMillis" -> call.getTargetOwner().isEquivalentTo(System.class);
                    default ->
                        call.getTargetOwner().isEquivalentTo(Clock.class)
                                && (call.getName().startsWith("system")
                                        || call.getName().startsWith("tick"));
                }))
                .orShould()
                .callConstructor(Date.class)
                .check(MAIN);
    }

    private static <T extends JavaCall<?>> DescribedPredicate<T> reads(String what, Predicate<JavaCall<?>> test) {
        return DescribedPredicate.describe("reads " + what, test::test);
    }

    /** The case manager is a person of PRODUCT's words, so assigning one is a step and not a manager. */
    @Test
    void no_name_hides_what_a_class_is() {
        noClasses()
                .that(not(simpleName("AssignManager")))
                .should()
                .haveNameMatching(".*[.$](\\w*(Utils?|Manager|Helper|Impl|Dto)|(Base|Common)([A-Z]\\w*)?)")
                .check(MAIN);
    }

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        var packages = MAIN.stream()
                .map(type -> type.getPackage())
                .filter(found -> found.getName().startsWith("org.fairhold"))
                .collect(Collectors.toSet());

        assertThat(packages).isNotEmpty().allSatisfy(ArchitectureTest::requireMarked);
    }

    private static void requireMarked(JavaPackage found) {
        assertThat(found.isAnnotatedWith(NullMarked.class))
                .as("%s is @NullMarked", found.getName())
                .isTrue();
        assertThat(found.isAnnotatedWith(CheckReturnValue.class))
                .as("%s is @CheckReturnValue", found.getName())
                .isTrue();
    }

    @Test
    void typed_ids_are_records() {
        classes()
                .that()
                .haveNameMatching("org\\.fairhold\\..*(Id|Number|Ref)")
                .and()
                .areTopLevelClasses()
                .should()
                .beRecords()
                .check(MAIN);
    }
}
