package org.fairhold.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money, as an analyst sees it. */
@InBrowser
class MoneyIT {
    @Test
    void the_letter_about_money_follows_what_an_analyst_fills_in_and_the_person_sees_what_is_held(Desk desk) {
        var number = atStake(desk);
        var ana = desk.signIn("ana").open("3 Free for my teams").take("Decide hold", number);
        ana.claim().tab("Form");
        var letter = ana.page().frameLocator("#fairhold-letter iframe").locator("#letter");

        ana.choose("Hold what is proposed: all that is disputed or charged back");
        assertThat(letter).containsText("Say where the money lies");
        ana.choose("Available: ready to be withdrawn")
                .write("Reason the person will read", "The client says that the logo was never delivered.");
        assertThat(letter).containsText("300.50");
        assertThat(letter).containsText("of the money that was ready to be withdrawn");
        assertThat(letter).containsText("The client says that the logo was never delivered.");
        ana.choose("Hold less, as written below").write("Only to hold less", "k-1 USD 400.00");
        assertThat(letter).containsText("At most USD 300.50");
        ana.write("Only to hold less", "k-1 USD 120.00");
        assertThat(letter).containsText("120.00");
        ana.complete();

        assertThat(ana.form()).hasCount(0);
        desk.pass("PT0S");
        var mailbox = desk.visitor();
        mailbox.navigate("/demo/mailbox");
        assertThat(mailbox.locator("body")).containsText("A decision about your money");
        for (var language : List.of("en", "de")) {
            var person = CasePageIT.entered(desk, number, 390, language);
            assertThat(person.locator("main")).containsText("120");
            CasePageIT.requireOpenAndNarrow(person, "hold, " + language, 390);
        }
    }

    @Test
    void a_colleague_reports_a_complaint_about_work_and_is_offered_the_contracts(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        desk.call("PUT", "/api/v1/contracts/k-1", contract(Map.of("state", "ACTIVE", "disputed", false)));
        var page = desk.signIn("ana").page();

        page.navigate("/desk/new-case");
        page.getByLabel("Account").fill("anna");
        page.getByText("Find their contracts").click();
        assertThat(page.locator("main")).containsText("k-1: Logo, running");
        page.getByLabel("Rule").selectOption("Reliable work");
        page.getByLabel("What", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill("The logo never came.");
        page.getByLabel("When (UTC)").first().fill("2026-01-05T10:00");
        page.getByLabel("Complaint about work").first().selectOption("Work that was not delivered");
        page.getByLabel("Contract, if it was on one").first().fill("k-1");
        page.getByText("Open the case").click();

        assertThat(page.getByRole(AriaRole.STATUS)).containsText("R-");
    }

    /** 300.50 of a contract of Anna's that still runs is disputed or charged back, and a violation was found. */
    private static String atStake(Desk desk) {
        desk.reset("empty");
        desk.people("anna", "carl");
        desk.call(
                "PUT",
                "/api/v1/contracts/k-1",
                contract(Map.of(
                        "state",
                        "ACTIVE",
                        "disputed",
                        true,
                        "disputedAmount",
                        usd(20_000),
                        "chargebackAmount",
                        usd(10_050))));
        desk.call(
                "POST",
                "/demo/marketplace/payments",
                Map.of("contractId", "k-1", "amount", usd(50_000), "state", "AVAILABLE"));
        var number = desk.reportSpam("anna", "carl", Instant.now().minus(Duration.ofHours(2)));
        desk.answer(number, "I sent one text to all of them.");
        var ana = desk.signIn("ana")
                .open("3 Free for my teams")
                .take("Review report", number)
                .claim()
                .tab("Form")
                .choose("Violation")
                .write("Your written finding", "Fourteen applications with the same text within one hour.")
                .complete();
        assertThat(ana.form()).hasCount(0);
        desk.pass("PT0S");
        return number;
    }

    private static Map<String, Object> usd(long minor) {
        return Map.of("amountMinor", minor, "currency", "USD");
    }

    private static Map<String, Object> contract(Map<String, Object> facts) {
        var all = new HashMap<String, Object>(Map.of(
                "freelancerId", "anna", "clientId", "carl", "title", "Logo", "category", "design", "version", 1));
        all.putAll(facts);
        return all;
    }
}
