package org.fairhold.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.representative.Representative;
import org.fairhold.representative.RepresentativeEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The person hears of everybody who begins or stops to act for them; so does whoever acts. */
@Component
class RepresentativeNotices {
    static final String STARTED = "representative-started";
    static final String ENDED = "representative-ended";
    private static final String WELCOME = "representative-welcome";
    private static final String OVER = "representative-over";

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
        Map<String, Object> what = Map.of("rights", rights(one, person), "until", readable.at(one.endsAt(), person));
        notices.tell(person, one.caseNumber(), STARTED, one.number() + "/started", with(what, "actorName", one.name()));
        notices.tellRepresentative(
                one, WELCOME, one.number() + "/welcome", with(what, "personName", person.displayName()));
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

    private List<String> rights(Representative one, Account person) {
        List<String> rights = new ArrayList<>();
        rights.add(readable.word("right.READ", person));
        one.rights().stream().sorted().forEach(right -> rights.add(readable.word("right." + right, person)));
        return rights;
    }

    private static Map<String, Object> with(Map<String, Object> what, String key, String value) {
        var all = new HashMap<>(what);
        all.put(key, value);
        return all;
    }
}
