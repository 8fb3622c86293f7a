package org.fairhold.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fairhold.Fairhold;
import org.fairhold.notice.Letter;
import org.fairhold.notice.Mails;
import org.fairhold.notice.TinyMailServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.support.TransactionTemplate;

/** Mail on its whole way, from the transaction to the mailbox. */
@SpringBootTest(classes = Fairhold.class, properties = "fairhold.outbox.dispatcher=false")
@ActiveProfiles("demo")
class OutboxMailTest {
    private static final String ANNA = "anna@people.example";

    @Autowired
    Outbox outbox;

    @Autowired
    Parcels parcels;

    @Autowired
    List<Carrier> carriers;

    @Autowired
    Mails mails;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    GreenMail mailServer;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    JdbcClient sql;

    @Autowired
    Clock now;

    private final MovableClock clock = new MovableClock();
    private Delivery delivery;

    @BeforeEach
    void aDesk() {
        delivery = new Delivery(parcels, carriers, transactions, events, clock);
    }

    @AfterEach
    void backToTheDemosServer() throws Exception {
        sender.setPort(mailServer.getSmtp().getPort());
        mailServer.purgeEmailFromAllMailboxes();
        // No test leaves the next one a mail to send.
        sql.sql("update outbox set sent_at = :now where sent_at is null and dead_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    @Test
    void a_mail_posted_in_a_transaction_arrives() throws Exception {
        var id = posted("arrives", now.instant());

        assertThat(outbox.drain()).isEqualTo(1);

        assertThat(mailServer.waitForIncomingEmail(5000, 1)).isTrue();
        assertThat(messageIds(mailServer)).containsExactly(messageId(id));
    }

    @Test
    void a_node_lost_between_sending_and_noting_it_sends_the_same_message_id_again() throws Exception {
        var id = posted("crash", clock.instant());
        assertThat(delivery.drain()).isEqualTo(1);

        // Exactly what a node leaves behind that is killed at this point.
        sql.sql(
                        """
                        update outbox set sent_at = null, locked_by = 'lost',
                            locked_until = clock_timestamp() - interval '1 second' where payload_id = :id""")
                .param("id", id)
                .update();
        assertThat(delivery.drain()).isEqualTo(1);

        assertThat(messageIds(mailServer)).containsExactly(messageId(id), messageId(id));
    }

    @Test
    void a_mail_server_that_is_down_delays_mails_and_costs_no_attempt() throws Exception {
        var own = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        sender.setPort(own.getSmtp().getServerSetup().getPort());
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < 12; i++) {
            ids.add(posted("down" + i, clock.instant()));
        }

        assertThat(delivery.drain()).isZero();
        assertThat(attempts(ids)).containsOnly(0);
        own.start();
        try {
            clock.pass(Breaker.PAUSE);
            assertThat(delivery.drain()).isEqualTo(12);
            assertThat(messageIds(own)).hasSize(12);
            own.stop();
            var late = posted("down again", clock.instant());
            assertThat(delivery.drain()).isZero();
            own.start();
            clock.pass(Duration.ofSeconds(12));
            assertThat(delivery.drain()).isEqualTo(1);
            assertThat(messageIds(own)).contains(messageId(late));
        } finally {
            own.stop();
        }
        assertThat(attempts(ids)).containsOnly(1);
    }

    @Test
    void a_refused_address_ends_the_mail_and_the_address_is_kept_nowhere_else() throws Exception {
        try (var refusing = new TinyMailServer(Map.of("RCPT", "550 5.1.1 <" + ANNA + "> is not known here"))) {
            sender.setPort(refusing.port());
            var id = posted("refused", clock.instant());

            assertThat(delivery.drain()).isZero();

            var row = sql.sql("select * from outbox where payload_id = :id")
                    .param("id", id)
                    .query()
                    .singleRow();
            assertThat(row.get("dead_at")).isNotNull();
            assertThat(row.get("last_error")).isEqualTo("The mail server answered 550 5.1.1.");
        }
    }

    private UUID posted(String meaning, Instant at) {
        var id = transactions.execute(transaction -> {
            var written = mails.write(
                    new Letter("Your case", "Hello Anna", "<p>Hello Anna</p>"),
                    ANNA,
                    "cases@gigfair.example",
                    "en",
                    at);
            outbox.post(new Parcel("MAIL", meaning + "/" + written, written, null), at);
            return written;
        });
        assertThat(id).isNotNull();
        return id;
    }

    private String messageId(UUID id) {
        return mails.find(id).orElseThrow().messageId();
    }

    private static List<String> messageIds(GreenMail server) throws Exception {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : Arrays.asList(server.getReceivedMessages())) {
            ids.add(message.getMessageID());
        }
        return ids;
    }

    private List<Integer> attempts(List<UUID> ids) {
        return sql.sql("select attempts from outbox where payload_id in (:ids)")
                .param("ids", ids)
                .query(Integer.class)
                .list();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
