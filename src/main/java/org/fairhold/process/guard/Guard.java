package org.fairhold.process.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.fairhold.process.check.Code;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Sets the engine's guards, so that a diagram that came past the check still can do no harm. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Guard extends AbstractProcessEnginePlugin {
    private final BeanFactory beans;

    Guard(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        var code = Code.ofTheDesk();
        configuration.setBeans(new HashMap<>());
        configuration.setExpressionManager(new GuardedExpressions(code, beans));
        configuration.setCustomPreDeployers(new ArrayList<>(List.of(new DeploymentGuard(code))));
        configuration.setScriptEngineResolver(new WithoutScripts());
        configuration.setEnableFetchScriptEngineFromProcessApplication(false);
        configuration.setEnableScriptEngineLoadExternalResources(false);
        configuration.setEnableExpressionsInAdhocQueries(false);
        configuration.setEnableExpressionsInStoredQueries(true);
        configuration.setEnableXxeProcessing(false);
        configuration.setJavaSerializationFormatEnabled(false);
        configuration.setDeserializationTypeValidationEnabled(true);
        configuration.setDeserializationAllowedClasses("java.lang.String");
        configuration.setDeserializationAllowedPackages("");
        configuration.setAuthorizationEnabled(true);
        configuration.setPasswordPolicy(new LongPasswords());
    }
}
