package org.fairhold.regime;

import java.time.LocalDate;
import java.util.Optional;

/** The owners' table of deadlines; how tables are read is the engine's matter. */
public interface DeadlineTable {
    /** What is in force on that day; empty where the table says nothing. */
    Optional<Term> find(Regime regime, Deadline deadline, LocalDate day);
}
