package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import org.fairhold.Refused;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.CommandState;
import org.fairhold.marketplace.Commands;
import org.fairhold.marketplace.IssuedCommand;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The marketplace says by message what became of a command that it had accepted. */
@RestController
class ConfirmationsApi {
    enum Outcome {
        DONE,
        REJECTED
    }

    record Confirmation(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,200}", message = "the command's own key") String key,
            @NotNull Outcome outcome,
            @Pattern(regexp = "[\\x21-\\x7e]{1,128}", message = "1 to 128 characters of plain ASCII") @Nullable
                    String reference,
            Answer.@Nullable Reason reason,
            @Size(max = 500) @Nullable String detail) {}

    record ConfirmationView(String key, CommandState state, @Nullable Instant answeredAt, @Nullable String reference) {}

    private final Commands commands;

    ConfirmationsApi(Commands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/v1/marketplace/confirmations")
    ConfirmationView confirm(@Valid @RequestBody Confirmation confirmation) {
        if (commands.find(confirmation.key()).isEmpty()) {
            throw Refused.unknown("There is no command of that key.");
        }
        return view(confirmation.outcome() == Outcome.DONE ? done(confirmation) : rejected(confirmation));
    }

    private IssuedCommand done(Confirmation confirmation) {
        if (confirmation.reason() != null) {
            throw Refused.invalid("reason", "Only what was rejected has a reason.");
        }
        return commands.confirm(confirmation.key(), confirmation.reference());
    }

    private IssuedCommand rejected(Confirmation confirmation) {
        if (confirmation.reason() == null) {
            throw Refused.invalid("reason", "Say why it was rejected.");
        }
        return commands.reject(
                confirmation.key(),
                new Answer.Rejected(confirmation.reason(), Objects.requireNonNullElse(confirmation.detail(), "")));
    }

    private static ConfirmationView view(IssuedCommand issued) {
        return new ConfirmationView(issued.command().key(), issued.state(), issued.answeredAt(), issued.reference());
    }
}
