package org.fairhold.demo.story;

import java.util.Map;
import org.fairhold.account.Role;
import org.fairhold.report.Report.Source;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Money that waits: for a freelancer's consent, and for work to end. */
@Component
@Profile("demo")
class MoneyStories {
    private final Given given;
    private final Teller tell;

    MoneyStories(Given given, Teller tell) {
        this.given = given;
        this.tell = tell;
    }

    void tell() {
        refundToConsentTo();
        heldUntilTheWorkEnds();
    }

    /** Lena and a client see one contract differently; two of six pictures are missing, and Lena is asked to refund them. */
    private void refundToConsentTo() {
        given.account("lena", Role.FREELANCER, "Lena Kowalczyk", "PL", "Europe/Warsaw");
        given.disputed("k-401", "lena", "harbor", "Menu illustrations", 450_00, 180_00);
        var number = tell.dispute("lena", "harbor", "Two of the six illustrations never came.", "k-401");
        tell.submit(
                "ana",
                number,
                "decideHold",
                holds(
                        "Your client disputes part of this contract. What is disputed stays where it is until both of you are heard."));
        tell.answer(number, "lena", "Four are done and approved. The other two wait for the photos of the dishes.");
        tell.answer(number, "harbor", "We sent the photos in the first week and never heard of the two again.");
        tell.submit(
                "ana",
                number,
                "decideOutcome",
                Map.of(
                        "outcome",
                        "FOUND_FOR_CLIENT",
                        "refund",
                        "USD 120.00",
                        "reasonForFreelancer",
                        "Four of six illustrations are there. The photos for the other two reached you on the third day.",
                        "reasonForClient",
                        "Four of six illustrations are there and approved. We asked the freelancer to refund the other two."));
    }

    /** Ivo used the work of others on one contract; what its client disputes is held until it ends, and the rest is his. */
    private void heldUntilTheWorkEnds() {
        given.account("ivo", Role.FREELANCER, "Ivo Markovic", "HR", "Europe/Zagreb");
        given.disputed("k-411", "ivo", "quickads", "Icon set", 1_500_00, 300_00);
        given.contract("k-412", "ivo", "harbor", "Packaging");
        var number = tell.report(
                "ivo", "OTHERS_WORK", Source.CLIENT, "quickads", "Five of the icons are from a free set.", "5");
        tell.answer(number, "I drew the set and used five free icons as placeholders. I am replacing them now.");
        tell.finds(
                "ben",
                number,
                "VIOLATION",
                "CARELESS",
                "Five of forty icons are from a free set whose licence forbids resale.");
        tell.submit(
                "ben",
                number,
                "decideHold",
                holds("Your client disputes the five icons. Their price is held until they are replaced."));
        tell.decides(
                "ben",
                number,
                "WARNING",
                "Five of your icons were the work of somebody else. Replace them, and check the licence of what you use.",
                "Five of forty, said at once and being replaced: a warning is enough.");
    }

    private static Map<String, Object> holds(String reason) {
        return Map.of("holdDecision", "PROPOSED", "origin", "AVAILABLE", "reasonForPerson", reason);
    }
}
