package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** While somebody else may have the account, nobody writes to an address that they may have put there. */
class OwnersContactTest extends TakeoverScenario {
    private void thiefChangesTheMail() {
        hasAddresses("thief@evil.example", null, 2);
    }

    @Test
    void every_mail_goes_to_the_address_that_is_older_than_the_suspicion() {
        thiefChangesTheMail();

        var number = frozenAgainstTheThief();

        assertThat(mails("thief")).isEmpty();
        assertThat(subjects(ANNA)).anyMatch(subject -> subject.contains("We froze your account to protect it"));
        assertThat(lastText(ANNA)).doesNotContain(REASON, "Fourteen", "client");
        assertThat(statement(number).toString()).contains("Fourteen", "PROVE_OWNER");
    }

    @Test
    void a_second_address_that_stayed_the_same_is_taken_before_a_former_one() {
        hasAddresses("anna@people.example", "second@people.example", 2);
        advance("P2D");
        hasAddresses("thief@evil.example", "second@people.example", 3);

        frozenAgainstTheThief();

        assertThat(mails("second")).hasSize(1);
        assertThat(mails("thief")).isEmpty();
    }

    @Test
    void letters_of_the_persons_other_cases_go_there_as_well() {
        var spam = opened(ANNA, "SPAM_APPLICATIONS");
        takenOver();
        thiefChangesTheMail();

        answers(spam);
        finds("ana", spam, "NONE");

        assertThat(mails("thief")).isEmpty();
        assertThat(told(ANNA, "Your case is closed") + subjects(ANNA).size()).isPositive();
        assertThat(lastText(ANNA)).contains(spam);
    }

    @Test
    void where_nothing_is_old_enough_no_mail_goes_out_and_somebody_reaches_the_owner_otherwise() {
        var number = takenOver(
                Map.of("suspectedSince", now().minusSeconds(30L * 86_400).toString()));
        decides("fay", number, "decideFreeze", freeze("NOTHING"));

        assertThat(mails(ANNA)).isEmpty();
        assertThat(as("fay").sees(number, "contactPerson")).isTrue();
        assertThat(as("ana").readable(number)).isEmpty();
        assertThat(EVERYTHING).noneMatch(permission -> may(ANNA, permission));
    }

    @Test
    void a_mail_that_was_on_its_way_when_the_account_came_into_doubt_does_not_leave_for_the_new_address() {
        thiefChangesTheMail();
        var spam = opened(ANNA, "SPAM_APPLICATIONS");
        var before = mails("thief").size();
        asOwner("update fairhold.outbox set sent_at = null where case_number = '%s'".formatted(spam));

        takenOver();

        assertThat(mails("thief")).hasSize(before);
        assertThat(as("ana").sees(spam, "contactPerson")).isTrue();
    }

    @Test
    void however_many_mails_reach_nobody_there_is_one_contact_at_a_time() {
        var number = takenOver(
                Map.of("suspectedSince", now().minusSeconds(30L * 86_400).toString()));
        decides("fay", number, "decideFreeze", freeze("NOTHING"));
        advance("P8D");
        assertThat(contacts(number)).isEqualTo(1);

        decides(
                "fay",
                number,
                "contactPerson",
                Map.of("contactOutcome", "REACHED", "note", "By phone, as known before."));

        assertThat(contacts(number)).isZero();
    }

    private long contacts(String number) {
        return StreamSupport.stream(as("fay").tasks(number).spliterator(), false)
                .filter(task -> task.get("taskDefinitionKey").asText().equals("contactPerson"))
                .count();
    }

    @Test
    void after_the_recovery_the_thiefs_address_is_used_only_where_somebody_kept_it() {
        var session = thiefSignsIn();
        var mail = thiefDid(session, "EDIT_PROFILE", Map.of("change", "EMAIL"));
        thiefChangesTheMail();
        var number = frozenAgainstTheThief();
        isProven();
        decides("fay", number, "decideChanges", undoAll());

        opened(ANNA, "SPAM_APPLICATIONS");
        assertThat(mails("thief")).isEmpty();
        assertThat(listed("undone")).containsExactly(mail);
        hasAddresses("new@people.example", null, 3);
        opened(ANNA, "FALSE_IDENTITY");

        assertThat(mails("new")).isNotEmpty();
        assertThat(mails("thief")).isEmpty();
    }

    @Test
    void whoever_reads_the_mail_of_the_account_does_not_learn_that_its_owner_reported_it() {
        takenOver(Map.of("source", "OWNER", "reporterId", ANNA));

        assertThat(mails(ANNA)).isEmpty();
    }

    @Test
    void an_account_that_was_never_in_doubt_is_written_to_where_it_says() {
        thiefChangesTheMail();

        opened(ANNA, "SPAM_APPLICATIONS");

        assertThat(mails("thief")).isNotEmpty();
    }
}
