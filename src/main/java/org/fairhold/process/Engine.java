package org.fairhold.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the engine is set up: a history without values, and forms and tables that speak to the domain. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@DependsOnDatabaseInitialization
class Engine extends AbstractProcessEnginePlugin {
    private final List<BpmnParseListener> listeners;
    private final TenantIdProvider tenants;

    Engine(List<BpmnParseListener> listeners, TenantIdProvider tenants) {
        this.listeners = listeners;
        this.tenants = tenants;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryLevels(new ArrayList<>(List.of(new WithoutValues())));
        configuration.setHistory(WithoutValues.NAME);
        configuration.setCustomPostBPMNParseListeners(new ArrayList<>(listeners));
        configuration.setTenantIdProvider(tenants);
    }

    /** Who passed where and when, but no variable's value and nothing typed into a form. */
    static final class WithoutValues implements HistoryLevel {
        static final String NAME = "without-values";

        @Override
        public int getId() {
            return 42;
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
            return switch (type.getEntityType()) {
                case "variable-instance", "form-property" -> false;
                default -> HISTORY_LEVEL_AUDIT.isHistoryEventProduced(type, entity);
            };
        }
    }
}
