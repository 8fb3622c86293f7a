package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A mail server that takes every connection and says nothing. */
class SilentMailTest extends HoldScenario {
    /** Well below the ten seconds after which a mail is given up. */
    private static final Duration WITHIN = Duration.ofSeconds(6);

    @Autowired
    @Qualifier("dispatcher")
    SmartLifecycle outbox;

    @Autowired
    JavaMailSenderImpl mailSender;

    @Test
    void while_a_mail_hangs_at_its_server_money_is_released_all_the_same() throws Exception {
        disputed("k-1", 30_000);
        withHold("SPAM_APPLICATIONS");
        var usual = mailSender.getPort();
        var taken = new ConcurrentLinkedQueue<Socket>();
        var hanging = new CountDownLatch(1);
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var listener = new Thread(() -> takeAll(silent, taken, hanging), "silent mail server");
            listener.setDaemon(true);
            listener.start();
            mailSender.setPort(silent.getLocalPort());
            outbox.start();
            assertThat(report(CARL, "SPAM_JOB_POST", "FREELANCER").status()).isEqualTo(201);
            assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

            completes("k-1");
            var ended = System.nanoTime();

            while (balance(ANNA, "available") < 30_000) {
                assertThat(Duration.ofNanos(System.nanoTime() - ended)).isLessThan(WITHIN);
            }
        } finally {
            for (var socket : taken) {
                socket.close();
            }
            outbox.stop();
            mailSender.setPort(usual);
        }
        assertThat(told(ANNA, "Money of yours is free again")).isZero();
    }

    private static void takeAll(ServerSocket silent, ConcurrentLinkedQueue<Socket> taken, CountDownLatch hanging) {
        try {
            while (true) {
                taken.add(silent.accept());
                hanging.countDown();
            }
        } catch (IOException closed) {
            assertThat(silent.isClosed()).isTrue();
        }
    }
}
