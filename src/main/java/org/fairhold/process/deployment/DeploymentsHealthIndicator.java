package org.fairhold.process.deployment;

import org.fairhold.process.check.Complaint;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** The desk works with the last deployed set, but not with the one that this node was given: somebody must look. */
@Component
class DeploymentsHealthIndicator implements HealthIndicator {
    private static final String DEGRADED = "DEGRADED";

    private final Deployments deployments;

    DeploymentsHealthIndicator(Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public Health health() {
        var refused = deployments.refusedAtStart();
        return refused.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail(
                                "refused",
                                refused.stream().map(Complaint::toString).toList())
                        .build();
    }
}
