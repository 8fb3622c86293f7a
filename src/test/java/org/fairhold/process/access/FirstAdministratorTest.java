package org.fairhold.process.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.IdentityService;
import org.fairhold.DeskTest;
import org.fairhold.process.desk.Staff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a later start does with the first administrator: nothing, as long as there is one. */
@DeskTest
class FirstAdministratorTest {
    @Autowired
    IdentityService identity;

    @Autowired
    Staff staff;

    private void changesPassword(String password) {
        var administrator = identity.createUserQuery().userId("admin").singleResult();
        administrator.setPassword(password);
        identity.saveUser(administrator);
    }

    @AfterEach
    void as_before() {
        changesPassword("demo");
    }

    @Test
    void a_later_start_leaves_a_changed_password_alone() {
        changesPassword("a password of my own");

        staff.seed();

        assertThat(identity.checkPassword("admin", "a password of my own")).isTrue();
        assertThat(identity.checkPassword("admin", "demo")).isFalse();
    }

    @Test
    void the_administrators_are_never_left_without_a_direct_member() {
        changesPassword("a password of my own");
        identity.deleteMembership("admin", "camunda-admin");

        staff.seed();

        assertThat(identity.createUserQuery().memberOfGroup("camunda-admin").count())
                .isOne();
        assertThat(identity.checkPassword("admin", "a password of my own")).isTrue();
    }
}
