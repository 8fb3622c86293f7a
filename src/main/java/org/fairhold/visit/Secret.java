package org.fairhold.visit;

import java.security.SecureRandom;
import java.util.Base64;
import org.fairhold.text.PersonalTexts;

/** What only its holder knows: 256 random bits. The desk keeps its hash. */
public record Secret(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Secret fresh() {
        var bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    String sha256() {
        return PersonalTexts.sha256(value);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Secret";
    }
}
