package org.fairhold.api;

import org.fairhold.account.AccountId;
import org.fairhold.outlook.Outlook;
import org.fairhold.outlook.Outlooks;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How an account stands, for its owner's eyes: the record, and what the tables would say to more of it. */
@RestController
class OutlookApi {
    private final Outlooks outlooks;

    OutlookApi(Outlooks outlooks) {
        this.outlooks = outlooks;
    }

    @GetMapping("/api/v1/accounts/{accountId}/outlook")
    Outlook outlook(@PathVariable AccountId accountId) {
        return outlooks.of(accountId);
    }
}
