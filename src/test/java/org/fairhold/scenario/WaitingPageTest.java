package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The fourth queue: the cases in which it is the person's turn. */
class WaitingPageTest extends Scenario {
    @Test
    void a_case_that_waits_for_the_person_is_on_the_page_beside_the_queues_until_they_act() {
        var invited = opened(ANNA, "SPAM_APPLICATIONS");
        var page = as("ana").http().get("/desk/waiting");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("/desk/cases/" + invited, "their answer")
                .doesNotContain("Canarybird");

        answers(invited);

        assertThat(as("ana").http().get("/desk/waiting").body()).doesNotContain(invited);
        assertThat(as("pia").http().get("/desk/waiting").status()).isEqualTo(403);
        assertThat(new Http(port).get("/desk/waiting").status()).isEqualTo(401);
    }

    @Test
    void a_confidential_case_that_waits_for_the_person_is_on_the_page_of_cleared_people_only() {
        var invited = opened(ANNA, "SPAM_APPLICATIONS");
        asOwner("update fairhold.enforcement_case set ground = 'FRAUD'");

        assertThat(as("ana").http().get("/desk/waiting").body()).doesNotContain(invited);
        assertThat(as("fay").http().get("/desk/waiting").body()).contains(invited);
    }
}
