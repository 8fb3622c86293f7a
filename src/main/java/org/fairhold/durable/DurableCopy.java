package org.fairhold.durable;

/**
 * A statement as a file.
 *
 * @param sha256 hexadecimal SHA-256 of the content, recorded when it was made
 */
public record DurableCopy(String name, byte[] content, String sha256) {}
