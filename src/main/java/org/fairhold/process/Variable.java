package org.fairhold.process;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;

/** A process variable: declared once, read and written by its type. Text is a code or an id, never what people wrote. */
@CheckReturnValue
public final class Variable<T> {
    private final String name;
    private final Function<Object, T> from;
    private final Function<T, Object> to;

    private Variable(String name, Function<Object, T> from, Function<T, Object> to) {
        this.name = name;
        this.from = from;
        this.to = to;
    }

    public static Variable<String> text(String name) {
        return new Variable<>(name, String.class::cast, value -> value);
    }

    public static Variable<Integer> number(String name) {
        return new Variable<>(name, value -> ((Number) value).intValue(), value -> value);
    }

    public static Variable<Double> share(String name) {
        return new Variable<>(name, value -> ((Number) value).doubleValue(), value -> value);
    }

    public static Variable<Boolean> truth(String name) {
        return new Variable<>(name, Boolean.class::cast, value -> value);
    }

    public static Variable<Instant> date(String name) {
        return new Variable<>(name, value -> ((Date) value).toInstant(), Date::from);
    }

    public String name() {
        return name;
    }

    /** The value; a missing one means that the diagram forgot a step. */
    public T in(VariableScope scope) {
        return find(scope).orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }

    public Optional<T> find(VariableScope scope) {
        return Optional.ofNullable(scope.getVariable(name)).map(from);
    }

    /** The value as the engine keeps it, for a process that starts with it. */
    public Object kept(T value) {
        return to.apply(value);
    }

    public void set(VariableScope scope, T value) {
        scope.setVariable(name, to.apply(value));
    }
}
