package org.fairhold.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.env.MockEnvironment;

class LoopbackTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "spring.datasource.url jdbc:postgresql://db.example:5432/fairhold",
                "spring.datasource.url jdbc:postgresql://localhost:5432,db.example:5432/fairhold",
                "spring.datasource.url jdbc:postgresql://localhost.example/fairhold",
                "spring.datasource.url jdbc:oracle:thin:@db",
                "spring.flyway.url jdbc:postgresql://10.0.0.7/fairhold",
                "FAIRHOLD_DB_URL jdbc:postgresql://db/fairhold",
                "spring.mail.host smtp.example",
                "spring.mail.host 192.168.1.5",
                "FAIRHOLD_MAIL_HOST 127.0.0.1.example",
                "fairhold.marketplace.url https://market.example/fairhold",
                "FAIRHOLD_MARKETPLACE_URL http://127.0.0.1.example"
            })
    void the_demo_does_not_start_against_another_machine_and_says_which_setting(String setting, String value) {
        assertThatThrownBy(() -> start(setting, value))
                .isInstanceOf(Loopback.Elsewhere.class)
                .hasMessageContaining(setting)
                .hasMessageNotContaining(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "spring.datasource.url set-by-the-demo",
                "spring.datasource.url jdbc:postgresql://127.0.0.1:5432/fairhold",
                "spring.datasource.url jdbc:postgresql://[::1]/fairhold",
                "spring.datasource.url jdbc:postgresql:fairhold",
                "spring.mail.host LocalHost",
                "spring.mail.host ::1",
                "fairhold.marketplace.url http://127.0.0.1:8099/fairhold",
                "fairhold.marketplace.url http://[::1]:8099",
                "unrelated.url jdbc:postgresql://db.example/x"
            })
    void this_machine_by_any_of_its_names_is_fine(String setting, String value) {
        assertThatCode(() -> start(setting, value)).doesNotThrowAnyException();
    }

    private static void start(String setting, String value) {
        new Loopback(new MockEnvironment().withProperty(setting, value))
                .postProcessBeanFactory(new DefaultListableBeanFactory());
    }
}
