package org.fairhold;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class RequiredSettingsTest {
    private static final Map<String, Object> SET = Map.of(
            "spring.datasource.url", "jdbc:postgresql://db/fairhold",
            "spring.datasource.username", "fairhold_app",
            "spring.datasource.password", "secret",
            "spring.flyway.user", "fairhold_owner",
            "spring.flyway.password", "secret",
            "spring.mail.host", "mail",
            "fairhold.mail-from", "desk@example.com",
            "fairhold.reply-to", "cases@example.com",
            "fairhold.administrator.id", "root",
            "fairhold.administrator.password", "secret");

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
    void an_application_that_is_not_the_desk_is_not_asked() {
        assertThatCode(() -> check(Map.of(), RequiredSettingsTest.class)).doesNotThrowAnyException();
    }

    private static void check(Map<String, Object> settings, Class<?> application) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new RequiredSettings(Supplier::get).postProcessEnvironment(environment, new SpringApplication(application));
    }
}
