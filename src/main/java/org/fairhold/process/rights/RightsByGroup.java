package org.fairhold.process.rights;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.springframework.stereotype.Component;

/** Sets the engine up to ask a member's groups once, instead of every task (decision record 18). */
@Component
class RightsByGroup extends AbstractProcessEnginePlugin {
    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setResourceAuthorizationProvider(new NoRowsForTasks());
        configuration.setCommandCheckers(List.of(new TenantCommandChecker(), new OwnTeamsOnly()));
        configuration.setCustomSessionFactories(List.of(
                new Instead(AuthorizationManager.class, AskedOnce::new),
                new Instead(TaskManager.class, BriefCounts::new)));
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        var statements = configuration.getSqlSessionFactory().getConfiguration();
        PlannedAnew.addTo(statements);
        BriefCounts.addTo(statements);
    }

    /** Opens a session of ours wherever the engine wants its own. */
    private record Instead(Class<?> theirs, Supplier<Session> ours) implements SessionFactory {
        @Override
        public Class<?> getSessionType() {
            return theirs;
        }

        @Override
        public Session openSession() {
            return ours.get();
        }
    }
}
