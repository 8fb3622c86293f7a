package org.fairhold.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.fairhold.inbox.ImapAccount;
import org.fairhold.notice.PromptSockets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A real PostgreSQL and a real mail server inside this JVM, both gone when it stops. */
@Configuration
@Profile("demo")
class Servers {
    static final String OWNER = "fairhold_owner";
    static final String APP = "fairhold_app";
    private static final String LINE = "case";

    @Bean
    static Loopback loopback(Environment environment) {
        return new Loopback(environment);
    }

    /** Closed by Spring after everything that talks to it; its own shutdown hook would stop it first. */
    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres(
            @Value("${fairhold.demo.directory:target/demo}") Path directory,
            @Value("${fairhold.demo.durable:false}") boolean durable)
            throws IOException, SQLException {
        Files.createDirectories(directory);
        var data = Files.createTempDirectory(directory, "data");
        var server = EmbeddedPostgres.builder();
        if (durable) {
            // As in production: what was committed is on disk.
            List.of("fsync", "full_page_writes", "synchronous_commit")
                    .forEach(one -> server.setServerConfig(one, "on"));
        }
        var postgres = server.setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
                .setRegisterShutdownHook(false)
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "60")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role %s login password 'demo'".formatted(OWNER));
            statement.execute("create role %s login password 'demo'".formatted(APP));
            statement.execute("create database fairhold owner %s".formatted(OWNER));
        }
        return postgres;
    }

    @Bean
    JdbcConnectionDetails desk(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return APP;
            }

            @Override
            public String getPassword() {
                return "demo";
            }

            @Override
            public String getJdbcUrl() {
                return url(postgres);
            }
        };
    }

    @Bean
    FlywayConnectionDetails owner(EmbeddedPostgres postgres) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return OWNER;
            }

            @Override
            public String getPassword() {
                return "demo";
            }

            @Override
            public String getJdbcUrl() {
                return url(postgres);
            }
        };
    }

    static String url(EmbeddedPostgres postgres) {
        return "jdbc:postgresql://127.0.0.1:%d/fairhold".formatted(postgres.getPort());
    }

    /** Every address has a mailbox of its own, but for those of the direct line, which share one. */
    @Bean(destroyMethod = "stop")
    GreenMail mailServer(@Value("${fairhold.line.domain}") String lineDomain) {
        var server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
        });
        server.start();
        var users = server.getUserManager();
        var desk = server.setUser(LINE + "@" + lineDomain, LINE, "demo");
        users.setMessageDeliveryHandler((message, to) -> {
            if (to.getEmail().endsWith("@" + lineDomain)) {
                return desk;
            }
            var known = users.getUserByEmail(to.getEmail());
            return known == null ? users.createUser(to.getEmail(), to.getEmail(), to.getEmail()) : known;
        });
        return server;
    }

    @Bean
    ImapAccount imapAccount(GreenMail mailServer) {
        return new ImapAccount("127.0.0.1", mailServer.getImap().getPort(), LINE, "demo", false);
    }

    @Bean
    JavaMailSenderImpl mailSender(GreenMail mailServer) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(mailServer.getSmtp().getPort());
        sender.setDefaultEncoding("UTF-8");
        var properties = sender.getJavaMailProperties();
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "10000");
        properties.setProperty("mail.smtp.writetimeout", "10000");
        properties.setProperty("mail.smtp.socketFactory.class", PromptSockets.class.getName());
        properties.setProperty("mail.smtp.socketFactory.fallback", "false");
        return sender;
    }
}
