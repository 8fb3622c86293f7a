package org.fairhold.demo.world;

/** What a new world begins with. */
public enum Seed {
    EMPTY,
    STORIES
}
