package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of an account: announced, reached, settled; or stopped, in each of the ways in which that can happen. */
class ClosureProcessTest extends ClosureScenario {
    private static final List<String> ALL_BUT_THE_WAY_TO_THE_MONEY = List.of(
            "APPLY", "POST_JOB", "START_CONTRACT", "WORK", "END_CONTRACT", "MESSAGE", "EDIT_PROFILE", "CHANGE_PAYOUT");

    @Test
    void nothing_is_taken_before_the_thirtieth_day_not_even_a_millisecond_and_then_all_but_the_way_to_the_money() {
        var number = announced();
        var noticed = Instant.parse(measure(number).get("effectiveAt").asText());

        assertThat(Duration.between(noticed, day(number))).isEqualTo(Duration.ofDays(30));
        assertThat(level(ANNA)).isEqualTo("WARNED");
        assertThat(blocked(ANNA)).isEmpty();
        assertThat(standing(ANNA).get("announced").get(0).get("since").asText())
                .isEqualTo(measure(number).get("closesAt").asText());
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("closureDay");
        at(day(number).minusMillis(1), () -> {
            assertThat(blocked(ANNA)).isEmpty();
            assertThat(acts(ANNA, "START_CONTRACT").status()).isEqualTo(200);
        });
        at(day(number), () -> {
            assertThat(level(ANNA)).isEqualTo("CLOSED");
            assertThat(blocked(ANNA)).containsExactlyInAnyOrderElementsOf(ALL_BUT_THE_WAY_TO_THE_MONEY);
            assertThat(standing(ANNA).get("announced")).isEmpty();
            assertThat(acts(ANNA, "START_CONTRACT").status()).isEqualTo(403);
        });

        advanceTo(day(number));

        assertThat(level(ANNA)).isEqualTo("CLOSED");
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);
        assertThat(acts(ANNA, "WITHDRAW").status()).isEqualTo(200);
        assertThat(what(number)).contains("measure:CLOSURE", "closureNear", "accountClosed");
    }

    @Test
    void the_person_is_told_at_once_reminded_a_week_before_and_told_on_the_day_what_still_is_possible() {
        var number = announced();

        assertThat(lastText(ANNA))
                .contains(
                        "We will close your account on",
                        "Nothing changes before that day",
                        "A person made this decision")
                .contains("work on contracts that are already running", "withdraw money that is not held", REASON)
                .contains("You can withdraw it before that day and after it", "You can log in until at least")
                .contains("You can appeal until", "If you are right, your account stays open");
        assertThat(closing(number).get("exception")).isNull();
        advanceTo(day(number).minus(Duration.ofDays(7)).minus(Duration.ofMinutes(1)));
        assertThat(told(ANNA, "Reminder: your account will be closed soon")).isZero();
        advance("PT2M");
        assertThat(told(ANNA, "Reminder: your account will be closed soon")).isEqualTo(1);
        advanceTo(day(number));
        assertThat(told(ANNA, "Your account is closed now")).isEqualTo(1);
        assertThat(texts(ANNA)).contains("Finish the work that was running on that day.");
    }

    @Test
    void work_that_runs_on_the_day_may_be_finished_and_the_case_waits_for_it() {
        contract("k-before", ANNA, CARL);
        var number = announced();
        advance("P10D");
        contract("k-meanwhile", ANNA, CARL);
        advanceTo(day(number));
        contract("k-after", ANNA, CARL);

        for (var running : List.of("k-before", "k-meanwhile")) {
            for (var permission : List.of("WORK", "MESSAGE", "END_CONTRACT")) {
                assertThat(acts(ANNA, permission, running).status())
                        .as(permission)
                        .isEqualTo(200);
            }
        }
        assertThat(acts(ANNA, "WORK", "k-after").status()).isEqualTo(403);
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("settlement");
        contractEnds("k-before", ANNA, CARL);
        contractEnds("k-meanwhile", ANNA, CARL);
        settle();
        assertThat(theCase(number).has("closedAs")).isFalse();

        contractEnds("k-after", ANNA, CARL);
        settle();

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(acts(ANNA, "WORK", "k-before").status()).isEqualTo(403);
        assertThat(told(ANNA, "Everything about your closed account is settled"))
                .isEqualTo(1);
        assertThat(level(ANNA)).isEqualTo("CLOSED");
        assertThat(acts(ANNA, "LOG_IN").status()).isEqualTo(200);
    }

    @Test
    void money_is_never_kept_somebody_looks_into_it_after_a_month_and_when_it_is_withdrawn_the_case_closes_by_itself() {
        says("k-1", Map.of());
        pays("k-1", 4_000, "USD", "AVAILABLE");
        var number = announced();
        advanceTo(day(number));
        completes("k-1");
        settle();
        assertThat(theCase(number).has("closedAs")).isFalse();
        assertThat(as("ana").sees(number, "settleClosure")).isFalse();
        advance("P29D");
        assertThat(as("ana").sees(number, "settleClosure")).isFalse();
        advance("P1D");
        assertThat(as("ana").caseFile(number, "settleClosure")).contains("closes the account");

        goesToTheLeadsWhenLate("ana", number, "settleClosure", ANNA);
        refuses(400, "ana", number, "settleClosure", Map.of("note", "ok"), "Write at least 20");
        everythingIsWithdrawn(ANNA);

        assertThat(balance(ANNA, "available") + balance(ANNA, "pending")).isZero();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(as("ana").tasks(number)).isEmpty();
        assertThat(what(number)).contains("paidOut", "accountSettled", "closed:ACCOUNT_CLOSED");
    }

    @Test
    void held_money_goes_back_by_its_own_rule_and_the_closed_account_waits_for_it() {
        says("k-1", Map.of("disputed", true, "disputedAmount", money(6_000, "USD")));
        pays("k-1", 6_000, "USD", "AVAILABLE");
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var number = found(ANNA, "OTHERS_WORK");
        holds(number, "PROPOSED", null);
        closes("ana", number);
        advance("P14D");
        decides("ana", number, "reviewHold", Map.of("holdReview", "CONFIRM", "reasonForPerson", REASON));
        advanceTo(day(number));
        assertThat(held(number)).containsExactly("k-1 6000 USD");
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("settlement");

        says("k-1", completed());
        settle();

        assertThat(held(number)).isEmpty();
        assertThat(theCase(number).has("closedAs")).isFalse();
        everythingIsWithdrawn(ANNA);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
    }

    @Test
    void an_appeal_that_is_granted_during_the_notice_stops_the_closure() {
        var number = announced();
        appeals(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", REASON));

        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        assertThat(standing(ANNA).get("announced")).isEmpty();
        assertThat(lastText(ANNA)).contains("You were right: your account is not closed", "we apologise");
        advance("P40D");
        assertThat(level(ANNA)).isEqualTo("WARNED");
        assertThat(told(ANNA, "Your account is closed now")).isZero();
    }

    @Test
    void an_appeal_that_fails_leaves_the_closure_and_its_day() {
        var number = announced();
        appeals(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "UPHOLD", "reasonForPerson", REASON));

        assertThat(lastText(ANNA)).contains(REASON);
        advanceTo(day(number));
        assertThat(level(ANNA)).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_appeal_that_is_granted_after_the_day_opens_the_account_again_also_when_all_was_settled(boolean settled) {
        if (!settled) {
            contract("k-1", ANNA, CARL);
        }
        var number = announced();
        advanceTo(day(number));
        assertThat(theCase(number).has("closedAs")).isEqualTo(settled);
        appeals(number);

        decides("rio", number, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", REASON));

        assertThat(level(ANNA)).isEqualTo("WARNED");
        assertThat(blocked(ANNA)).isEmpty();
        assertThat(told(ANNA, "Our answer to your appeal")).isEqualTo(1);
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo(settled ? "ACCOUNT_CLOSED" : "MEASURE_ENDED");
        assertThat(as("lee").tasks(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P31D"})
    void whoever_decided_takes_a_wrong_closure_back_before_its_day_and_after_it(String when) {
        contract("k-1", ANNA, CARL);
        var number = announced();
        advance(when);

        assertThat(as("ana")
                        .does(
                                number,
                                "withdraw",
                                "measure",
                                measure(number).get("id").asText(),
                                "reason",
                                REASON)
                        .status())
                .isEqualTo(302);
        settle();

        assertThat(blocked(ANNA)).isEmpty();
        assertThat(standing(ANNA).get("announced")).isEmpty();
        assertThat(measure(number).get("endedAs").asText()).isEqualTo("WITHDRAWN");
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        assertThat(told(ANNA, "Your account is not closed")).isEqualTo(1);
        advance("P60D");
        assertThat(as("ana").tasks(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEGAL_DUTY", "IMPERATIVE_REASON", "REPEATED_INFRINGEMENT"})
    void with_an_exception_in_law_two_people_close_an_account_at_once(String exception) {
        contract("k-1", ANNA, CARL);
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var number = again(ANNA, "FALSE_IDENTITY", "OTHERS_WORK");
        decides("ana", number, "decideMeasure", atOnce(exception));
        assertThat(blocked(ANNA)).isEmpty();
        assertThat(standing(ANNA).get("announced")).isEmpty();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("signClosure");
        assertThat(as("ana").sees(number, "signClosure")).isFalse();
        assertThat(as("lee").caseFile(number, "signClosure")).contains(PROVISION);

        signs("lee", number, "SIGN");

        assertThat(level(ANNA)).isEqualTo("CLOSED");
        assertThat(blocked(ANNA)).containsExactlyInAnyOrderElementsOf(ALL_BUT_THE_WAY_TO_THE_MONEY);
        assertThat(acts(ANNA, "WORK", "k-1").status()).isEqualTo(403);
        assertThat(acts(ANNA, "WITHDRAW").status()).isEqualTo(200);
        assertThat(closing(number).get("exception").asText()).isEqualTo(exception);
        assertThat(closing(number).get("signedBy").asText()).isEqualTo("lee");
        assertThat(closing(number).get("earlierStatements")).hasSize(exception.equals("REPEATED_INFRINGEMENT") ? 2 : 0);
        assertThat(statement(number).get("citation").asText()).isEqualTo(PROVISION);
        assertThat(Instant.parse(closing(number).get("dataUntil").asText()))
                .as("what a late appeal rests on can still be had")
                .isAfterOrEqualTo(
                        Instant.parse(statement(number).get("appealUntil").asText())
                                .plus(Duration.ofDays(30)));
        assertThat(lastText(ANNA))
                .contains("We closed your account on", "Two people made this decision", PROVISION)
                .contains("If you are right, we open your account again");
        assertThat(told(ANNA, "Your account is closed now")).isZero();
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("settlement");
        contractEnds("k-1", ANNA, CARL);
        settle();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
    }

    @Test
    void what_is_not_signed_is_decided_again_and_then_may_have_its_notice() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        decides("ana", number, "decideMeasure", atOnce("LEGAL_DUTY"));

        signs("lee", number, "RETURN");

        assertThat(blocked(ANNA)).isEmpty();
        assertThat(rows("measure")).isEqualTo(1);
        assertThat(theCase(number).get("waitingFor").get("step").asText()).isEqualTo("decideMeasure");
        decides("ana", number, "decideMeasure", atOnce("IMPERATIVE_REASON"));
        signs("lee", number, "RETURN");
        closes("ana", number);
        assertThat(measure(number).get("kind").asText()).isEqualTo("CLOSURE");
        assertThat(closing(number).get("exception")).isNull();
        assertThat(blocked(ANNA)).isEmpty();
        advanceTo(day(number));
        assertThat(level(ANNA)).isEqualTo("CLOSED");
    }

    @Test
    void a_signature_that_nobody_gives_goes_to_the_leads_and_one_without_a_choice_or_a_note_is_refused() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        decides("ana", number, "decideMeasure", atOnce("LEGAL_DUTY"));

        refuses(400, "lee", number, "signClosure", Map.of("note", "I read all of it."), "Choose one of");
        refuses(400, "lee", number, "signClosure", Map.of("closureSignature", "SIGN"), "Write at least 10");
        goesToTheLeadsWhenLate("lee", number, "signClosure", ANNA);
    }

    @Test
    void where_nobody_else_could_sign_nothing_is_closed_at_once_and_the_form_says_so() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        sql.sql(
                        "insert into staff_absence (user_id, absent_from, absent_until, marked_by) values ('lee', :now, :until, 'sam')")
                .param("now", Timestamp.from(now().minusSeconds(60)))
                .param("until", Timestamp.from(now().plus(Duration.ofDays(1))))
                .update();

        refuses(400, "ana", number, "decideMeasure", atOnce("LEGAL_DUTY"), "Nobody but you could sign this now");
        advance("P2D");
        decides("ana", number, "decideMeasure", atOnce("LEGAL_DUTY"));
        assertThat(as("lee").sees(number, "signClosure")).isTrue();
    }

    @Test
    void a_lead_who_decided_it_cannot_sign_it_as_well() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        advanceTo(due("ana", number, "decideMeasure"));
        advance("PT1H");

        refuses(400, "lee", number, "decideMeasure", atOnce("LEGAL_DUTY"), "Nobody but you could sign this now");
    }

    @Test
    void a_signature_after_an_earlier_measure_fell_is_refused() {
        var first = withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        var number = again(ANNA, "FALSE_IDENTITY", "OTHERS_WORK");
        decides("ana", number, "decideMeasure", atOnce("REPEATED_INFRINGEMENT"));
        assertThat(as("ana")
                        .does(
                                first,
                                "withdraw",
                                "measure",
                                measure(first).get("id").asText(),
                                "reason",
                                REASON)
                        .status())
                .isEqualTo(302);
        settle();

        refuses(
                409,
                "lee",
                number,
                "signClosure",
                Map.of("closureSignature", "SIGN", "note", "I read all of it."),
                "does not stand any more");
        signs("lee", number, "RETURN");
        refuses(400, "ana", number, "decideMeasure", atOnce("REPEATED_INFRINGEMENT"), "at least two earlier measures");
    }

    @Test
    void no_account_is_closed_for_a_first_violation_or_an_honest_mistake() {
        var first = found(ANNA, "OTHERS_WORK");

        refuses(400, "ana", first, "decideMeasure", closure(), "No account is closed for a first violation");
        refuses(400, "ana", first, "decideMeasure", atOnce("REPEATED_INFRINGEMENT"), "at least two earlier measures");
        var mistake = opened(ANNA, "SPAM_APPLICATIONS");
        answers(mistake);
        finds("ana", mistake, "HONEST_MISTAKE");
        decides("ana", first, "decideMeasure", atOnce("LEGAL_DUTY"));
        refuses(400, "ana", mistake, "decideMeasure", closure(), "never for an honest mistake");
        var vague = atOnce("LEGAL_DUTY");
        vague.put("closureCitation", "law");
        refuses(400, "ana", mistake, "decideMeasure", vague, "Write at least 20");
        vague.put("closureException", "BECAUSE");
        refuses(400, "ana", mistake, "decideMeasure", vague, "Choose one of");
    }

    @Test
    void a_closed_client_posts_no_job_and_what_is_running_goes_on() {
        contract("k-1", ANNA, CARL);
        var number = again(CARL, "SPAM_JOB_POST", "NON_PAYMENT");
        closes("ana", number);
        assertThat(acts(CARL, "POST_JOB").status()).isEqualTo(200);

        advanceTo(day(number));

        assertThat(acts(CARL, "POST_JOB").status()).isEqualTo(403);
        assertThat(acts(CARL, "END_CONTRACT", "k-1").status()).isEqualTo(200);
        assertThat(acts(ANNA, "WORK", "k-1").status()).isEqualTo(200);
        contractEnds("k-1", ANNA, CARL);
        settle();
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(acts(CARL, "END_CONTRACT", "k-1").status()).isEqualTo(403);
    }

    @Test
    void a_restriction_and_a_closure_each_lift_only_themselves() {
        var restricted = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var closed = found(ANNA, "OTHERS_WORK");
        closes("ana", closed);
        advanceTo(day(closed));

        as("ana")
                .decides(
                        restricted,
                        "reviewRestriction",
                        Map.of("restrictionReview", "LIFT", "reasonForPerson", REASON));
        settle();

        assertThat(measure(restricted).get("endedAs").asText()).isEqualTo("UNJUSTIFIED");
        assertThat(acts(ANNA, "APPLY").status()).isEqualTo(403);
        assertThat(standing(ANNA).toString()).contains(closed).doesNotContain(restricted);
        assertThat(lastText(ANNA)).contains("closure (case " + closed + ")");
        appeals(closed);
        decides("rio", closed, "decideAppeal", Map.of("appealDecision", "OVERTURN", "reasonForPerson", REASON));
        assertThat(blocked(ANNA)).isEmpty();
    }

    @Test
    void whom_two_people_refused_to_reinstate_in_a_grave_case_can_lose_the_account_after_a_review() {
        var number = withMeasure(ANNA, "FALSE_IDENTITY", "SUSPENSION");
        advance("P14D");
        var close = Map.of("restrictionReview", "CLOSE", "reasonForPerson", REASON);
        refuses(400, "ben", number, "reviewRestriction", close, "two people refused to reinstate");
        fulfils(number);
        decides("ana", number, "checkFix", Map.of("fixDecision", "REFUSE", "reasonForPerson", REASON));
        decides("lee", number, "signRefusal", Map.of("signature", "SIGN", "note", "I looked at the list, too."));

        decides("ben", number, "reviewRestriction", close);

        assertThat(level(ANNA)).isEqualTo("SUSPENDED");
        assertThat(measure(number).get("kind").asText()).isEqualTo("CLOSURE");
        assertThat(lastText(ANNA)).contains("We will close your account on");
        advanceTo(day(number));
        assertThat(level(ANNA)).isEqualTo("CLOSED");
        assertThat(theCase(number).has("closedAs"))
                .as("the suspension still has its reviews")
                .isFalse();
        refuses(400, "ben", number, "reviewRestriction", close, "is being closed already");
        decides("ben", number, "reviewRestriction", Map.of("restrictionReview", "LIFT", "reasonForPerson", REASON));
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("MEASURE_ENDED");
        assertThat(level(ANNA)).isEqualTo("CLOSED");
    }

    @Test
    void open_cases_of_a_closed_account_go_on_and_a_new_report_about_it_opens_one() {
        var open = opened(ANNA, "FALSE_IDENTITY");
        var number = announced();
        advanceTo(day(number));
        assertThat(theCase(number).get("closedAs").asText()).isEqualTo("ACCOUNT_CLOSED");

        assertThat(theCase(open).get("waitingFor").get("step").asText()).isEqualTo("reviewReport");
        finds("ana", open, "NONE");
        assertThat(theCase(open).get("closedAs").asText()).isEqualTo("NO_VIOLATION");
        var later = opened(ANNA, "OTHERS_WORK");
        assertThat(later).isNotEqualTo(number);
        answers(later);
        assertThat(as("ana").caseFile(later, "reviewReport")).contains("Closed");
    }

    @Test
    void poor_performance_closes_an_account_with_its_notice_only() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "WARNING");
        for (int i = 1; i <= 3; i++) {
            var end = Map.of(
                    "state",
                    "ENDED",
                    "endedAt",
                    now().minusSeconds(3600).toString(),
                    "outcome",
                    "FAILED",
                    "feedback",
                    1,
                    "version",
                    1);
            assertThat(putContract("bad-" + i, ANNA, CARL, end).status()).isEqualTo(201);
        }
        var number = report(
                        ANNA,
                        Map.of(
                                "kind",
                                "POOR_PERFORMANCE",
                                "facts",
                                List.of(Map.of(
                                        "code", "NON_DELIVERY",
                                        "text", "Nothing came, says Canarybird.",
                                        "occurredAt", now().minusSeconds(3600).toString(),
                                        "contractId", "bad-1"))))
                .json()
                .get("caseNumber")
                .asText();
        settle();
        answers(number);
        decides(
                "ana",
                number,
                "reviewPerformance",
                Map.of(
                        "determination",
                        "HARM",
                        "determinationText",
                        "Three clients paid for work that never came, and none was happy."));

        refuses(
                400,
                "ana",
                number,
                "decideMeasure",
                atOnce("LEGAL_DUTY"),
                "Poor performance closes no account at once");
        closes("ana", number);

        assertThat(closing(number).get("exception")).isNull();
        advanceTo(day(number));
        assertThat(level(ANNA)).isEqualTo("CLOSED");
    }

    @Test
    void the_letter_below_the_form_is_the_one_that_is_then_sent_with_its_notice_and_at_once() {
        contract("k-1", ANNA, CARL);
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        assertThat(as("ana").caseFile(number, "decideMeasure"))
                .contains("Closure at once", "Nothing is taken before", "Takes effect when a second person has signed");
        assertThat(letter("ana", number, "decideMeasure", "CLOSURE"))
                .contains("Your account will be closed", "We will close your account on", REASON);
        assertThat(letter("ana", number, "decideMeasure", "CLOSURE_AT_ONCE"))
                .contains("Nothing goes out yet", "We closed your account", "[the exception that you choose]");
        decides("ana", number, "decideMeasure", atOnce("LEGAL_DUTY"));

        var shown = letter("lee", number, "signClosure", "SIGN");

        assertThat(shown).contains(PROVISION, REASON, "A law obliges us to end the service at once.");
        assertThat(letter("lee", number, "signClosure", "RETURN")).contains("Somebody decides again.");
        assertThat(rows("measure")).as("nothing is stored by looking").isEqualTo(1);
    }

    private String letter(String who, String number, String step, String choice) {
        var page = as(who).letter(as(who).task(number, step).get("id").asText(), choice, REASON);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    @Test
    void somebody_from_vienna_reads_all_of_it_in_german() {
        assertThat(marketplace
                        .put(
                                "/api/v1/accounts/" + ANNA,
                                Map.of(
                                        "role", "FREELANCER",
                                        "displayName", mailName(ANNA),
                                        "email", "anna@people.example",
                                        "language", "de-AT",
                                        "country", "AT",
                                        "timeZone", "Europe/Vienna",
                                        "registeredOn", "2024-03-01",
                                        "business", false,
                                        "version", 2))
                        .status())
                .isEqualTo(200);
        contract("k-1", ANNA, CARL);

        var number = announced();

        assertThat(lastText(ANNA))
                .contains("wir schließen Ihr Konto am", "Vorher ändert sich nichts", "Das können Sie ab dem")
                .contains("an Verträgen arbeiten, die schon laufen", "Geld abheben, das nicht zurückgehalten wird")
                .contains("Wenn Sie recht haben, bleibt Ihr Konto offen");
        advanceTo(day(number));
        contractEnds("k-1", ANNA, CARL);
        settle();
        assertThat(subjects(ANNA))
                .contains(
                        "[%s] Ihr Konto wird geschlossen".formatted(number),
                        "[%s] Erinnerung: Ihr Konto wird bald geschlossen".formatted(number),
                        "[%s] Ihr Konto ist jetzt geschlossen".formatted(number),
                        "[%s] Zu Ihrem geschlossenen Konto ist alles erledigt".formatted(number));
        assertThat(statement(number).get("steps").toString()).contains("Lassen Sie Ihr Geld auszahlen");
    }

    @Test
    void when_the_desk_dies_while_it_announces_nothing_is_announced_and_later_once() {
        var number = again(ANNA, "SPAM_APPLICATIONS", "OTHERS_WORK");
        as("ana").decides(number, "decideMeasure", closure());
        var mails = mails(ANNA).size();

        assertThat(crashingAt("cause_permission", "PT0S")).isNotEmpty();

        assertThat(rows("measure")).isEqualTo(1);
        assertThat(standing(ANNA).get("announced")).isEmpty();
        assertThat(mails(ANNA)).hasSize(mails);
        advance("PT1M");
        assertThat(rows("measure")).isEqualTo(2);
        assertThat(standing(ANNA).get("announced")).hasSize(1);
        assertThat(mails(ANNA)).hasSize(mails + 1);
    }
}
