package org.fairhold.demo.marketplace;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.contract.ContractId;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Deed;
import org.fairhold.demo.marketplace.ReferenceMarketplace.Pay;
import org.fairhold.marketplace.Answer;
import org.fairhold.marketplace.Balance;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Hold;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The reference marketplace alone, on a PostgreSQL of its own, with two roles as in production; of the desk only whom it knows. */
final class Trial implements AutoCloseable {
    static final AccountId ANNA = new AccountId("anna");
    static final AccountId FRED = new AccountId("fred");
    static final AccountId CARL = new AccountId("carl");
    static final AccountId CORA = new AccountId("cora");
    static final ContractId ANNA_CARL = new ContractId("K-1");
    static final ContractId ANNA_CORA = new ContractId("K-2");
    static final ContractId FRED_CARL = new ContractId("K-3");
    static final ContractId FRED_CORA = new ContractId("K-4");
    static final CaseNumber CASE = new CaseNumber("C-2041");
    static final Command.Approval APPROVAL = new Command.Approval("S-17", "fay", "gil");

    private static final String DESK =
            """
            create schema fairhold;
            create table fairhold.account (id text primary key, role text not null);
            create table fairhold.contract (id text primary key, freelancer_id text not null, client_id text not null);
            insert into fairhold.account values
                ('anna', 'FREELANCER'), ('fred', 'FREELANCER'), ('carl', 'CLIENT'), ('cora', 'CLIENT');
            insert into fairhold.contract values
                ('K-1', 'anna', 'carl'), ('K-2', 'anna', 'cora'), ('K-3', 'fred', 'carl'), ('K-4', 'fred', 'cora'),
                ('K-5', 'carl', 'cora');
            grant usage on schema fairhold to fairhold_app;
            grant select on all tables in schema fairhold to fairhold_app""";

    private static @Nullable Trial shared;

    final EmbeddedPostgres postgres;
    final DataSource owner;
    final HikariDataSource application;
    final JdbcClient sql;
    final ReferenceMarketplace marketplace;
    final Ledger ledger;
    final Members members;

    private Trial(boolean durable) {
        try {
            postgres = started(durable);
            owner = new DriverManagerDataSource(url(), "fairhold_owner", "trial");
            execute(postgres.getPostgresDatabase(), "create role fairhold_owner login password 'trial'");
            execute(postgres.getPostgresDatabase(), "create role fairhold_app login password 'trial'");
            execute(postgres.getPostgresDatabase(), "create database marketplace owner fairhold_owner");
            execute(owner, DESK);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var pool = new HikariConfig();
        pool.setJdbcUrl(url());
        pool.setUsername("fairhold_app");
        pool.setPassword("trial");
        pool.setMaximumPoolSize(24);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Duration.ofSeconds(20).toMillis());
        application = new HikariDataSource(pool);
        sql = JdbcClient.create(application);
        var transactions = new JdbcTransactionManager(application);
        var directory = new Directory(sql);
        var books = new Books(sql);
        ledger = new Ledger(sql);
        members = new Members(sql, directory);
        marketplace = new ReferenceMarketplace(
                new Operations(sql, transactions),
                new FreeMoney(directory, books, members),
                new HeldMoney(directory, books, sql),
                members,
                ledger,
                Clock.tickMillis(ZoneOffset.UTC));
        rebuild();
    }

    /** @param durable as in production: what was committed is on disk */
    private static EmbeddedPostgres started(boolean durable) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "marketplace"));
        var sync = durable ? "on" : "off";
        return EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(folder, "data"))
                .setCleanDataDirectory(true)
                .setOverrideWorkingDirectory(folder.resolve("postgres").toFile())
                .setServerConfig("fsync", sync)
                .setServerConfig("full_page_writes", sync)
                .setServerConfig("synchronous_commit", sync)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** One for all tests that do not kill it. */
    static synchronized Trial shared() {
        if (shared == null) {
            shared = new Trial(false);
        }
        return shared;
    }

    /** What was committed is on disk, as in production. */
    static Trial durable() {
        var trial = new Trial(true);
        if (!trial.sql
                .sql("select current_setting('fsync') || current_setting('synchronous_commit')")
                .query(String.class)
                .single()
                .equals("onon")) {
            throw new AssertionError("this server does not sync to disk");
        }
        return trial;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:%d/marketplace".formatted(postgres.getPort());
    }

    /** Nobody has paid yet, and nothing was asked. */
    void rebuild() {
        execute(owner, "drop schema if exists marketplace cascade");
        new LedgerTables(owner, "fairhold_app").reseed();
        // They remember plans and types of tables that are gone.
        application.getHikariPoolMXBean().softEvictConnections();
    }

    static void execute(DataSource source, String statements) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Money usd(long minor) {
        return Money.of(minor, "USD");
    }

    static Line line(int number) {
        return new Line("M-1007", number);
    }

    /** What was asked, of whichever kind. */
    Answer carryOut(Record asked) {
        return asked instanceof Command command ? marketplace.carryOut(command) : marketplace.carryOut((Deed) asked);
    }

    void done(Record asked) {
        if (!(carryOut(asked) instanceof Answer.Done)) {
            throw new AssertionError(asked + ": " + carryOut(asked));
        }
    }

    void paid(ContractId contract, Money amount, Origin state) {
        done(new Pay("pay/" + contract + "/" + System.nanoTime(), contract, amount, state));
    }

    /** Anna earned this on her contract with Carl, and it is held as the first line. */
    void heldOfAnna(long minor, Origin origin) {
        paid(ANNA_CARL, usd(minor), origin);
        done(new Hold("C-2041/hold/M-1007/1", CASE, line(1), ANNA, ANNA_CARL, origin, usd(minor)));
    }

    /** In one currency; zero where there never was any. */
    Balance balance(AccountId account, String currency) {
        return in(marketplace.balances(account), currency);
    }

    static Balance in(List<Balance> balances, String currency) {
        return balances.stream()
                .filter(one -> one.currency().getCurrencyCode().equals(currency))
                .findFirst()
                .orElse(new Balance(Currency.getInstance(currency), 0, 0, 0, Map.of()));
    }

    long account(AccountId party, String purpose) {
        return sql.sql("select min(id) from marketplace.account where party_id = :party and purpose = :purpose")
                .param("party", party.value())
                .param("purpose", purpose)
                .query(Long.class)
                .single();
    }

    List<String> findings() {
        return ledger.findings().stream().map(Object::toString).toList();
    }

    /** Of everything but the record of what was rejected. */
    String checksum() {
        return Objects.requireNonNull(sql.sql(
                        """
                        select md5(concat(
                            (select string_agg(x::text, ';' order by x::text) from marketplace.party x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.contract x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.operation x where outcome = 'DONE'),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.hold_line x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.approval x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.account x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.journal x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.transfer x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.block x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.block_end x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.session x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.session_end x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.account_change x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.change_undone x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.told x),
                            (select string_agg(x::text, ';' order by x::text) from marketplace.rank_restored x)))""")
                .query(String.class)
                .single());
    }

    @Override
    public void close() {
        application.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
