package org.fairhold.demo;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.fairhold.Settings;
import org.fairhold.demo.mailbox.Mailbox;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** {@code /}: where to go in the demo, one door per role. */
@Controller
@Profile("demo")
class Doors {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEEE, d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Clock clock;
    private final Mailbox mailbox;

    Doors(Settings settings, Clock clock, Mailbox mailbox) {
        this.settings = settings;
        this.clock = clock;
        this.mailbox = mailbox;
    }

    @GetMapping("/")
    String doors(Model model) {
        model.addAttribute("brand", settings.brand());
        model.addAttribute("now", TIME.format(clock.instant()));
        model.addAttribute("mails", mailbox.all().size());
        model.addAttribute(
                "base", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return "demo/doors";
    }
}
