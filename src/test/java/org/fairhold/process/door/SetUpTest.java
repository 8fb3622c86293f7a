package org.fairhold.process.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The set-up page makes an administrator of anybody as long as none is a direct member of their group (CVE-2026-77226). */
class SetUpTest extends AtTheDoor {
    private static final String INTRUDER =
            """
            {"profile": {"id": "intruder", "firstName": "I", "lastName": "N", "email": ""}, "credentials": {"password": "Intruder-1"}}""";

    @Autowired
    IdentityService identity;

    @AfterEach
    void the_administrator_is_back() {
        if (identity.createUserQuery().memberOfGroup("camunda-admin").count() == 0) {
            identity.createMembership("admin", "camunda-admin");
        }
    }

    @Test
    void a_direct_administrator_is_there_from_the_first_start() {
        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "ana", "admin"})
    void nobody_sets_up_an_administrator_even_when_there_is_none(String who) {
        var browser = who.equals("anonymous") ? Browser.anonymous(port) : as(who);
        identity.deleteMembership("admin", "camunda-admin");

        refused(browser, 403, "POST", "/camunda/api/admin/setup/default/user/create", INTRUDER, "");

        assertThat(identity.createUserQuery().userId("intruder").count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "tasklist", "cockpit", "welcome"})
    void there_is_no_set_up_page(String application) {
        for (var page : new String[] {"/setup", "/setup/", "/default/setup", "/default/setup/"}) {
            assertThat(Browser.anonymous(port)
                            .get("/camunda/app/" + application + page)
                            .statusCode())
                    .as(page)
                    .isEqualTo(404);
        }
    }
}
