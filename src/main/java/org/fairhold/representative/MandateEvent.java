package org.fairhold.representative;

/** What happened with a mandate. Published in the transaction in which it happened. */
public sealed interface MandateEvent {
    Mandate mandate();

    /** It belongs to a case, and the party is asked. */
    record Sent(Mandate mandate) implements MandateEvent {}

    /** The party has answered, so that nobody else must. */
    record Answered(Mandate mandate) implements MandateEvent {}
}
