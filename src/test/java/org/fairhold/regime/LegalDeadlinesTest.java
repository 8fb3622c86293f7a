package org.fairhold.regime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which laws somebody falls under, and that the strictest of them counts for everybody's good. */
class LegalDeadlinesTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-12-31T23:30:00Z");

    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<Regime, LocalDate> asked = new HashMap<>();
    private final LegalDeadlines deadlines = new LegalDeadlines((regime, deadline, day) -> {
        asked.put(regime, day);
        return Optional.ofNullable(rows.get(regime + " " + deadline)).map(days -> new Term(days, regime.name()));
    });

    private static Account account(String country, Role role, boolean business, String zone) {
        return new Account(
                new AccountId("anna"),
                role,
                "Anna",
                "anna@people.example",
                null,
                Locale.ENGLISH,
                country,
                ZoneId.of(zone),
                LocalDate.of(2024, 5, 1),
                business,
                1);
    }

    private static Account german() {
        return account("DE", Role.FREELANCER, false, "Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource({
        "DE, FREELANCER, false, HOUSE DSA PWD",
        "DE, FREELANCER, true, HOUSE DSA P2B",
        "NO, CLIENT, false, HOUSE DSA",
        "AU, FREELANCER, false, HOUSE AU",
        "AU, CLIENT, false, HOUSE",
        "US, FREELANCER, true, HOUSE SEATTLE",
        "IN, FREELANCER, false, HOUSE"
    })
    void country_role_and_business_say_which_laws_somebody_falls_under(
            String country, Role role, boolean business, String regimes) {
        var account = account(country, role, business, "UTC");

        var found = Regime.of(account);

        assertThat(found).extracting(Regime::name).containsExactlyInAnyOrder(regimes.split(" "));
    }

    @Test
    void we_answer_by_the_shortest_of_all_laws() {
        rows.putAll(Map.of("HOUSE APPEAL_ANSWER", 12, "DSA APPEAL_ANSWER", 13, "PWD APPEAL_ANSWER", 10));

        var term = deadlines.of(Deadline.APPEAL_ANSWER, german(), NEW_YEAR);

        assertThat(term).isEqualTo(new Term(10, "PWD"));
    }

    @Test
    void a_person_can_appeal_for_the_longest_of_all_laws() {
        rows.putAll(Map.of("HOUSE APPEAL_WINDOW", 190, "DSA APPEAL_WINDOW", 200, "PWD APPEAL_WINDOW", 195));

        var term = deadlines.of(Deadline.APPEAL_WINDOW, german(), NEW_YEAR);

        assertThat(term).isEqualTo(new Term(200, "DSA"));
    }

    @ParameterizedTest
    @CsvSource({"APPEAL_ANSWER, 30, 14", "APPEAL_WINDOW, 90, 184", "CLOSURE_NOTICE, 7, 30"})
    void no_table_makes_a_promise_weaker_than_the_floor_and_none_is_needed_for_it(
            Deadline deadline, int days, int floor) {
        var without = deadlines.of(deadline, german(), NEW_YEAR);
        rows.putAll(Map.of("HOUSE " + deadline, days, "DSA " + deadline, days));

        var weak = deadlines.of(deadline, german(), NEW_YEAR);

        assertThat(without.days()).isEqualTo(floor);
        assertThat(weak.days()).isEqualTo(floor);
    }

    @Test
    void the_law_of_another_country_does_not_count() {
        rows.put("PWD APPEAL_ANSWER", 3);

        var term =
                deadlines.of(Deadline.APPEAL_ANSWER, account("IN", Role.FREELANCER, false, "Asia/Kolkata"), NEW_YEAR);

        assertThat(term.days()).isEqualTo(14);
    }

    @Test
    void a_law_begins_at_midnight_where_the_person_lives() {
        assertThat(deadlines.of(Deadline.APPEAL_ANSWER, german(), NEW_YEAR).days())
                .isEqualTo(14);

        assertThat(asked).containsEntry(Regime.PWD, LocalDate.of(2027, 1, 1));
    }
}
