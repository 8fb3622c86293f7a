package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody of the staff is away. */
class AbsenceTest extends VerbsScenario {
    private String day(int ahead) {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(ahead).toString();
    }

    private Http.Answer me(String who, String what, Map<String, String> fields) {
        var answer = as(who).does("/desk/me", "/desk/me/" + what, fields);
        settle();
        return answer;
    }

    @Test
    void nothing_waits_on_somebody_absent_and_nothing_new_falls_to_them() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        assertThat(as("ana").claim(number, "reviewReport").status()).isEqualTo(204);

        done(me("ana", "absent", Map.of("until", day(3))));

        assertThat(as("ben").task(number, "reviewReport").get("assignee").isNull())
                .isTrue();
        assertThat(what(number)).contains("taskReturned:reviewReport");
        assertThat(theCase(number).get("manager").asText()).isEqualTo("Ana Oliveira");
        for (var kind : new String[] {"OTHERS_WORK", "FALSE_IDENTITY"}) {
            assertThat(theCase(opened(ANNA, kind)).get("manager").asText()).isEqualTo("Ben Achterberg");
        }
        done(me("ana", "back", Map.of()));
        assertThat(theCase(opened(CARL, "NON_PAYMENT")).get("manager").asText()).isEqualTo("Ana Oliveira");
    }

    @Test
    void an_absence_ends_after_its_last_day_by_itself() {
        done(me("ana", "absent", Map.of("until", day(2))));
        assertThat(as("ana").http().get("/desk/me").body()).contains("Absent until");

        advance("P3D");

        assertThat(as("ana").http().get("/desk/me").body()).doesNotContain("Absent until");
        assertThat(me("ana", "back", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void leads_and_support_managers_keep_the_list_and_nobody_else() {
        assertThat(me("ana", "absent", Map.of("who", "ben", "until", day(2))).status())
                .isEqualTo(403);
        assertThat(as("ana").http().get("/desk/me").body()).doesNotContain("Ben Achterberg</span>");
        done(me("sam", "absent", Map.of("who", "ben", "until", day(2))));
        done(me("lee", "absent", Map.of("who", "ben", "until", day(9))));
        assertThat(rows("staff_absence")).isEqualTo(1);
        assertThat(as("sam").http().get("/desk/me").body()).contains("Ben Achterberg</span>", "Absent until");
        var wrong = me("sam", "absent", Map.of("who", "ana", "until", "soon"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Write a day", "value=\"soon\"");
        assertThat(me("sam", "absent", Map.of("who", "ana", "until", day(-2))).status())
                .isEqualTo(422);
        assertThat(me("sam", "absent", Map.of("who", "nobody", "until", day(2))).status())
                .isEqualTo(422);
    }

    @Test
    void whoever_leaves_hands_all_open_cases_on_at_once_and_each_person_is_told() {
        var annas = opened(ANNA, "SPAM_APPLICATIONS");
        done(as("lee").does(opened(CARL, "NON_PAYMENT"), "hand-over", "to", "ana"));

        var foreign = me("ben", "hand-over", Map.of("who", "ana", "to", "ben"));
        assertThat(foreign.status()).isEqualTo(403);
        done(me("ana", "hand-over", Map.of("to", "ben")));

        assertThat(theCase(annas).get("manager").asText()).isEqualTo("Ben Achterberg");
        assertThat(told(ANNA, "You have a new contact")).isEqualTo(1);
        assertThat(told(CARL, "You have a new contact")).isEqualTo(2);
        assertThat(me("ana", "hand-over", Map.of("to", "ben")).status()).isEqualTo(409);
    }

    @Test
    void reminders_go_to_a_lead_who_is_here_and_to_all_of_them_where_nobody_is() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        done(me("lee", "absent", Map.of("until", day(60))));

        advance("P5D");

        assertThat(told("lee", "Step overdue")).as("nobody else leads").isPositive();
        assertThat(number).isNotEmpty();
    }
}
