package org.fairhold.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an owner reads about a step in the Modeler. Its name is the name of its class in words. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Step {
    /** A sentence. */
    String does();

    /** The variables that must be there, by name. */
    String[] reads() default {};

    /** The variables that are there afterwards, by name. */
    String[] sets() default {};
}
