package org.fairhold.process.inquiry;

import org.fairhold.inbox.CaseMailbox;
import org.fairhold.process.Rounds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Fetches the mails of the direct line twice a minute. */
@Component
class MailRounds extends Rounds {
    private final CaseMailbox mailbox;

    MailRounds(CaseMailbox mailbox, @Value("${fairhold.line.fetch:true}") boolean automatic) {
        super("case mailbox", automatic);
        this.mailbox = mailbox;
    }

    @Override
    protected void look() {
        var unused = mailbox.fetch();
    }
}
