package org.fairhold.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.notice.Notices;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What we wrote to somebody, for the marketplace's own pages: a mail that is not here is not from us. */
@RestController
class NoticesApi {
    /** @param text as it was mailed, without the link below it; absent, as is the subject, once it was erased */
    record NoticeView(
            String id,
            String kind,
            @Nullable String caseNumber,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String language,
            Instant writtenAt,
            @Nullable Instant sentAt) {}

    record Page(List<NoticeView> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

    private final Accounts accounts;
    private final Notices notices;

    NoticesApi(Accounts accounts, Notices notices) {
        this.accounts = accounts;
        this.notices = notices;
    }

    @GetMapping("/api/v1/accounts/{accountId}/notices")
    Page notices(
            @PathVariable AccountId accountId,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        var reader = accounts.get(accountId).id();
        var copies = notices.to(reader, NeedToKnow.covers(Ground.FRAUD), after, limit + 1);
        var shown = copies.subList(0, Math.min(limit, copies.size()));
        return new Page(
                shown.stream().map(NoticesApi::view).toList(),
                copies.size() > limit ? String.valueOf(shown.get(limit - 1).position()) : null);
    }

    private static NoticeView view(Notices.Copy copy) {
        return new NoticeView(
                copy.id().toString(),
                copy.kind(),
                copy.caseNumber(),
                copy.subject(),
                copy.text(),
                copy.language(),
                copy.writtenAt(),
                copy.sentAt());
    }
}
