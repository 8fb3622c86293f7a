package org.fairhold.process.guard;

import java.lang.reflect.Method;
import java.util.Set;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.fairhold.process.check.Code;
import org.springframework.beans.factory.BeanFactory;

/**
 * What an expression can reach when the engine evaluates it: a variable, a published step, the case number, and in queues
 * who is signed in and what time it is. No method, no class, no other bean, no service of the engine.
 */
final class GuardedExpressions extends JuelExpressionManager {
    /** The engine's own three, and two moments of the desk's queues ({@code QueueTimes}). */
    private static final Set<String> FUNCTIONS =
            Set.of("currentUser", "currentUserGroups", "now", "inAnHour", "tonight");

    private final Reachable reachable;

    GuardedExpressions(Code code, BeanFactory beans) {
        this.reachable = new Reachable(code.steps().keySet(), beans);
    }

    @Override
    public void addFunction(String name, Method function) {
        if (FUNCTIONS.contains(name)) {
            super.addFunction(name, function);
        }
    }

    @Override
    protected ELResolver createElResolver() {
        return reachable;
    }
}
