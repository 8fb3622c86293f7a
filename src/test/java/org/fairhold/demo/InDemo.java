package org.fairhold.demo;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.fairhold.Fairhold;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

/** A test in the running demo; all of them share one. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = Fairhold.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
public @interface InDemo {}
