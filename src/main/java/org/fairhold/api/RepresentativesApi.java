package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.representative.Ended;
import org.fairhold.representative.Named;
import org.fairhold.representative.Proof;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.fairhold.representative.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who acts for the person, said by the marketplace for its signed-in user. */
@RestController
@RequestMapping("/api/v1/cases/{number}/representatives")
class RepresentativesApi {
    /** What they may do; to read is among it, said or not. */
    enum Scope {
        READ,
        ANSWER,
        APPEAL;

        boolean covers(Representative one) {
            return this == READ || one.may(Right.valueOf(name()));
        }
    }

    /** @param accountId for whom; whose case it is where it is absent */
    record RepresentativeSent(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 254) String email,
            @NotEmpty @Size(max = 3) List<@NotNull Scope> rights,
            @NotNull Instant until,
            @Nullable AccountId accountId) {}

    /** @param accountId whose word it is; of whose case it is where it is absent */
    record EndSent(@Nullable AccountId accountId) {}

    /** @param endedAt when it ended; absent while it goes on */
    record RepresentativeView(
            String representativeId,
            String caseNumber,
            String accountId,
            List<Scope> rights,
            Instant since,
            Instant until,
            @Nullable Instant endedAt) {
        static RepresentativeView of(Representative one) {
            return new RepresentativeView(
                    one.number().value(),
                    one.caseNumber().value(),
                    one.actsFor().value(),
                    Stream.of(Scope.values()).filter(scope -> scope.covers(one)).toList(),
                    one.startedAt(),
                    one.endsAt(),
                    one.endedAt());
        }
    }

    private final Representatives representatives;

    RepresentativesApi(Representatives representatives) {
        this.representatives = representatives;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RepresentativeView name(@PathVariable CaseNumber number, @Valid @RequestBody RepresentativeSent sent) {
        var rights = Stream.of(Right.values())
                .filter(right -> sent.rights().contains(Scope.valueOf(right.name())))
                .collect(Collectors.toSet());
        var named = new Named(sent.name(), sent.email(), rights, sent.until());
        return RepresentativeView.of(representatives.begin(number, sent.accountId(), named, Proof.MARKETPLACE));
    }

    @PostMapping("/{representativeId}/end")
    RepresentativeView end(
            @PathVariable CaseNumber number,
            @PathVariable String representativeId,
            @Valid @RequestBody(required = false) @Nullable EndSent sent) {
        var representative = new RepresentativeNumber(representativeId);
        representatives.end(number, sent == null ? null : sent.accountId(), representative, Ended.MARKETPLACE);
        return RepresentativeView.of(representatives.find(representative).orElseThrow());
    }
}
