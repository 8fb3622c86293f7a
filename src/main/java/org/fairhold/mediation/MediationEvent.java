package org.fairhold.mediation;

/** What happened to a mediation. Published in the transaction in which it happened. */
public sealed interface MediationEvent {
    Mediation mediation();

    record Opened(Mediation mediation) implements MediationEvent {}

    /** Its result is there, and what follows from it is decided. */
    record Ended(Mediation mediation) implements MediationEvent {}
}
