package org.fairhold.page.desk;

import java.util.Set;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.inbox.KeptMails;
import org.fairhold.page.Download;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** A mail of a case as it came, to be saved: never shown in a page of the desk. */
@Controller
class KeptMailPage {
    private final Readers readers;
    private final KeptMails mails;

    KeptMailPage(Readers readers, KeptMails mails) {
        this.readers = readers;
        this.mails = mails;
    }

    @GetMapping("/desk/cases/{number}/mails/{id}")
    ResponseEntity<byte[]> mail(
            @PathVariable String number,
            @PathVariable String id,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups) {
        var about = readers.open(new CaseNumber(number), staff, staffGroups);
        return mails.content(about.number(), id(id))
                .map(content -> Download.of(id + ".eml", "message/rfc822", content))
                .orElseThrow(() -> Refused.unknown("There is no mail of that number in this case, or it was erased."));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refused.unknown("There is no mail of that number in this case.");
        }
    }
}
