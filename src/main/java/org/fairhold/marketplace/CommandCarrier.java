package org.fairhold.marketplace;

import java.util.Optional;
import java.util.UUID;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.stereotype.Component;

/**
 * Takes commands to the marketplace. What may have been done is asked about before it is sent again: that it leaves is
 * written down first, so a desk that dies in between knows.
 */
@Component
class CommandCarrier implements Carrier {
    static final String KIND = "MARKETPLACE";

    private final CommandRows rows;
    private final Commands commands;
    private final ReachableMarketplace marketplace;

    CommandCarrier(CommandRows rows, Commands commands, ReachableMarketplace marketplace) {
        this.rows = rows;
        this.commands = commands;
        this.marketplace = marketplace;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A command that gets no answer, for as long as that takes, leaves room for those of others. */
    @Override
    public int atOnce() {
        return 4;
    }

    @Override
    public boolean triesUntilTaken() {
        return true;
    }

    @Override
    public void carry(UUID payload, String dedupeKey) throws Unreachable {
        var issued = rows.find(payload).orElseThrow();
        if (issued.state().isOver()) {
            return;
        }
        commands.answered(issued.command(), marketplace.answer(there -> answer(there, issued)));
    }

    private Answer answer(Marketplace there, IssuedCommand issued) throws NoAnswer {
        var command = issued.command();
        Optional<Answer> known = issued.state() == CommandState.NEW ? Optional.empty() : there.askAbout(command.key());
        if (known.isPresent()) {
            return known.get();
        }
        commands.leaves(command);
        return there.carryOut(command);
    }
}
