package org.fairhold.process.desk;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Date;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.DateTimeFunctions;
import org.camunda.bpm.engine.impl.util.ReflectUtil;
import org.springframework.stereotype.Component;

/** The two moments that queues speak of, beside the engine's {@code now()}: functions for their stored queries. */
@Component
public class QueueTimes extends AbstractProcessEnginePlugin {
    static final String IN_AN_HOUR = "${inAnHour()}";
    static final String TONIGHT = "${tonight()}";

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        for (var function : new String[] {"inAnHour", "tonight"}) {
            configuration
                    .getExpressionManager()
                    .addFunction(function, ReflectUtil.getMethod(QueueTimes.class, function));
        }
    }

    public static Date inAnHour() {
        return Date.from(DateTimeFunctions.now().toInstant().plus(Duration.ofHours(1)));
    }

    /** The end of the day in UTC, which is what all staff read. */
    public static Date tonight() {
        var today = DateTimeFunctions.now().toInstant().atOffset(ZoneOffset.UTC).toLocalDate();
        return Date.from(today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
