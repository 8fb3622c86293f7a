package org.fairhold.demo.story;

import org.fairhold.account.Role;
import org.fairhold.report.Report.Source;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Paula delivered well for years and took on too much this spring: her record waits for somebody to look at all of it. */
@Component
@Profile("demo")
class PerformanceStory {
    private static final int OTHERS = 24;
    private static final int GOOD = 5;
    private static final int EXCELLENT = 5;
    private static final int POOR = 1;

    private final Given given;
    private final Teller tell;

    PerformanceStory(Given given, Teller tell) {
        this.given = given;
        this.tell = tell;
    }

    void tell() {
        given.account("paula", Role.FREELANCER, "Paula Quental", "PT", "Europe/Lisbon");
        given.account("dmitri", Role.FREELANCER, "Dmitri Sobol", "PL", "Europe/Warsaw");
        for (int i = 1; i <= OTHERS; i++) {
            given.ended("k-2%02d".formatted(i), "dmitri", "harbor", "Icons", i <= 2 ? POOR : EXCELLENT);
        }
        for (int i = 1; i <= GOOD; i++) {
            given.ended("k-30" + i, "paula", "quickads", "Banner set", EXCELLENT);
        }
        given.ended("k-311", "paula", "harbor", "Brochure", POOR);
        given.ended("k-312", "paula", "harbor", "Poster", POOR);
        given.ended("k-313", "paula", "quickads", "Menu card", 2);
        given.contract("k-314", "paula", "quickads", "Book cover");
        var number = tell.complain(
                "paula",
                Source.CLIENT,
                "harbor",
                "NON_DELIVERY",
                "The brochure never came, and nobody answered for three weeks.",
                "k-311");
        tell.answer(number, "I was ill in spring and should have said so. Everything since then was on time.");
    }
}
