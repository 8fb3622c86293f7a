package org.fairhold.notice;

import java.util.List;
import java.util.Map;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.funds.HoldEvent;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.HoldRelease;
import org.fairhold.funds.Holds;
import org.fairhold.measure.Measure;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the holder which money went back, why, and what is still held, as it happens. */
@Component
class HoldNotices {
    private final Notices notices;
    private final Readable readable;
    private final Accounts accounts;
    private final Holds holds;
    private final Words words;

    HoldNotices(Notices notices, Readable readable, Accounts accounts, Holds holds, Words words) {
        this.notices = notices;
        this.readable = readable;
        this.accounts = accounts;
        this.holds = holds;
        this.words = words;
    }

    @EventListener
    void on(HoldEvent.Released released) {
        var reader = accounts.get(released.measure().subjectId());
        var first = released.releases().get(0);
        notices.tell(
                reader,
                released.caseNumber(),
                "hold-released",
                "released/%s/%d/%d"
                        .formatted(released.measure().id(), first.line().number(), first.number()),
                words(released.measure(), released.releases(), holds.linesOf(released.measure()), reader));
    }

    /** @param left the hold's lines with what they still hold */
    Map<String, Object> words(Measure hold, List<HoldRelease> releases, List<HoldLine> left, Account reader) {
        return Map.of(
                "statementNumber", hold.statementNumber(),
                "released",
                        releases.stream().map(release -> line(release, reader)).toList(),
                "stillHeld", stillHeld(left, reader));
    }

    private String line(HoldRelease release, Account reader) {
        return words.of(
                readable.language(reader),
                "hold.released",
                Map.of(
                        "contract", String.valueOf(release.line().contract()),
                        "amount", readable.amount(release.amount(), reader),
                        "why", readable.word("why." + release.why(), reader)));
    }

    private List<String> stillHeld(List<HoldLine> lines, Account reader) {
        var open = lines.stream()
                .filter(line -> line.openMinor() > 0)
                .map(line -> words.of(
                        readable.language(reader),
                        "hold.left",
                        Map.of(
                                "contract", String.valueOf(line.contract()),
                                "amount", readable.amount(line.open(), reader))))
                .toList();
        return open.isEmpty() ? List.of(readable.word("hold.left.none", reader)) : open;
    }
}
