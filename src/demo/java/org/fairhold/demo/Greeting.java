package org.fairhold.demo;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** The last thing the demo prints when it starts: where to go now. */
class Greeting implements ApplicationListener<ApplicationReadyEvent> {
    private static final String TEXT =
            """

            Ready in %.1f s.   All people in here are invented.   Ctrl-C stops it; nothing is left behind.
              %2$s
                  start here: a door for each role
              %2$s/camunda/app/tasklist
                  the desk: ana / demo (analyst), lee / demo (team lead), rio / demo (appeals), pia / demo (process owner)
              %2$s/demo/mailbox
                  every e-mail sent so far
              %2$s/demo/clock
                  what time it is; the first page has +1 h, +1 day, +7 days: deadlines and escalations happen
              %2$s/api/v1
                  the API; its key is demo: -H "Authorization: Bearer demo"

            """;

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
        var port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        System.out.print(String.format(Locale.ROOT, TEXT, seconds, "http://localhost:" + port));
    }
}
