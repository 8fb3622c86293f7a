package org.fairhold.page.desk;

import java.util.Set;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.inbox.KeptMails;
import org.fairhold.page.Download;
import org.fairhold.representative.Mandates;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;

/** A mail of a case, or a mandate, as it came, to be saved: never shown in a page of the desk. */
@Controller
class KeptMailPage {
    private final Readers readers;
    private final KeptMails mails;
    private final Mandates mandates;

    KeptMailPage(Readers readers, KeptMails mails, Mandates mandates) {
        this.readers = readers;
        this.mails = mails;
        this.mandates = mandates;
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

    /** What somebody sent to show that they act for a party; saved as well. */
    @GetMapping("/desk/cases/{number}/mandates/{mandate}")
    ResponseEntity<byte[]> mandate(
            @PathVariable String number,
            @PathVariable String mandate,
            @RequestAttribute String staff,
            @RequestAttribute Set<String> staffGroups) {
        var about = readers.open(new CaseNumber(number), staff, staffGroups);
        return mandates.content(about.number(), mandate)
                .map(content -> {
                    var type = mandates.get(mandate).mediaType();
                    return Download.of("%s.%s".formatted(mandate, type.replaceAll(".*/", "")), type, content);
                })
                .orElseThrow(
                        () -> Refused.unknown("There is no mandate of that number in this case, or it was erased."));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Refused.unknown("There is no mail of that number in this case.");
        }
    }
}
