package org.fairhold.process.guard;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Resolves the few names that an expression may use, and refuses everything else. */
final class Reachable extends ELResolver {
    private static final String CASE_NUMBER = "processBusinessKey";

    private final ELResolver variables = new VariableScopeElResolver();
    private final Set<String> steps;
    private final BeanFactory beans;

    Reachable(Set<String> steps, BeanFactory beans) {
        this.steps = steps;
        this.beans = beans;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
        if (base instanceof DelegateExecution execution && CASE_NUMBER.equals(property)) {
            context.setPropertyResolved(true);
            return execution.getProcessBusinessKey();
        }
        if (base != null) {
            throw refused(property);
        }
        if (steps.contains(String.valueOf(property))) {
            context.setPropertyResolved(true);
            return beans.getBean(String.valueOf(property));
        }
        return variables.getValue(context, null, property);
    }

    @Override
    public Object invoke(
            ELContext context,
            @Nullable Object base,
            Object method,
            Class<?> @Nullable [] types,
            Object @Nullable [] arguments) {
        throw refused(method);
    }

    @Override
    public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
        throw refused(property);
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
        throw refused(property);
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return Collections.emptyIterator();
    }

    private static ELException refused(Object name) {
        return new ELException("an expression cannot reach " + name);
    }
}
