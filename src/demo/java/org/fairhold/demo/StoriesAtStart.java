package org.fairhold.demo;

import org.fairhold.demo.clock.Standstill;
import org.fairhold.demo.world.Stories;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** A demo that is started has its stories told before it says that it is ready. */
class StoriesAtStart implements ApplicationListener<ApplicationReadyEvent>, Ordered {
    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        context.getBean(Standstill.class).during(() -> {
            context.getBean(Stories.class).tell();
            return event;
        });
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
