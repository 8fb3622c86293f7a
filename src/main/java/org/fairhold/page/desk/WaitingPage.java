package org.fairhold.page.desk;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.fairhold.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** The fourth queue. What waits for the person is no task of anybody, so Tasklist cannot show it. */
@Controller
class WaitingPage {
    private static final List<String> READERS =
            List.of("analysts", "leads", "appeals", "fraud", "cleared", "support-managers");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final WaitingForPerson cases;

    WaitingPage(WaitingForPerson cases) {
        this.cases = cases;
    }

    @GetMapping("/desk/waiting")
    String show(@RequestAttribute Set<String> staffGroups, Model model) {
        if (Collections.disjoint(READERS, staffGroups)) {
            throw Refused.forbidden("The cases that wait are for people who work on cases.");
        }
        var lines = cases.first(staffGroups.contains("cleared"));
        model.addAttribute("lines", lines);
        model.addAttribute("more", lines.size() == WaitingForPerson.SHOWN);
        model.addAttribute("utc", UTC);
        return "desk/waiting";
    }
}
