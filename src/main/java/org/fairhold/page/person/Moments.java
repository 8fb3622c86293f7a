package org.fairhold.page.person;

import java.time.Instant;
import org.fairhold.notice.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Times as the reader's clock shows them. */
@Component
class Moments {
    private final Readable readable;

    Moments(Readable readable) {
        this.readable = readable;
    }

    Moment at(Instant instant, Look look) {
        return new Moment(instant, readable.at(instant, look.reader()));
    }

    @Nullable
    Moment orNull(@Nullable Instant instant, Look look) {
        return instant == null ? null : at(instant, look);
    }

    Moment on(Instant instant, Look look) {
        return new Moment(instant, readable.on(instant, look.reader()));
    }
}
