package org.fairhold.demo.world;

/** Makes again what the application makes at its start, in the empty tables of a new world; called in their order. */
@FunctionalInterface
public interface Reseeded {
    void reseed();
}
