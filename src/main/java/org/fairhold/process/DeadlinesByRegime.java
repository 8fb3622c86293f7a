package org.fairhold.process;

import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.fairhold.deployed.DeployedFiles;
import org.fairhold.regime.Deadline;
import org.fairhold.regime.DeadlineTable;
import org.fairhold.regime.Regime;
import org.fairhold.regime.Term;
import org.springframework.stereotype.Component;

/**
 * The table {@code regime-deadlines}, asked without the process engine: many times for one statement, which leaves no history and
 * asks the database once.
 */
@Component
public class DeadlinesByRegime implements DeadlineTable {
    public static final String FOLDER = "regimes";
    public static final String TABLE = "regime-deadlines";

    /** What the table is asked with. */
    public static final String REGIME = "regime";

    public static final String DEADLINE = "deadline";
    public static final String DAY = "day";

    /** What the table gives. */
    public static final String DAYS = "days";

    public static final String SOURCE = "source";

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    private final Supplier<Optional<DmnDecision>> table;

    DeadlinesByRegime(DeployedFiles deployed) {
        this.table = deployed.below(FOLDER, DeadlinesByRegime::read);
    }

    /** Empty in a set from before there was such a table: then the floors hold. */
    private static Optional<DmnDecision> read(Map<String, byte[]> files) {
        return Optional.ofNullable(files.get(FOLDER + "/" + TABLE + ".dmn"))
                .map(content -> ENGINE.parseDecision(TABLE, new ByteArrayInputStream(content)));
    }

    @Override
    public Optional<Term> find(Regime regime, Deadline deadline, LocalDate day) {
        return table.get().flatMap(decision -> ask(decision, regime, deadline, day));
    }

    /** A date of a table is the beginning of its day. */
    private static Optional<Term> ask(DmnDecision decision, Regime regime, Deadline deadline, LocalDate day) {
        var answer = ENGINE.evaluateDecisionTable(
                decision, Map.of(REGIME, regime.name(), DEADLINE, deadline.name(), DAY, day.atStartOfDay()));
        return Optional.ofNullable(answer.getSingleResult())
                .map(term -> new Term(term.<Integer>getEntry(DAYS), term.getEntry(SOURCE)));
    }
}
