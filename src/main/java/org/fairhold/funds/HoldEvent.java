package org.fairhold.funds;

import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.measure.Measure;

/** What happened to a hold. Published in the transaction in which it happened. */
public sealed interface HoldEvent {
    CaseNumber caseNumber();

    /** A hold was placed; whoever writes its statement does so now, or nothing of it is committed. */
    record Placed(CaseNumber caseNumber, Measure measure, List<HoldLine> lines) implements HoldEvent {}

    /** Money went back to its holder while the hold goes on, or because nothing of it is left. */
    record Released(CaseNumber caseNumber, Measure measure, List<HoldRelease> releases) implements HoldEvent {}

    /** Held money of a fraud went back to the clients it came from. */
    record Reversed(CaseNumber caseNumber, List<Reversal> reversals) implements HoldEvent {}

    /** What a line holds has changed in another way than by its contract, so that the diagram must look again. */
    record LinesChanged(CaseNumber caseNumber) implements HoldEvent {}
}
