package org.fairhold.account;

/** What the marketplace can do about an account. */
public enum MeasureKind {
    WARNING,
    RESTRICTION,
    SUSPENSION,
    FREEZE,
    CLOSURE,
    HOLD
}
