package org.fairhold.redress;

import java.time.Clock;
import java.util.Set;
import org.fairhold.account.MeasureKind;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Commands;
import org.fairhold.measure.Compensations;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measure;
import org.fairhold.measure.MeasureEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Whoever was measured wrongly has rank and badges restored, and pays no fee for as long as we offered (mission );
 * permissions, money and record come back by themselves.
 */
@Component
class Redress {
    private static final Set<Ending> WRONG = Set.of(Ending.OVERTURNED, Ending.WITHDRAWN, Ending.UNFOUNDED);

    /** What costs rank at the marketplace: who cannot apply or work is found less. */
    private static final Set<MeasureKind> COSTLY =
            Set.of(MeasureKind.RESTRICTION, MeasureKind.SUSPENSION, MeasureKind.FREEZE, MeasureKind.CLOSURE);

    private final Commands commands;
    private final Compensations compensations;
    private final Clock clock;

    Redress(Commands commands, Compensations compensations, Clock clock) {
        this.commands = commands;
        this.compensations = compensations;
        this.clock = clock;
    }

    @EventListener
    void on(MeasureEvent.Ended ended) {
        var measure = ended.measure();
        if (WRONG.contains(ended.as()) && COSTLY.contains(measure.kind())) {
            commands.issue(
                    new Command.RestoreRank(
                            "%s/rank/%s".formatted(ended.caseNumber(), measure.id()),
                            ended.caseNumber(),
                            measure.subjectId()),
                    clock.instant());
        }
        if (ended.as() == Ending.OVERTURNED) {
            compensations
                    .of(measure.id())
                    .filter(offered -> offered.feeFreeDays() > 0)
                    .ifPresent(offered -> waiveFees(measure, offered.feeFreeDays()));
        }
    }

    private void waiveFees(Measure measure, int days) {
        commands.issue(
                new Command.WaiveFees(
                        "%s/waive-fees/%s".formatted(measure.caseNumber(), measure.id()),
                        measure.caseNumber(),
                        measure.subjectId(),
                        days),
                clock.instant());
    }
}
