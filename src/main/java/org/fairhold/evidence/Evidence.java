package org.fairhold.evidence;

import java.time.Instant;
import org.fairhold.account.AccountId;

/**
 * A file that somebody sent.
 *
 * @param name as they called it, with an ending that says what it is
 * @param sha256 of what it holds, in hexadecimal
 * @param erased whether what it held is gone
 */
public record Evidence(
        EvidenceId id,
        AccountId by,
        String name,
        MediaType type,
        int bytes,
        String sha256,
        Instant receivedAt,
        boolean erased) {}
