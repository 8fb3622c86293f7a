package org.fairhold.notice;

import java.util.Map;
import org.fairhold.account.Accounts;
import org.fairhold.takeover.TakeoverEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the owner of their lock, and the other side of a contract that messages on it may be another's. */
@Component
class TakeoverNotices {
    private final Notices notices;
    private final MeasureLetters letters;
    private final Readable readable;
    private final Accounts accounts;

    TakeoverNotices(Notices notices, MeasureLetters letters, Readable readable, Accounts accounts) {
        this.notices = notices;
        this.letters = letters;
        this.readable = readable;
        this.accounts = accounts;
    }

    /** Without the case's number, which is about somebody else. */
    @EventListener
    void on(TakeoverEvent.ContractTouched touched) {
        var reader = accounts.get(touched.counterpart());
        notices.tell(
                reader,
                null,
                "contract-touched",
                "%s/touched/%s".formatted(touched.caseNumber(), touched.contract()),
                Map.of(
                        "contractId", touched.contract().value(),
                        "since", readable.at(touched.from(), reader)));
    }

    @EventListener
    void on(TakeoverEvent.Locked locked) {
        notices.tell(
                accounts.get(locked.account()),
                locked.caseNumber(),
                "account-locked",
                "%s/locked/%s".formatted(locked.caseNumber(), locked.lock()),
                Map.of());
    }

    @EventListener
    void on(TakeoverEvent.LockLifted lifted) {
        var reader = accounts.get(lifted.account());
        notices.tell(
                reader,
                lifted.caseNumber(),
                "account-unlocked",
                "%s/unlocked/%s".formatted(lifted.caseNumber(), lifted.lock()),
                Map.of("whatRemains", letters.whatRemains(reader)));
    }
}
