package org.fairhold.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fairhold.Fairhold;
import org.fairhold.account.AccountId;
import org.fairhold.account.Permission;
import org.fairhold.api.OpenApi;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.clock.DemoTime;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.fairhold.outbox.Outbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A desk, and a marketplace beside it that speaks HTTP and can be told to misbehave. Nothing leaves by itself. */
@SpringBootTest(
        classes = Fairhold.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "fairhold.outbox.dispatcher=false",
            "fairhold.marketplace.connect-within=1s",
            "fairhold.marketplace.answer-within=1s",
            "fairhold.marketplace.key=" + TinyMarketplace.KEY
        })
@Import(CommandTrial.Heard.class)
@ActiveProfiles("demo")
abstract class CommandTrial {
    static final TinyMarketplace OUTSIDE = new TinyMarketplace();
    private static final AtomicLong CASES = new AtomicLong(700_000_000_000L);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final OpenApi CONTRACT = new OpenApi();

    /** A node is killed: nothing after this happens on it. */
    static final class NodeLost extends Error {}

    /** The processes, which hear what became of commands. */
    @TestConfiguration
    static class Heard implements ApplicationListener<PayloadApplicationEvent<?>> {
        final ConcurrentLinkedQueue<CommandEvent> events = new ConcurrentLinkedQueue<>();
        volatile Consumer<CommandEvent> then = event -> {};

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<?> published) {
            if (published.getPayload() instanceof CommandEvent event) {
                events.add(event);
                then.accept(event);
            }
        }

        List<CommandEvent> about(Command command) {
            return events.stream()
                    .filter(event -> event.command().equals(command))
                    .toList();
        }
    }

    @Autowired
    Commands commands;

    @Autowired
    Outbox outbox;

    @Autowired
    DemoTime time;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient sql;

    @Autowired
    Heard heard;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();
    CaseNumber number;
    AccountId freelancer;
    AccountId carl;
    ContractId contract;
    Line line;

    @DynamicPropertySource
    static void where(DynamicPropertyRegistry settings) {
        settings.add("fairhold.marketplace.url", OUTSIDE::url);
    }

    @BeforeEach
    void a_case_and_a_marketplace_that_knows_its_people() {
        number = new CaseNumber("C-" + CASES.incrementAndGet());
        line = new Line("M-" + number.value().substring(2), 1);
        var name = UUID.randomUUID().toString();
        freelancer = new AccountId("f:" + name);
        carl = new AccountId("c:" + name);
        contract = new ContractId("k." + name);
        sql.sql(
                        """
                        insert into account (id, role, language, country, time_zone, registered_on, business, version, changed_at)
                        values (:id, 'FREELANCER', 'en', 'SE', 'Europe/Stockholm', date '2024-03-01', false, 1, :now)""")
                .param("id", freelancer.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        sql.sql(
                        """
                        insert into enforcement_case (number, subject_id, ground, contract_id, severity, priority, level, language,
                            stage, waiting_for, opened_at, version)
                        values (:number, :subject, 'DISPUTE', :contract, 'LOW', 50, 'L1', 'en', 'OPENED', 'answer', :now, 1)""")
                .param("number", number.value())
                .param("subject", freelancer.value())
                .param("contract", contract.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        OUTSIDE.books.know(freelancer.value(), carl.value(), contract.value());
        OUTSIDE.books.pay(freelancer.value(), false, "USD", 100_00);
    }

    @AfterEach
    void everything_went_by_the_file_and_nothing_is_left_to_send() {
        heard.then = event -> {};
        heard.events.clear();
        var wrong = OUTSIDE.wrong();
        OUTSIDE.wellAgain();
        sql.sql("update outbox set sent_at = :now where sent_at is null and dead_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .update();
        // A pause after many silences is over.
        time.pass("PT61S");
        assertThat(wrong).isEmpty();
    }

    @CanIgnoreReturnValue
    final <C extends Command> C issued(C command) {
        transactions.executeWithoutResult(transaction -> commands.issue(command, clock.instant()));
        return command;
    }

    final String key(String what) {
        return "%s/%s/%s/1".formatted(number, what, line.measureId());
    }

    static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    final Command.Hold hold(long minor) {
        return new Command.Hold(key("hold"), number, line, freelancer, contract, Origin.AVAILABLE, usd(minor));
    }

    final Command.Release release(long minor) {
        return new Command.Release(key("release"), number, line, usd(minor));
    }

    /** One of each kind, in an order in which all of them are possible. */
    final List<Command> ofEveryKind() {
        var change = "change-" + UUID.randomUUID();
        OUTSIDE.books.change(
                freelancer.value(), new AccountChange(change, "PAYOUT_METHOD", clock.instant(), true, null));
        return List.of(
                hold(60_00),
                release(10_00),
                new Command.Reverse(
                        key("reverse"),
                        number,
                        line,
                        carl,
                        usd(20_00),
                        new Command.Approval(UUID.randomUUID().toString(), "fay", "gil")),
                new Command.Refund(key("refund"), number, freelancer, contract, carl, usd(5_00)),
                new Command.Block(
                        key("block"),
                        number,
                        freelancer,
                        Set.of(Permission.WITHDRAW, Permission.CHANGE_PAYOUT, Permission.MESSAGE),
                        Set.of(contract)),
                new Command.Unblock(key("unblock"), number, freelancer, key("block")),
                new Command.EndSessions(key("end-sessions"), number, freelancer),
                new Command.UndoChange(key("undo-change"), number, freelancer, change),
                new Command.TellCounterparts(
                        key("tell"), number, freelancer, Set.of(contract), "ACCOUNT_WAS_TAKEN_OVER"),
                new Command.RestoreRank(key("rank"), number, freelancer),
                new Command.WaiveFees(key("waive-fees"), number, freelancer, 30));
    }

    final CommandState state(Command command) {
        return commands.find(command.key()).orElseThrow().state();
    }

    /** What was asked about this command, in order. */
    final List<String> asked(Command command) {
        return OUTSIDE.asked.stream()
                .filter(one -> one.endsWith(" " + command.key()))
                .map(one -> one.substring(0, one.indexOf(' ')))
                .toList();
    }

    final int effects(Command command) {
        return OUTSIDE.books.effects().getOrDefault(command.key(), 0);
    }

    record Said(int status, String body) {}

    final Said confirms(String key, String outcome) {
        return says(Map.of("key", key, "outcome", outcome));
    }

    final Said says(Map<String, ?> message) {
        try {
            var body = JSON.writeValueAsString(message);
            var path = "/api/v1/marketplace/confirmations";
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
                            .header("Authorization", "Bearer demo")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() < 500) {
                CONTRACT.check(
                        "POST",
                        path,
                        body,
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body());
            }
            return new Said(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
