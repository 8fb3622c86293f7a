package org.fairhold.scenario;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The statements that the desk sends to its database: its own, and those of the engine. */
final class Statements {
    private static final List<String> SAY_THEM =
            List.of("org.springframework.jdbc.core.JdbcTemplate", "org.camunda.bpm.engine.impl.persistence.entity");
    private static final String OURS = "Executing prepared SQL statement [";
    private static final String OF_THE_ENGINE = "==>  Preparing: ";

    private Statements() {}

    static List<String> during(Runnable what) {
        var said = new ListAppender<ILoggingEvent>();
        said.start();
        loggers().forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(said);
        });
        try {
            what.run();
        } finally {
            loggers().forEach(logger -> {
                logger.detachAppender(said);
                logger.setAdditive(true);
                logger.setLevel(null);
            });
        }
        return said.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith(OURS) || line.startsWith(OF_THE_ENGINE))
                .toList();
    }

    private static Stream<Logger> loggers() {
        return SAY_THEM.stream().map(name -> (Logger) LoggerFactory.getLogger(name));
    }
}
