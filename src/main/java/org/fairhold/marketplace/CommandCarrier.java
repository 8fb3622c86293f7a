package org.fairhold.marketplace;

import java.util.Optional;
import java.util.UUID;
import org.fairhold.outbox.Carrier;
import org.fairhold.outbox.Unreachable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<Marketplace> marketplaces;

    CommandCarrier(CommandRows rows, Commands commands, ObjectProvider<Marketplace> marketplaces) {
        this.rows = rows;
        this.commands = commands;
        this.marketplaces = marketplaces;
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
        var marketplace = marketplaces.getIfAvailable();
        if (marketplace == null) {
            throw new Unreachable("No marketplace is set (FAIRHOLD_MARKETPLACE_URL).");
        }
        try {
            commands.answered(issued.command(), answer(marketplace, issued));
        } catch (NoAnswer e) {
            throw new Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(Marketplace marketplace, IssuedCommand issued) throws NoAnswer {
        var command = issued.command();
        Optional<Answer> known =
                issued.state() == CommandState.NEW ? Optional.empty() : marketplace.askAbout(command.key());
        if (known.isPresent()) {
            return known.get();
        }
        commands.leaves(command);
        return marketplace.carryOut(command);
    }
}
