package org.fairhold.inbox;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mailbox of the direct line, where an operator has set one. */
@Configuration
class ImapAccounts {
    @Bean
    @ConditionalOnExpression("!'${fairhold.line.imap.host:}'.isBlank()")
    ImapAccount imapAccount(ImapAccount.Settings settings) {
        if (!settings.tls() && !settings.host().matches("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?")) {
            throw new IllegalStateException("fairhold.line.imap.tls is off for a mailbox that is not on this machine.");
        }
        return new ImapAccount(settings.host(), settings.port(), settings.user(), settings.password(), settings.tls());
    }
}
