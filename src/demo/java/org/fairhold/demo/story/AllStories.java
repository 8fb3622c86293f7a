package org.fairhold.demo.story;

import org.fairhold.demo.world.Stories;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** All of them begin some days ago and end today, so that every role has something to do at once. */
@Component
@Profile("demo")
class AllStories implements Stories {
    private final Teller tell;
    private final PolicyStories policies;
    private final PerformanceStory performance;
    private final MoneyStories money;
    private final SuspicionStories suspicions;

    AllStories(
            Teller tell,
            PolicyStories policies,
            PerformanceStory performance,
            MoneyStories money,
            SuspicionStories suspicions) {
        this.tell = tell;
        this.policies = policies;
        this.performance = performance;
        this.money = money;
        this.suspicions = suspicions;
    }

    @Override
    public void tell() {
        tell.beginsBefore(PolicyStories.LONGEST);
        suspicions.people();
        policies.tell();
        performance.tell();
        money.tell();
        suspicions.tell();
        tell.endsToday();
    }
}
