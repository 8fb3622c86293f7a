package org.fairhold;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The enforcement desk. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Fairhold {
    public static void main(String[] arguments) {
        SpringApplication.run(Fairhold.class, arguments);
    }
}
