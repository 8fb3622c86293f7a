package org.fairhold;

import java.util.Arrays;
import java.util.List;
import org.fairhold.process.check.CheckCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The enforcement desk. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Fairhold {
    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).equals(List.of(CheckCommand.NAME, MoneyCheck.NAME))) {
            System.exit(MoneyCheck.run(System.out));
        }
        if (arguments.length > 0 && arguments[0].equals(CheckCommand.NAME)) {
            System.exit(CheckCommand.run(Arrays.asList(arguments).subList(1, arguments.length), System.out));
        }
        SpringApplication.run(Fairhold.class, arguments);
    }
}
