package org.fairhold.process.deployment;

import java.util.List;
import java.util.stream.Collectors;
import org.fairhold.process.check.Complaint;
import org.jspecify.annotations.Nullable;

/** A set that is not deployed, and all that is wrong with it. What was deployed keeps running. */
final class SetRefused extends RuntimeException {
    private final transient List<Complaint> complaints;
    private final @Nullable String sha256;

    SetRefused(List<Complaint> complaints) {
        this(complaints, null);
    }

    /** @param sha256 of the set, where it could be read */
    SetRefused(List<Complaint> complaints, @Nullable String sha256) {
        super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n  ", "\n  ", "")));
        this.complaints = complaints;
        this.sha256 = sha256;
    }

    SetRefused(String file, String rule) {
        this(List.of(new Complaint(file, "document", rule)));
    }

    List<Complaint> complaints() {
        return complaints;
    }

    @Nullable
    String sha256() {
        return sha256;
    }
}
