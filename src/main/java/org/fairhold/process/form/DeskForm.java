package org.fairhold.process.form;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.fairhold.casework.Signature;

/**
 * What the desk does with a task's form. The bean's name is the task's id. It checks what was typed, has the domain keep
 * it, and leaves codes to the engine; what it refuses stays in the analyst's form.
 */
interface DeskForm {
    void submit(Signature by, Answers answers, VariableScope task);
}
