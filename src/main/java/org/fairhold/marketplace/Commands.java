package org.fairhold.marketplace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.outbox.Outbox;
import org.fairhold.outbox.Parcel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What we command the marketplace to do, and what became of it. That a command is issued is our own row; that it is done
 * is another, later fact.
 */
@Component
public class Commands {
    /** After that somebody is told. */
    public static final Duration CONFIRMED_WITHIN = Duration.ofMinutes(15);

    /** What was accepted is asked about once, in case its message was lost, before somebody is bothered. */
    static final Duration ASKED_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._:/-]{1,200}");

    private final CommandRows rows;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    /** @param outbox looked up late, because it carries by carriers that write their news here */
    Commands(CommandRows rows, @Lazy Outbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Part of the caller's transaction, which must be there; the command leaves once that has committed. Issued again, it is
     * issued once.
     *
     * @throws IllegalArgumentException where it holds anything but ids, codes and amounts above zero
     * @throws IllegalStateException where its key was used for another command
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void issue(Command command, Instant now) {
        requireCode("key", command.key());
        requireCodes(CommandKind.body(command));
        var id = UUID.randomUUID();
        if (!rows.add(id, command, now)) {
            requireSame(command);
            return;
        }
        var caseNumber = command.caseNumber().value();
        outbox.post(
                new Parcel(CommandCarrier.KIND, "marketplace/" + command.key(), id, caseNumber, command.sequence()),
                now);
        outbox.post(
                new Parcel(Unconfirmed.KIND, "unconfirmed/" + command.key(), id, null),
                now.plus(CONFIRMED_WITHIN),
                now);
    }

    public Optional<IssuedCommand> find(String key) {
        return rows.find(key);
    }

    /**
     * The marketplace says by message that a command is done. Said again, it changes nothing.
     *
     * @throws Refused where it was never sent, or was rejected
     */
    @Transactional
    public IssuedCommand confirm(String key, @Nullable String reference) {
        var issued = sent(key);
        if (issued.state() == CommandState.REJECTED) {
            throw Refused.conflict("This command was rejected before. Nothing has changed.");
        }
        end(issued, reference);
        return rows.find(key).orElseThrow();
    }

    /**
     * The marketplace says by message that a command was not done and never will be. Said again, it changes nothing.
     *
     * @throws Refused where it was never sent, or was confirmed
     */
    @Transactional
    public IssuedCommand reject(String key, Answer.Rejected answer) {
        var issued = sent(key);
        if (issued.state() == CommandState.CONFIRMED) {
            throw Refused.conflict("This command was confirmed before. Nothing has changed.");
        }
        end(issued, answer);
        return rows.find(key).orElseThrow();
    }

    private IssuedCommand sent(String key) {
        var issued = rows.lock(key).orElseThrow(() -> Refused.unknown("There is no command of that key."));
        if (issued.state() == CommandState.NEW) {
            throw Refused.conflict("This command has not been sent yet.");
        }
        return issued;
    }

    /** It leaves now: from here on nobody knows, until an answer is written down. */
    @Transactional
    void leaves(Command command) {
        if (rows.lock(command.key()).orElseThrow().state() == CommandState.NEW) {
            rows.left(command.key());
        }
    }

    /** What the marketplace answered; a message may have come first. */
    @Transactional
    void answered(Command command, Answer answer) {
        var issued = rows.lock(command.key()).orElseThrow();
        if (answer instanceof Answer.Done done) {
            end(issued, done.reference());
        } else if (answer instanceof Answer.Rejected rejected) {
            end(issued, rejected);
        } else if (answer instanceof Answer.Accepted accepted && issued.state() == CommandState.UNKNOWN) {
            rows.accepted(command.key(), accepted.reference());
            var now = clock.instant();
            outbox.post(
                    new Parcel(CommandCarrier.KIND, "accepted/" + command.key(), issued.id(), null),
                    now.plus(ASKED_AFTER),
                    now);
        }
    }

    private void end(IssuedCommand issued, @Nullable String reference) {
        if (issued.state() == CommandState.REJECTED) {
            contradicted(issued);
        } else if (issued.state() != CommandState.CONFIRMED) {
            rows.confirmed(issued.command().key(), reference, clock.instant());
            events.publishEvent(
                    new CommandEvent.Confirmed(issued.command(), reference == null ? issued.reference() : reference));
        }
    }

    private void end(IssuedCommand issued, Answer.Rejected answer) {
        if (issued.state() == CommandState.CONFIRMED) {
            contradicted(issued);
        } else if (issued.state() != CommandState.REJECTED) {
            rows.rejected(issued.command().key(), answer, clock.instant());
            events.publishEvent(new CommandEvent.Rejected(issued.command(), answer.reason(), answer.detail()));
        }
    }

    private static void contradicted(IssuedCommand issued) {
        LOG.error(
                "The marketplace contradicts itself about command {}: it stays {}.",
                issued.command().key(),
                issued.state());
    }

    /** Tells, once, that a command is late, unless it is over. */
    @Transactional
    void late(UUID id) {
        var found = rows.find(id).orElseThrow();
        var issued = rows.lock(found.command().key()).orElseThrow();
        if (issued.state().isOver() || issued.lateAt() != null) {
            return;
        }
        rows.late(issued.command().key(), clock.instant());
        events.publishEvent(new CommandEvent.Late(issued.command(), issued.state(), issued.issuedAt()));
    }

    private void requireSame(Command command) {
        var before = rows.find(command.key()).orElseThrow();
        if (!before.command().equals(command)) {
            throw new IllegalStateException("The key %s was used for another command.".formatted(command.key()));
        }
    }

    private static void requireCodes(JsonNode body) {
        body.fields().forEachRemaining(field -> requireCode(field.getKey(), field.getValue()));
    }

    private static void requireCode(String field, JsonNode value) {
        if (value.isObject()) {
            requireCodes(value);
        } else if (value.isArray()) {
            value.forEach(element -> requireCode(field, element));
        } else if (value.isTextual()) {
            requireCode(field, value.asText());
        } else if (value.asLong() <= 0) {
            throw new IllegalArgumentException("A command's %s is above zero.".formatted(field));
        }
    }

    private static void requireCode(String field, String text) {
        if (!CODE.matcher(text).matches()) {
            throw new IllegalArgumentException("A command's %s is an id or a code, never text.".formatted(field));
        }
    }
}
