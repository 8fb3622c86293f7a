package org.fairhold.api;

import java.time.Instant;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.visit.AccountVisits;
import org.fairhold.visit.VisitLinks;
import org.fairhold.visit.VisitLinks.Occasion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The way from the marketplace's own pages to a case page or to how an account stands, for the user who is signed in there. */
@RestController
class LinksApi {
    /** @param accountId who is signed in; whose case it is where it is absent */
    record LinkAsked(@Nullable AccountId accountId) {}

    record LinkView(String url, Instant expiresAt) {}

    private final Cases cases;
    private final Accounts accounts;
    private final VisitLinks links;
    private final AccountVisits visits;

    LinksApi(Cases cases, Accounts accounts, VisitLinks links, AccountVisits visits) {
        this.cases = cases;
        this.accounts = accounts;
        this.links = links;
        this.visits = visits;
    }

    /** Never kept for a later call with the same key: what opens a page is stored nowhere. */
    @PostMapping("/api/v1/cases/{number}/links")
    @ResponseStatus(HttpStatus.CREATED)
    LinkView link(@PathVariable CaseNumber number, @RequestBody(required = false) @Nullable LinkAsked asked) {
        var about = cases.get(number);
        var reader = asked == null || asked.accountId() == null ? about.subjectId() : asked.accountId();
        var link = links.mint(number, reader, Occasion.SIGNED_IN)
                .orElseThrow(() -> Refused.conflict(
                        "Account %s has no page for case %s now: it was not told of the case, or somebody else may be in the account."
                                .formatted(reader, number)));
        return view(link);
    }

    /** To how the account stands, for whoever is signed in to it. Never kept either. */
    @PostMapping("/api/v1/accounts/{accountId}/links")
    @ResponseStatus(HttpStatus.CREATED)
    LinkView link(@PathVariable AccountId accountId) {
        return view(visits.mint(accounts.get(accountId).id())
                .orElseThrow(() -> Refused.conflict(
                        "Account %s has no page now: nobody has proven yet whose it is.".formatted(accountId))));
    }

    private static LinkView view(VisitLinks.Link link) {
        return new LinkView(link.url().toString(), link.expiresAt());
    }
}
