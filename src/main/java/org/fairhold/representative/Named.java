package org.fairhold.representative;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.fairhold.Refused;

/** Who is to act for somebody, with what they may do and until when, as it was typed. */
public record Named(String name, String email, Set<Right> rights, Instant endsAt) {
    private static final int NAME_MAX = 100;
    private static final int EMAIL_MAX = 254;
    private static final Duration LENGTH_MAX = Duration.ofDays(366);
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}<>]");
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?");

    /** Without the spaces around them; an address in lower case. */
    public Named {
        name = name.strip();
        email = email.strip().toLowerCase(Locale.ROOT);
        rights = Set.copyOf(rights);
    }

    /** Refused as INVALID, naming the field. */
    void require(Clock clock) {
        if (name.isEmpty()
                || name.length() > NAME_MAX
                || NOT_IN_A_NAME.matcher(name).find()) {
            throw Refused.invalid("name", "Say who it is, in at most %d characters.".formatted(NAME_MAX));
        }
        if (email.length() > EMAIL_MAX || !ADDRESS.matcher(email).matches()) {
            throw Refused.invalid("email", "Write one e-mail address.");
        }
        var now = clock.instant();
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(LENGTH_MAX))) {
            throw Refused.invalid("until", "Choose a day within a year.");
        }
    }
}
