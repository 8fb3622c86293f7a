package org.fairhold;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test of the whole desk: real engine, PostgreSQL and mail server, one context for all of them. Nothing runs by itself:
 * jobs and mails go when the demo clock settles, so that a test reads as an ordered trace.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Fairhold.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "fairhold.outbox.dispatcher=false"})
@ActiveProfiles("demo")
public @interface DeskTest {}
