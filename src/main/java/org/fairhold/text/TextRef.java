package org.fairhold.text;

import java.util.UUID;

/**
 * Where a personal text lies, and what it must hash to.
 *
 * @param sha256 hexadecimal SHA-256 of the UTF-8 text, which proves the text unaltered and stays when the text is erased
 */
public record TextRef(UUID id, String sha256) {}
