package org.fairhold.regime;

import java.time.Duration;

/**
 * What a regime says about a deadline.
 *
 * @param source the article, as the owners wrote it beside the number
 */
public record Term(int days, String source) {
    public Duration length() {
        return Duration.ofDays(days);
    }
}
