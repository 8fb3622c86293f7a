package org.fairhold.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.fairhold.demo.world.Reseeded;
import org.fairhold.desk.OnCall;
import org.fairhold.desk.Roster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The invented people who work at the desk. They come last, when their groups are there. */
@Component
@Profile("demo")
@Order(Ordered.LOWEST_PRECEDENCE)
class DemoUsers implements ApplicationRunner, Reseeded {
    private static final Logger LOG = LoggerFactory.getLogger(DemoUsers.class);
    private static final String PASSWORD = "demo";

    private static final List<Person> PEOPLE = List.of(
            new Person("ana", "Ana", "Oliveira", "analysts"),
            new Person("ben", "Ben", "Achterberg", "analysts"),
            new Person("lee", "Lee", "Sandoval", "leads", "cleared"),
            new Person("fay", "Fay", "Lindqvist", "fraud", "cleared"),
            new Person("gil", "Gil", "Moreau", "fraud", "cleared"),
            new Person("rio", "Rio", "Nakamura", "appeals", "cleared"),
            new Person("pia", "Pia", "Kowalczyk", "process-owners"),
            new Person("sam", "Sam", "Okonjo", "support-managers"),
            new Person("coco", "Coco", "Berger", "compliance"));

    private final IdentityService identity;
    private final OnCall onCall;
    private final Roster roster;
    private final Clock clock;

    DemoUsers(IdentityService identity, OnCall onCall, Roster roster, Clock clock) {
        this.identity = identity;
        this.onCall = onCall;
        this.roster = roster;
        this.clock = clock;
    }

    private record Person(String id, String firstName, String lastName, List<String> groups) {
        Person(String id, String firstName, String lastName, String... groups) {
            this(id, firstName, lastName, List.of(groups));
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        reseed();
    }

    /** Creates who is missing. */
    @Override
    public void reseed() {
        PEOPLE.forEach(this::employ);
        if (onCall.shifts().isEmpty()) {
            onCall("fay", 1);
            onCall("gil", 2);
        }
    }

    /** For as long as a demo's clock may run. */
    private void onCall(String id, int position) {
        var now = clock.instant();
        onCall.add("fraud", id, position, now, now.plus(Duration.ofDays(730)), roster.get("sam"));
    }

    private void employ(Person person) {
        if (identity.createUserQuery().userId(person.id).count() == 0) {
            var user = identity.newUser(person.id);
            user.setFirstName(person.firstName);
            user.setLastName(person.lastName);
            user.setEmail(person.id + "@gigfair.example");
            user.setPassword(PASSWORD);
            identity.saveUser(user);
        }
        person.groups.forEach(group -> join(person, group));
    }

    private void join(Person person, String group) {
        if (identity.createGroupQuery().groupId(group).count() == 0) {
            LOG.warn("{} cannot join {}: there is no such group.", person.id, group);
        } else if (identity.createUserQuery()
                        .userId(person.id)
                        .memberOfGroup(group)
                        .count()
                == 0) {
            identity.createMembership(person.id, group);
        }
    }
}
