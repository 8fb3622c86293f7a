package org.fairhold.marketplace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fairhold.account.AccountId;
import org.fairhold.contract.ContractId;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a marketplace that speaks HTTP: what it sends and is answered goes by the committed file. */
class HttpMarketplaceTest implements MarketplaceContract {
    private static TinyMarketplace outside;
    private static HttpMarketplace marketplace;
    private Instant changedAt = Instant.parse("2026-07-01T02:14:00Z");

    @BeforeAll
    static void aMarketplace() {
        outside = new TinyMarketplace();
        marketplace = at(outside.url());
    }

    @AfterAll
    static void closed() {
        outside.close();
    }

    @AfterEach
    void everything_went_by_the_file() {
        var wrong = outside.wrong();
        outside.wellAgain();
        assertThat(wrong).isEmpty();
    }

    private static HttpMarketplace at(String url) {
        return new HttpMarketplace(
                new MarketplaceSettings(url, TinyMarketplace.KEY, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }

    @Override
    public Marketplace marketplace() {
        return marketplace;
    }

    @Override
    public Parties givenParties() {
        var name = UUID.randomUUID().toString();
        outside.books.know("f:" + name, "c:" + name, "k." + name);
        return new Parties(new AccountId("f:" + name), new AccountId("c:" + name), new ContractId("k." + name));
    }

    @Override
    public void givenMoney(Parties parties, Origin state, Money amount) {
        outside.books.pay(
                parties.freelancer().value(),
                state == Origin.PENDING,
                amount.currency().getCurrencyCode(),
                amount.minor());
    }

    @Override
    public AccountChange givenChange(
            AccountId account, String what, boolean canBeUndone, @Nullable ContractId contract) {
        changedAt = changedAt.plusSeconds(60);
        var change = new AccountChange(UUID.randomUUID().toString(), what, changedAt, canBeUndone, contract);
        outside.books.change(account.value(), change);
        return change;
    }

    @Override
    public Command.Approval givenApproval(Line line, AccountId to, Money amount) {
        return new Command.Approval(UUID.randomUUID().toString(), "fay", "gil@gigfair.example");
    }

    @Test
    void what_is_accepted_is_not_done_yet() throws NoAnswer {
        outside.confirmsLater = true;
        var command = new Command.EndSessions(
                MarketplaceContract.newKey("end"), CASE, givenParties().freelancer());

        var answer = marketplace.carryOut(command);

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(marketplace.askAbout(command.key())).contains(answer);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "ARRIVES_TWICE"})
    void whatever_is_no_answer_by_the_file_is_none_and_names_nobody(TinyMarketplace.Fault fault) {
        outside.fault = fault;
        var command = new Command.EndSessions(
                MarketplaceContract.newKey("end"), CASE, givenParties().freelancer());

        assertThatThrownBy(() -> marketplace.carryOut(command))
                .isInstanceOf(NoAnswer.class)
                .hasNoCause()
                .hasMessageNotContainingAny("anna", command.account().value(), command.key(), TinyMarketplace.KEY);
    }

    @Test
    void a_404_of_a_proxy_does_not_say_that_a_key_is_unknown() throws NoAnswer {
        outside.fault = TinyMarketplace.Fault.PROXY_404_AFTER_EFFECT;
        var key = MarketplaceContract.newKey("end");

        assertThatThrownBy(() -> marketplace.askAbout(key)).isInstanceOf(NoAnswer.class);
        assertThat(marketplace.askAbout(key)).isEmpty();
    }

    @Test
    void a_marketplace_that_is_down_gives_no_answer() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var down = at("http://127.0.0.1:" + free);

        assertThatThrownBy(() -> down.askAbout("C-1/hold/M-1/1")).isInstanceOf(NoAnswer.class);
        assertThatThrownBy(() -> down.balances(new AccountId("anna")))
                .isInstanceOf(NoAnswer.class)
                .hasMessageNotContaining("anna");
    }

    @Test
    void headers_that_never_end_are_not_waited_for() throws Exception {
        var over = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var slow = new Thread(() -> {
                try (var connection = server.accept()) {
                    var answer = connection.getOutputStream();
                    answer.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(US_ASCII));
                    while (!over.await(50, TimeUnit.MILLISECONDS)) {
                        answer.write('x');
                        answer.flush();
                    }
                } catch (IOException | InterruptedException e) {
                    // The desk hung up, as it should.
                }
            });
            slow.start();
            var marketplace = at("http://127.0.0.1:" + server.getLocalPort());

            assertThatThrownBy(() -> marketplace.askAbout("C-1/hold/M-1/1")).isInstanceOf(NoAnswer.class);

            over.countDown();
            slow.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a:b", "balances"})
    void an_id_that_looks_like_a_part_of_a_path_leads_nowhere_else(String id) throws NoAnswer {
        assertThat(marketplace.balances(new AccountId(id))).isEmpty();
    }
}
