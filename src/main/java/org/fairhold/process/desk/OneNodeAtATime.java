package org.fairhold.process.desk;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Of several nodes that start together, one after the other sets up the desk: under the engine's own lock for starts. */
@Component
class OneNodeAtATime {
    private final ProcessEngineConfigurationImpl engine;
    private final TransactionTemplate transaction;

    OneNodeAtATime(ProcessEngineConfigurationImpl engine, TransactionTemplate transaction) {
        this.engine = engine;
        this.transaction = transaction;
    }

    /** All of it or nothing. */
    void run(Runnable setUp) {
        transaction.executeWithoutResult(status -> {
            engine.getCommandExecutorTxRequired().execute(command -> {
                command.getPropertyManager().acquireExclusiveLockForStartup();
                return true;
            });
            setUp.run();
        });
    }
}
