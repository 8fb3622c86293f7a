package org.fairhold.desk;

import org.jspecify.annotations.Nullable;

/** Somebody of the staff, as the engine's identity service knows them. */
public record Colleague(String id, String displayName, @Nullable String email) {}
