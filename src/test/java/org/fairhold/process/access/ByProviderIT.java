package org.fairhold.process.access;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.fairhold.DeskTest;
import org.fairhold.process.desk.Staff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Sign-in by an organisation's provider, through a real little one. In a JVM of its own: the engine's web applications know one
 * engine of that name in each.
 */
@DeskTest
class ByProviderIT {
    private static final TinyProvider PROVIDER = new TinyProvider();
    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    @Autowired
    Staff staff;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry settings) {
        settings.add("fairhold.sign-in", () -> "oidc");
        settings.add("fairhold.oidc.issuer", PROVIDER::issuer);
        settings.add("fairhold.oidc.client-id", () -> TinyProvider.CLIENT);
        settings.add("fairhold.oidc.client-secret", () -> TinyProvider.SECRET);
        settings.add("fairhold.oidc.administrators", () -> "desk-admins");
        settings.add("fairhold.demo.directory", () -> "target/demo-oidc");
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    @BeforeEach
    void an_honest_provider() {
        PROVIDER.fault = TinyProvider.Fault.NONE;
    }

    private static void comes(String subject, String... groups) {
        PROVIDER.person = Map.of(
                "sub",
                subject,
                "given_name",
                "Noor",
                "family_name",
                "Haddad",
                "email",
                subject + "@organisation.example",
                "groups",
                List.of(groups));
    }

    private HttpResponse<String> opens(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "text/html").GET());
    }

    private HttpResponse<String> asks(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "application/json").GET());
    }

    private HttpResponse<String> posts(String path, String type, String body) throws IOException, InterruptedException {
        var token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(cookie -> cookie.getValue())
                .reduce("", (first, last) -> last);
        return send(request(path)
                .header("Accept", "application/json")
                .header("Content-Type", type)
                .header("X-XSRF-TOKEN", token)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:%d".formatted(port)).resolve(path))
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), ofString());
    }

    private int asksForQueues() throws IOException, InterruptedException {
        return asks("/camunda/api/engine/engine/default/filter").statusCode();
    }

    private Stream<String> groups(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId);
    }

    @Test
    void a_colleague_opens_tasklist_signs_in_at_the_organisation_and_has_the_queues_of_the_groups()
            throws IOException, InterruptedException {
        comes("noor-1", "leads", "cleared", "football", "camunda-admin");

        var page = opens(TASKLIST);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo(TASKLIST);
        assertThat(asksForQueues()).isEqualTo(200);
        assertThat(asks("/camunda/api/engine/engine/default/filter?resourceType=Task")
                        .body())
                .contains("9 Everything");
        assertThat(asks("/camunda/api/admin/auth/user/default").body()).contains("\"userId\":\"noor-1\"");
        assertThat(opens("/desk/cases/C-999999999999").statusCode()).isEqualTo(404);
        assertThat(groups("noor-1")).containsExactlyInAnyOrder("leads", "cleared");
        assertThat(staff.of("leads")).anySatisfy(lead -> {
            assertThat(lead.displayName()).isEqualTo("Noor Haddad");
            assertThat(lead.email()).isEqualTo("noor-1@organisation.example");
        });
    }

    @Test
    void a_page_of_the_desk_is_reached_after_signing_in_and_a_call_is_never_sent_elsewhere()
            throws IOException, InterruptedException {
        comes("noor-2", "analysts");
        assertThat(asksForQueues()).isEqualTo(401);

        var page = opens("/desk/cases/C-999999999999");

        assertThat(page.uri().getPath()).isEqualTo("/desk/cases/C-999999999999");
        assertThat(page.statusCode()).isEqualTo(404);
    }

    @Test
    void somebody_without_a_group_of_the_desk_is_refused_in_words() throws IOException, InterruptedException {
        comes("noor-3", "football", "camunda-admin");

        var page = opens(TASKLIST);

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("none of your groups works at this desk");
        assertThat(asksForQueues()).isEqualTo(401);
        assertThat(identity.createUserQuery().userId("noor-3").count()).isZero();
    }

    @Test
    void a_group_taken_away_is_gone_with_the_next_sign_in_and_the_last_one_ends_all()
            throws IOException, InterruptedException {
        comes("noor-4", "analysts", "cleared");
        assertThat(opens(TASKLIST).statusCode()).isEqualTo(200);
        cookies.getCookieStore().removeAll();

        comes("noor-4", "analysts");
        assertThat(opens(TASKLIST).statusCode()).isEqualTo(200);
        assertThat(groups("noor-4")).containsExactly("analysts");
        cookies.getCookieStore().removeAll();

        comes("noor-4");
        assertThat(opens(TASKLIST).statusCode()).isEqualTo(403);
        assertThat(groups("noor-4")).isEmpty();
    }

    @Test
    void only_the_group_of_the_setting_administers() throws IOException, InterruptedException {
        comes("noor-5", "desk-admins");

        assertThat(opens(TASKLIST).statusCode()).isEqualTo(200);

        assertThat(groups("noor-5")).containsExactly("camunda-admin");
    }

    @ParameterizedTest
    @EnumSource(value = TinyProvider.Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_token_that_is_not_for_this_sign_in_is_refused(TinyProvider.Fault fault)
            throws IOException, InterruptedException {
        comes("noor-6", "analysts");
        PROVIDER.fault = fault;

        var page = opens(TASKLIST);

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("did not work");
        assertThat(asksForQueues()).isEqualTo(401);
        assertThat(identity.createUserQuery().userId("noor-6").count()).isZero();
    }

    @Test
    void an_answer_that_nobody_asked_for_signs_nobody_in() throws IOException, InterruptedException {
        comes("noor-7", "analysts");

        var page = opens("/login/oauth2/code/staff?code=stolen&state=guessed");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(asksForQueues()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "ADMIN", "system", "a*b", "a/b"})
    void a_name_that_belongs_to_nobody_is_refused(String name) throws IOException, InterruptedException {
        comes(name, "leads");

        var page = opens(TASKLIST);

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("cannot be used at this desk");
        assertThat(groups("admin")).containsExactly("camunda-admin");
    }

    @Test
    void no_password_opens_the_desk_any_more_not_even_the_first_administrators()
            throws IOException, InterruptedException {
        comes("noor-8", "analysts");
        assertThat(opens(TASKLIST).statusCode()).isEqualTo(200);

        for (var way :
                List.of("login/tasklist", "login/admin", "login/tasklist/", "/login/tasklist", "login/welcome;x=y")) {
            var tried = posts(
                    "/camunda/api/admin/auth/user/default/" + way,
                    "application/x-www-form-urlencoded",
                    "username=admin&password=demo");
            assertThat(tried.statusCode()).as(way).isIn(400, 403);
        }
        assertThat(asks("/camunda/api/admin/auth/user/default").body()).contains("noor-8");
    }

    @Test
    void signing_out_ends_the_session_here_and_at_the_organisation() throws IOException, InterruptedException {
        comes("noor-9", "analysts");
        assertThat(opens(TASKLIST).statusCode()).isEqualTo(200);

        var left = posts("/camunda/api/admin/auth/user/default/logout", "application/json", "");

        assertThat(left.statusCode()).isIn(200, 204);
        assertThat(asksForQueues()).isEqualTo(401);
        var page = opens(TASKLIST);
        assertThat(page.uri().getPath()).isEqualTo("/signed-out");
        assertThat(page.body()).contains("You are signed out");
        assertThat(PROVIDER.signOuts).last().satisfies(asked -> assertThat(asked.get("id_token_hint"))
                .startsWith("ey"));
    }
}
