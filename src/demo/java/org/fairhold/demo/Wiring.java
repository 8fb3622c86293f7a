package org.fairhold.demo;

import org.fairhold.closure.Payouts;
import org.fairhold.demo.clock.Settling;
import org.fairhold.demo.mailbox.Mailbox;
import org.fairhold.demo.world.Reseeded;
import org.fairhold.inbox.CaseMailbox;
import org.fairhold.outbox.Outbox;
import org.fairhold.process.access.Clearance;
import org.fairhold.process.deployment.Deployments;
import org.fairhold.process.desk.Queues;
import org.fairhold.process.desk.Staff;
import org.fairhold.process.funds.Sweep;
import org.fairhold.representative.Representatives;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

/** What the desk does at its start, to be done again in a new world; and what is due beside the engine's jobs. */
@Configuration
@Profile("demo")
class Wiring {
    @Bean
    Settling outboxSettles(Outbox outbox) {
        return outbox::drain;
    }

    @Bean
    Settling mailsSettle(CaseMailbox desk, Mailbox mailbox, @Value("${fairhold.line.domain}") String domain) {
        return () -> mailbox.to("case@" + domain).isEmpty() ? 0 : desk.fetch();
    }

    @Bean
    Settling representativesSettle(Representatives representatives) {
        return representatives::endWhatIsOver;
    }

    @Bean
    Settling holdsSettle(Sweep sweep) {
        return sweep::sweep;
    }

    @Bean
    Settling payoutsSettle(Payouts payouts) {
        return payouts::look;
    }

    @Bean
    @Order(1)
    Reseeded deployAnew(Deployments deployments) {
        return deployments::deployAtStart;
    }

    @Bean
    @Order(2)
    Reseeded staffAnew(Staff staff) {
        return staff::seed;
    }

    @Bean
    @Order(3)
    Reseeded queuesAnew(Queues queues) {
        return queues::seed;
    }

    @Bean
    @Order(4)
    Reseeded clearanceAnew(Clearance clearance) {
        return clearance::seed;
    }
}
