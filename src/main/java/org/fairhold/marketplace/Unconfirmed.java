package org.fairhold.marketplace;

import java.util.UUID;
import org.fairhold.outbox.Carrier;
import org.springframework.stereotype.Component;

/** Looks at each command once, when it should have been confirmed, and tells where it is not. Nothing polls for it. */
@Component
class Unconfirmed implements Carrier {
    static final String KIND = "UNCONFIRMED";

    private final Commands commands;

    Unconfirmed(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** A listener that fails must not end in silence. */
    @Override
    public boolean triesUntilTaken() {
        return true;
    }

    @Override
    public void carry(UUID payload, String dedupeKey) {
        commands.late(payload);
    }
}
