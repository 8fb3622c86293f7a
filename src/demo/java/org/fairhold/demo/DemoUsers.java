package org.fairhold.demo;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.fairhold.demo.world.Reseeded;
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

    DemoUsers(IdentityService identity) {
        this.identity = identity;
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
