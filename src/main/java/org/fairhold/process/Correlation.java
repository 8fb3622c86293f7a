package org.fairhold.process;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.fairhold.Refused;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.process.access.ConfidentialInstances;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells the diagrams what happened: by message name and case number, in the caller's transaction. */
@Component
public class Correlation {
    private final RuntimeService runtime;
    private final Cases cases;
    private final Review review;
    private final Decisions decisions;
    private final ConfidentialInstances confidential;

    Correlation(
            @Lazy RuntimeService runtime,
            Cases cases,
            Review review,
            Decisions decisions,
            ConfidentialInstances confidential) {
        this.runtime = runtime;
        this.cases = cases;
        this.review = review;
        this.decisions = decisions;
        this.confidential = confidential;
    }

    /**
     * Whoever waits for this message in this case goes on; nobody may be waiting, then a later check finds what
     * happened. Returns how many went on.
     */
    @CanIgnoreReturnValue
    public int tell(Message message, CaseNumber number) {
        return tell(message, number, Map.of());
    }

    /** Like {@link #tell(Message, CaseNumber)}, but only processes that know exactly these values. */
    @CanIgnoreReturnValue
    public int tell(Message message, CaseNumber number, Map<String, Object> known) {
        var tenant = confidential.tenant(number);
        var told = runtime.createMessageCorrelation(message.text())
                .processInstanceBusinessKey(number.value())
                .processInstanceVariablesEqual(known);
        return unlessMovedOn(() ->
                        (tenant == null ? told.withoutTenantId() : told.tenantId(tenant)).correlateAllWithResult())
                .size();
    }

    /** Starts the process that begins with this message, about something of the desk's own that is no case and nobody's. */
    public void startOfDesk(Message message, long number, Map<String, Object> known) {
        var unused = unlessMovedOn(() -> runtime.createMessageCorrelation(message.text())
                .processInstanceBusinessKey(ConfidentialInstances.OF_DESK + number)
                .withoutTenantId()
                .setVariables(known)
                .correlateStartMessage());
    }

    /** Whoever knows exactly these values goes on. */
    public void tellOfDesk(Message message, Map<String, Object> known) {
        var unused = unlessMovedOn(() -> runtime.createMessageCorrelation(message.text())
                .processInstanceVariablesEqual(known)
                .withoutTenantId()
                .correlateAllWithResult());
    }

    /** Starts the process that begins with this message, for this case. */
    public void start(Message message, CaseNumber number) {
        start(message, number, Map.of());
    }

    /** Starts the process that begins with this message, which also knows what is given here. */
    public void start(Message message, CaseNumber number, Map<String, Object> known) {
        var variables = variables(number);
        variables.putAll(known);
        var started = unlessMovedOn(() -> runtime.createMessageCorrelation(message.text())
                .processInstanceBusinessKey(number.value())
                .withoutTenantId()
                .setVariables(variables)
                .correlateStartMessage());
        if (started.isEnded()) {
            throw new IllegalStateException("a process begun by %s waits for somebody".formatted(message.text()));
        }
    }

    /** Starts the process that begins with this message, unless it runs for this case already. */
    public void startOnce(String process, Message message, CaseNumber number) {
        var running = runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(number.value());
        if (running.count() == 0) {
            start(message, number);
        }
    }

    /** Starts a process by its key, for this case. */
    void startProcess(String key, CaseNumber number) {
        var started = runtime.createProcessInstanceByKey(key)
                .processDefinitionWithoutTenantId()
                .businessKey(number.value())
                .setVariables(variables(number))
                .execute();
        if (started.isEnded()) {
            throw new IllegalStateException("the process %s waits for somebody".formatted(key));
        }
    }

    /** What every process of a case knows: ids and codes for its queue and its tables. */
    public Map<String, Object> variables(CaseNumber number) {
        var about = cases.get(number);
        var variables = new HashMap<String, Object>();
        variables.put(Variables.CASE.name(), number.value());
        variables.put(Variables.ACCOUNT.name(), about.subjectId().value());
        variables.put(Variables.CLAUSE.name(), String.valueOf(about.clause()));
        variables.put(Variables.LANGUAGE.name(), about.language().toLanguageTag());
        variables.put(Variables.LEVEL.name(), about.level());
        variables.put(Variables.SEVERITY.name(), about.severity().name());
        variables.put(Variables.PRIORITY.name(), about.priority());
        review.found(number)
                .ifPresent(found ->
                        variables.put(Variables.FINDING.name(), found.result().name()));
        decisions.ofMeasure(number).ifPresent(decision -> variables.put(Variables.MEASURE.name(), decision.outcome()));
        return variables;
    }

    /** Refused as CONFLICT when somebody else changed what the call was about to change. */
    @CanIgnoreReturnValue
    public static <T> T unlessMovedOn(Supplier<T> call) {
        try {
            return call.get();
        } catch (OptimisticLockingException e) {
            throw Refused.conflict("The case has just moved on. Look at it again.");
        }
    }
}
