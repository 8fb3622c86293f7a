package org.fairhold.inbox;

import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the mails to the case addresses lie. Without a host nobody fetches them.
 *
 * @param tls from the first byte; without it only on this machine
 */
public record ImapAccount(String host, int port, String user, String password, boolean tls) {
    private static final String FETCHED = "Processed";
    private static final String FAILED = "Failed";

    /** As the operator sets it. */
    @ConfigurationProperties("fairhold.line.imap")
    record Settings(
            @DefaultValue("") String host,
            @DefaultValue("993") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("true") boolean tls) {}

    String protocol() {
        return tls ? "imaps" : "imap";
    }

    /** Names the mailbox among all that were ever fetched. */
    String mailbox() {
        return "%s@%s:%d".formatted(user, host, port);
    }

    static String fetched() {
        return FETCHED;
    }

    /** Where a mail lies that could not be taken again and again; whoever moves it back has it tried anew. */
    static String failed() {
        return FAILED;
    }

    Properties properties() {
        var properties = new Properties();
        for (var name : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail.%s.%s".formatted(protocol(), name), "10000");
        }
        properties.setProperty("mail.imaps.ssl.checkserveridentity", "true");
        // A mail is fetched whole, once; what it says of its own size is not believed.
        properties.setProperty("mail.%s.partialfetch".formatted(protocol()), "true");
        properties.setProperty("mail.%s.peek".formatted(protocol()), "true");
        return properties;
    }
}
