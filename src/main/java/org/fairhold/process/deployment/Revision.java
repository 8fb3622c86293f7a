package org.fairhold.process.deployment;

import java.time.Instant;

/**
 * A set that was deployed.
 *
 * @param sha256 of its content, the number not counted
 * @param engineDeployment the engine's id of its diagrams, tables and forms
 */
record Revision(int number, String sha256, Instant deployedAt, String by, Source source, String engineDeployment) {}
