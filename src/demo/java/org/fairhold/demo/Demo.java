package org.fairhold.demo;

import org.fairhold.Fairhold;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The whole desk on one machine: real PostgreSQL and mail server inside, invented people, a clock that can be moved. */
public final class Demo {
    private Demo() {}

    public static void main(String[] arguments) {
        new SpringApplicationBuilder(Fairhold.class)
                .profiles("demo")
                .listeners(new StoriesAtStart(), new Greeting())
                .run(arguments);
    }
}
