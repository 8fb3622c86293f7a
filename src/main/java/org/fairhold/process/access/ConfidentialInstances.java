package org.fairhold.process.access;

import static org.fairhold.process.access.Clearance.CONFIDENTIAL;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.process.Variables;
import org.fairhold.process.desk.Staff;
import org.fairhold.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Gives whatever runs for a confidential case the tenant that only cleared people are members of, so that lists, counts and
 * searches of the engine show it to nobody else. The domain says which case that is.
 */
@Component
public class ConfidentialInstances extends AbstractBpmnParseListener implements TenantIdProvider {
    /** How the business key begins of what belongs to no case, and is about nobody. */
    public static final String OF_DESK = "D-";

    private static final String SIGN_CLOSURE = "signClosure";

    private final Cases cases;
    private final Reports reports;

    ConfidentialInstances(@Lazy Cases cases, @Lazy Reports reports) {
        this.cases = cases;
        this.reports = reports;
    }

    /** The tenant of what belongs to that case; null for an ordinary one. */
    public @Nullable String tenant(CaseNumber number) {
        return tenant(cases.get(number).ground());
    }

    private static @Nullable String tenant(Ground ground) {
        return ground.confidential() ? CONFIDENTIAL : null;
    }

    /** The engine tells no business key here, so that a process is started with the number as a variable as well. */
    @Override
    public @Nullable String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext started) {
        if (started.getSuperExecution() != null) {
            return started.getSuperExecution().getTenantId();
        }
        var number = started.getVariables().get(Variables.CASE.name());
        return tenantOf((String) (number == null ? started.getVariables().get(Variables.REPORT.name()) : number));
    }

    @Override
    public @Nullable String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext started) {
        return null;
    }

    @Override
    public @Nullable String provideTenantIdForHistoricDecisionInstance(
            TenantIdProviderHistoricDecisionInstanceContext asked) {
        return asked.getExecution() == null ? null : asked.getExecution().getTenantId();
    }

    /** Whoever starts a process of a confidential case without saying so is stopped: the business key is what counts. */
    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity definition) {
        definition.addBuiltInListener(
                ExecutionListener.EVENTNAME_START, (ExecutionListener) this::requireTenantOfItsCase);
    }

    /**
     * What is the analysts' work in every case is the fraud team's in a confidential one, which analysts do not see; and where
     * leads sign a closure, the team does as well, which knows the evidence.
     */
    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, ConfidentialInstances::toTheTeam);
    }

    private static void toTheTeam(DelegateTask task) {
        if (CONFIDENTIAL.equals(task.getTenantId())
                && task.getCandidates().stream().anyMatch(link -> Staff.ANALYSTS.equals(link.getGroupId()))) {
            task.deleteCandidateGroup(Staff.ANALYSTS);
            task.addCandidateGroup(Staff.FRAUD);
        }
        if (CONFIDENTIAL.equals(task.getTenantId()) && SIGN_CLOSURE.equals(task.getTaskDefinitionKey())) {
            task.addCandidateGroup(Staff.FRAUD);
        }
    }

    private void requireTenantOfItsCase(DelegateExecution started) {
        if (!Objects.equals(tenantOf(started.getProcessBusinessKey()), started.getTenantId())) {
            throw new IllegalStateException(
                    "what runs for %s is seen by the wrong people".formatted(started.getProcessBusinessKey()));
        }
    }

    /** @param number of a case, a report or something of the desk's own, as business keys are */
    private @Nullable String tenantOf(@Nullable String number) {
        if (number == null || number.startsWith(OF_DESK)) {
            return null;
        }
        return number.startsWith("R-")
                ? tenant(Ground.ofReport(reports.get(number).kind()))
                : tenant(new CaseNumber(number));
    }
}
