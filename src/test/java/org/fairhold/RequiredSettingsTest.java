package org.fairhold;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RequiredSettingsTest {
    private static final Map<String, Object> SET = Map.ofEntries(
            Map.entry("spring.datasource.url", "jdbc:postgresql://db/fairhold"),
            Map.entry("spring.datasource.username", "fairhold_app"),
            Map.entry("spring.datasource.password", "secret"),
            Map.entry("spring.flyway.user", "fairhold_owner"),
            Map.entry("spring.flyway.password", "secret"),
            Map.entry("spring.mail.host", "mail"),
            Map.entry("fairhold.mail-from", "desk@example.com"),
            Map.entry("fairhold.reply-to", "cases@example.com"),
            Map.entry("fairhold.case-page.url", "https://cases.example.com"),
            Map.entry("fairhold.administrator.id", "root"),
            Map.entry("fairhold.administrator.password", "a long enough secret"));

    @Test
    void the_desk_starts_when_everything_is_set() {
        assertThatCode(() -> check(SET, Fairhold.class)).doesNotThrowAnyException();
    }

    @Test
    void every_missing_setting_is_named_at_once() {
        var settings = new HashMap<>(SET);
        settings.put("spring.datasource.url", "${FAIRHOLD_DB_URL}");
        settings.put("spring.mail.host", " ");
        settings.remove("fairhold.administrator.password");

        assertThatThrownBy(() -> check(settings, Fairhold.class))
                .hasMessageContaining("FAIRHOLD_DB_URL")
                .hasMessageContaining("FAIRHOLD_MAIL_HOST")
                .hasMessageContaining("FAIRHOLD_ADMIN_PASSWORD")
                .hasMessageNotContaining("FAIRHOLD_REPLY_TO");
    }

    @Test
    void the_applications_role_is_not_the_owner() {
        var settings = new HashMap<>(SET);
        settings.put("spring.datasource.username", "one");
        settings.put("spring.flyway.user", "one");

        assertThatThrownBy(() -> check(settings, Fairhold.class)).hasMessageContaining("another role");
    }

    @Test
    void the_first_administrators_password_is_not_a_weak_one() {
        var settings = new HashMap<>(SET);
        settings.put("fairhold.administrator.password", "elevenchars");

        assertThatThrownBy(() -> check(settings, Fairhold.class))
                .hasMessageContaining("FAIRHOLD_ADMIN_PASSWORD")
                .hasMessageContaining("at least 12 characters")
                .hasMessageNotContaining("elevenchars");
    }

    @Test
    void a_sign_in_by_provider_names_what_it_lacks() {
        var settings = new HashMap<>(SET);
        settings.put("fairhold.sign-in", "oidc");
        settings.put("fairhold.oidc.issuer", "https://sso.example");
        settings.put("fairhold.oidc.client-id", "");

        assertThatThrownBy(() -> check(settings, Fairhold.class))
                .hasMessageContaining("FAIRHOLD_OIDC_CLIENT_ID")
                .hasMessageContaining("FAIRHOLD_OIDC_CLIENT_SECRET")
                .hasMessageNotContaining("FAIRHOLD_OIDC_ISSUER");
    }

    @Test
    void a_misspelt_sign_in_does_not_become_the_default() {
        var settings = new HashMap<>(SET);
        settings.put("fairhold.sign-in", "odic");

        assertThatThrownBy(() -> check(settings, Fairhold.class)).hasMessageContaining("must be engine or oidc");
    }

    @Test
    void a_marketplace_needs_its_key() {
        var settings = new HashMap<>(SET);
        settings.put("fairhold.marketplace.url", "https://market.example/fairhold");

        assertThatThrownBy(() -> check(settings, Fairhold.class)).hasMessageContaining("FAIRHOLD_MARKETPLACE_KEY");
        settings.put("fairhold.marketplace.key", "secret");
        assertThatCode(() -> check(settings, Fairhold.class)).doesNotThrowAnyException();
    }

    @Test
    void the_marketplaces_key_does_not_travel_in_plain_text() {
        var settings = new HashMap<>(SET);
        settings.put("fairhold.marketplace.key", "secret");
        for (var url : List.of(
                "http://market.example",
                "http://127.0.0.1.example/",
                "ftp://market.example",
                "https://user:word@market.example",
                "https://market.example?a=b",
                "market.example")) {
            settings.put("fairhold.marketplace.url", url);
            assertThatThrownBy(() -> check(settings, Fairhold.class))
                    .as(url)
                    .hasMessageContaining("FAIRHOLD_MARKETPLACE_URL")
                    .hasMessageNotContaining("secret");
        }
        settings.put("fairhold.marketplace.url", "http://127.0.0.1:8099/fairhold");
        assertThatCode(() -> check(settings, Fairhold.class)).doesNotThrowAnyException();
    }

    @Test
    void an_application_that_is_not_the_desk_is_not_asked() {
        assertThatCode(() -> check(Map.of(), RequiredSettingsTest.class)).doesNotThrowAnyException();
    }

    private static void check(Map<String, Object> settings, Class<?> application) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new RequiredSettings(Supplier::get).postProcessEnvironment(environment, new SpringApplication(application));
    }
}
