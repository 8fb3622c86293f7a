package org.fairhold.text;

import java.util.UUID;

/**
 * Where a text lies that the desk keeps to itself. It is no {@link TextRef}, so that no letter, statement or answer can read it;
 * the case file does, for whoever may see the case.
 *
 * @param sha256 hexadecimal SHA-256 of the UTF-8 text, which proves the text unaltered and stays when the text is erased
 */
public record InternalRef(UUID id, String sha256) {}
