package org.fairhold.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.representative.MandateEvent;
import org.fairhold.representative.RepresentativeEvent;
import org.fairhold.representative.Right;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The person hears of everybody who begins or stops to act for them; so does whoever acts. */
@Component
class RepresentativeNotices {
    static final String STARTED = "representative-started";
    static final String ASKED = "representative-asked";
    static final String ENDED = "representative-ended";
    private static final String WELCOME = "representative-welcome";
    static final String OVER = "representative-over";

    private final Notices notices;
    private final Readable readable;
    private final Accounts accounts;

    RepresentativeNotices(Notices notices, Readable readable, Accounts accounts) {
        this.notices = notices;
        this.readable = readable;
        this.accounts = accounts;
    }

    @EventListener
    void on(RepresentativeEvent.Started started) {
        var one = started.representative();
        var person = accounts.get(one.actsFor());
        Map<String, Object> what =
                Map.of("rights", rights(one.rights(), person), "until", readable.at(one.endsAt(), person));
        notices.tell(person, one.caseNumber(), STARTED, one.number() + "/started", with(what, "actorName", one.name()));
        notices.tellRepresentative(
                one, WELCOME, one.number() + "/welcome", with(what, "personName", person.displayName()));
    }

    /** The party is asked first, before anybody looks at the mandate and whatever it says. */
    @EventListener
    void on(MandateEvent.Sent sent) {
        var mandate = sent.mandate();
        var person = accounts.get(mandate.actsFor());
        notices.tell(
                person,
                mandate.caseNumber(),
                ASKED,
                mandate.number() + "/asked",
                Map.of(
                        "actorName", mandate.name(),
                        "rights", rights(mandate.rights(), person),
                        "until", readable.at(mandate.endsAt(), person)));
    }

    @EventListener
    void on(RepresentativeEvent.Over over) {
        var one = over.representative();
        var person = accounts.get(one.actsFor());
        notices.tell(
                person,
                one.caseNumber(),
                ENDED,
                one.number() + "/ended",
                Map.of("actorName", one.name(), "why", readable.word("representative.ended." + over.as(), person)));
        notices.tellRepresentative(one, OVER, one.number() + "/over", Map.of("personName", person.displayName()));
    }

    private List<String> rights(Set<Right> given, Account person) {
        List<String> rights = new ArrayList<>();
        rights.add(readable.word("right.READ", person));
        given.stream().sorted().forEach(right -> rights.add(readable.word("right." + right, person)));
        return rights;
    }

    private static Map<String, Object> with(Map<String, Object> what, String key, String value) {
        var all = new HashMap<>(what);
        all.put(key, value);
        return all;
    }
}
