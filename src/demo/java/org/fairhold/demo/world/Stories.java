package org.fairhold.demo.world;

/**
 * The seeded stories. They are told in a new world while nothing runs by itself: jobs and mails wait until a story lets
 * time pass ({@code DemoTime}) in its own thread.
 */
@FunctionalInterface
public interface Stories {
    void tell();
}
