package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the acceptance scenarios look like to the person whom they are about. */
class CasePageScenariosTest extends CasePageScenario {
    private static final String WITHDRAW = "withdraw money that is not held";

    @Test
    void A_01_the_page_says_what_releases_the_money_and_that_it_was_without_anybody_asking() {
        disputed("k-1", 250_000);
        var number = withHold("SPAM_APPLICATIONS");
        decides("ana", number, "RESTRICTION");
        assertThat(visit(ANNA).text())
                .contains("1 of 1 contracts with held money is still open.", "2,500.00")
                .contains("It is released when contract k-1 is completed")
                .contains("You do not need to ask.");
        var end = new HashMap<>(completed());
        end.put("disputed", false);
        end.put("feedback", 5);

        says("k-1", end);
        advance("PT1M");

        assertThat(page(number).text())
                .contains("This hold is over", "The contract was completed", "Held money was released.")
                .doesNotContain("Held now:");
    }

    @Test
    void A_02_five_of_fifteen_are_disputed_and_the_page_names_these_five_and_leaves_the_rest() {
        for (int i = 1; i <= 15; i++) {
            if (i <= 5) {
                disputed("k-" + i, 6_000);
            } else {
                says("k-" + i, Map.of("disputed", false));
                pays("k-" + i, 10_000, "USD", "AVAILABLE");
            }
        }

        withHold("SPAM_APPLICATIONS");

        var page = visit(ANNA).text();
        assertThat(page).contains("5 of 5 contracts with held money are still open.", WITHDRAW);
        for (int i = 1; i <= 15; i++) {
            assertThat(page.contains("when contract k-%d is completed".formatted(i)))
                    .as("k-" + i)
                    .isEqualTo(i <= 5);
        }
        assertThat(page.split("Held now: USD", -1)).hasSize(6);
    }

    @Test
    void A_05_one_complaint_of_four_clients_names_one_contract_and_takes_nothing_away() {
        disputed("k-1", 10_000);
        for (int i = 2; i <= 4; i++) {
            says("k-" + i, Map.of("disputed", false));
            pays("k-" + i, 10_000, "USD", "AVAILABLE");
        }

        withHold("SPAM_APPLICATIONS");

        assertThat(visit(ANNA).text())
                .contains("1 of 1 contracts with held money is still open.", "contract k-1")
                .contains("Nothing is taken from you.", WITHDRAW)
                .doesNotContain("k-2", "k-3", "k-4");
    }

    @Test
    void A_13_the_holders_page_names_the_clause_and_its_version_and_quotes_it() {
        disputed("k-1", 30_000);
        withHold("SPAM_APPLICATIONS");

        assertThat(visit(ANNA).text())
                .contains(
                        "Hold on money", "(SPAM_APPLICATIONS, version 2)", "Write each application for that one job.");
    }
}
