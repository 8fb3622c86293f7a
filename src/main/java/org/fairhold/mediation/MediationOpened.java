package org.fairhold.mediation;

/** Something was taken to somebody independent. Published in the transaction that keeps it. */
public record MediationOpened(Mediation mediation) {}
