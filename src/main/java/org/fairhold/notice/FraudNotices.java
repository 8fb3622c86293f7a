package org.fairhold.notice;

import java.util.Map;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.fraud.FraudEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calls staff to a freeze, and tells the person at each interim review that it still goes on. */
@Component
class FraudNotices {
    private final Notices notices;
    private final Readable readable;
    private final Accounts accounts;

    FraudNotices(Notices notices, Readable readable, Accounts accounts) {
        this.notices = notices;
        this.readable = readable;
        this.accounts = accounts;
    }

    @EventListener
    void on(FraudEvent.CalledOut called) {
        var email = called.colleague().email();
        if (email != null) {
            notices.tellStaff(
                    email,
                    called.caseNumber(),
                    "staff-on-call",
                    "%s/called/%s"
                            .formatted(called.caseNumber(), called.colleague().id()),
                    Map.of("minutes", called.minutes()));
        }
    }

    @EventListener
    void on(FraudEvent.StillGoingOn still) {
        var reader = accounts.get(still.measure().subjectId());
        notices.tell(
                reader,
                still.caseNumber(),
                still.measure().ground() == Ground.ACCOUNT_TAKEOVER ? "takeover-progress" : "freeze-progress",
                "%s/progress/%s".formatted(still.caseNumber(), still.next()),
                Map.of(
                        "statementNumber", still.measure().statementNumber(),
                        "nextOn", readable.on(still.next(), reader)));
    }
}
