package org.fairhold.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Cause;
import org.fairhold.account.Causes;
import org.fairhold.account.Permission;
import org.fairhold.account.Role;
import org.fairhold.account.Standing;
import org.fairhold.contract.ContractId;
import org.fairhold.funds.Holds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The marketplace tells about accounts, and asks what they may do. */
@RestController
@RequestMapping("/api/v1/accounts/{accountId}")
class AccountsApi {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    record AccountFacts(
            @NotNull Role role,
            @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cc}*", message = "one line") String displayName,
            @NotBlank @Email @Size(max = 254) @Pattern(regexp = "[\\x21-\\x7e]+", message = "plain ASCII") String email,
            @Email @Size(max = 254) @Pattern(regexp = "[\\x21-\\x7e]+", message = "plain ASCII") @Nullable
                    String secondEmail,
            @NotBlank @Size(max = 35) String language,
            @NotBlank String country,
            @NotBlank @Size(max = 64) String timeZone,
            @NotNull LocalDate registeredOn,
            boolean business,
            @NotNull @Min(0) Long version) {
        Account toAccount(AccountId id) {
            var locale = Locale.forLanguageTag(language);
            if (!LANGUAGES.contains(locale.getLanguage())) {
                throw Refused.invalid("language", "Send a language tag such as en or de-AT.");
            }
            if (!COUNTRIES.contains(country)) {
                throw Refused.invalid("country", "Send two capital letters of ISO 3166, such as DE.");
            }
            return new Account(
                    id,
                    role,
                    displayName,
                    email,
                    secondEmail,
                    locale,
                    country,
                    zone(),
                    registeredOn,
                    business,
                    version);
        }

        private ZoneId zone() {
            try {
                return ZoneId.of(timeZone);
            } catch (DateTimeException e) {
                throw Refused.invalid("timeZone", "Send a name of the IANA time zone database, such as Europe/Berlin.");
            }
        }
    }

    record Version(String accountId, long version) {}

    /** @param reason the clause, or that the owner locked the account; absent, as is the case number, where the caller may not know of a confidential case */
    record CauseView(
            @Nullable String caseNumber,
            String measureId,
            Instant since,
            @Nullable Instant until,
            @Nullable String reason) {}

    record BlockedView(Permission permission, @Nullable List<String> exceptContracts, List<CauseView> causes) {}

    /** @param announced what blocks the account from a later moment on: a closure during its notice */
    record StandingView(
            Standing.Level standing,
            List<BlockedView> blocked,
            List<Permission> allowed,
            List<HoldView.Held> holds,
            List<CauseView> announced) {}

    record Ruling(boolean allowed, @JsonInclude(JsonInclude.Include.ALWAYS) List<CauseView> causes) {}

    private final Accounts accounts;
    private final Causes causes;
    private final Holds holds;
    private final Clock clock;

    AccountsApi(Accounts accounts, Causes causes, Holds holds, Clock clock) {
        this.accounts = accounts;
        this.causes = causes;
        this.holds = holds;
        this.clock = clock;
    }

    @PutMapping
    ResponseEntity<Version> put(@PathVariable AccountId accountId, @Valid @RequestBody AccountFacts facts) {
        var change = accounts.put(facts.toAccount(accountId));
        return ResponseEntity.status(change == Accounts.Change.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Version(accountId.value(), accounts.get(accountId).version()));
    }

    @GetMapping("/standing")
    StandingView standing(@PathVariable AccountId accountId) {
        var standing = now(accountId);
        List<BlockedView> blocked = new ArrayList<>();
        for (var permission : standing.blocked()) {
            var blocking = standing.blocking(permission);
            blocked.add(new BlockedView(
                    permission,
                    standing.exceptContracts(permission),
                    blocking.stream().map(AccountsApi::view).toList()));
        }
        return new StandingView(
                standing.level(),
                blocked,
                standing.allowed(),
                holds.openOf(accountId).stream().map(HoldView.Held::of).toList(),
                causes.announced(accountId, clock.instant()).stream()
                        .map(AccountsApi::view)
                        .toList());
    }

    @GetMapping("/permissions/{permission}")
    Ruling permission(
            @PathVariable AccountId accountId,
            @PathVariable Permission permission,
            @RequestParam(required = false) @Nullable ContractId contractId) {
        var stopping = now(accountId).stopping(permission, contractId == null ? null : contractId.value());
        return new Ruling(
                stopping.isEmpty(), stopping.stream().map(AccountsApi::view).toList());
    }

    private Standing now(AccountId accountId) {
        return new Standing(causes.active(accounts.get(accountId).id(), clock.instant()));
    }

    private static CauseView view(Cause cause) {
        var hidden = !NeedToKnow.covers(cause.ground());
        return new CauseView(
                hidden ? null : cause.caseNumber(),
                cause.measureId(),
                cause.since(),
                cause.until(),
                hidden && !cause.byOwner() ? null : cause.reason());
    }
}
