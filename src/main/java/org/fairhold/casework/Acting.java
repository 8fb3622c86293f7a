package org.fairhold.casework;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who acts for a party at this moment, in this thread: whatever is noted meanwhile as the party's says so. */
@Component
public class Acting {
    private final ThreadLocal<@Nullable RepresentativeNumber> now = new ThreadLocal<>();

    /** @param representative null where the party acts */
    public void as(@Nullable RepresentativeNumber representative, Runnable act) {
        var before = now.get();
        now.set(representative);
        try {
            act.run();
        } finally {
            now.set(before);
        }
    }

    /** The number of whoever acts for the party; null where it is the party. */
    @Nullable
    String number() {
        return RepresentativeNumber.stored(now.get());
    }
}
