package org.fairhold.fraud;

import java.time.Instant;
import java.util.List;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Decision;
import org.fairhold.desk.Colleague;
import org.fairhold.funds.HoldLine;
import org.fairhold.measure.Effects;
import org.fairhold.measure.Measure;

/** What happened in an investigation. Published in the transaction in which it happened. */
public sealed interface FraudEvent {
    CaseNumber caseNumber();

    /** Somebody is asked to decide a freeze, because they are on call. @param minutes within which it is to be decided */
    record CalledOut(CaseNumber caseNumber, Colleague colleague, int minutes) implements FraudEvent {}

    /** The marketplace has said what an account has. */
    record BalancesRead(CaseNumber caseNumber) implements FraudEvent {}

    /** An account is frozen; whoever writes its statement does so now, or nothing of it is committed. */
    record Frozen(
            CaseNumber caseNumber,
            Measure measure,
            Effects.Preview effects,
            List<HoldLine> lines,
            List<WithheldPart> withheld)
            implements FraudEvent {}

    /** It still goes on. @param next when the person hears of it again at the latest */
    record StillGoingOn(CaseNumber caseNumber, Measure measure, Instant next) implements FraudEvent {}

    /** Everything can be said now: what was withheld, or what an investigation found and reversed. */
    record ToBeToldInFull(CaseNumber caseNumber, Measure measure, Decision why) implements FraudEvent {}
}
