package org.fairhold.process.guard;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.fairhold.process.check.Allowed;
import org.fairhold.process.check.Code;

/**
 * Refuses a deployment that holds what may not stand in a diagram, a table or a form, whoever makes it and by whatever
 * door. What was deployed before is not judged again, so that a stricter rule never stops running cases.
 */
final class DeploymentGuard implements Deployer {
    private final Code code;

    DeploymentGuard(Code code) {
        this.code = code;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        var complaints = deployment.getResources().values().stream()
                .flatMap(resource -> Allowed.complaints(resource.getName(), resource.getBytes(), code).stream())
                .toList();
        if (!complaints.isEmpty()) {
            throw new ProcessEngineException("Nothing was deployed. "
                    + complaints.stream().map(String::valueOf).collect(Collectors.joining("; ")));
        }
    }
}
