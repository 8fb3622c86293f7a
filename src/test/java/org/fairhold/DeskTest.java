package org.fairhold;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test of the whole desk: real engine, PostgreSQL and mail server, one context for all of them. Nothing runs by itself:
 * jobs and mails go when the demo clock settles, so that a test reads as an ordered trace. Afterwards its money agrees.
 */
@ExtendWith(MoneyAgrees.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Fairhold.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "fairhold.outbox.dispatcher=false",
            "fairhold.holds.sweep=false",
            "fairhold.line.fetch=false",
            "fairhold.representatives.rounds=false",
            "fairhold.api-keys[0].caller=demo",
            "fairhold.api-keys[0].sha256=2a97516c354b68848cdbd8f54a226a0a55b21ed138e207ad6c5cbb9c00aa5aea",
            "fairhold.api-keys[0].scopes=report, marketplace, read, compliance, deploy, confidential",
            // A second caller, who may only read: the key "reader".
            "fairhold.api-keys[1].caller=reader",
            "fairhold.api-keys[1].sha256=3d0941964aa3ebdcb00ccef58b1bb399f9f898465e9886d5aec7f31090a0fb30",
            "fairhold.api-keys[1].scopes=read",
            // A third, who may do all but know of confidential cases: the key "uncleared".
            "fairhold.api-keys[2].caller=uncleared",
            "fairhold.api-keys[2].sha256=6939ca421ba705aee35baa57beb42c566ebe23d249fc8ce88ef28b6faeb98e68",
            "fairhold.api-keys[2].scopes=report, marketplace, read, compliance, deploy"
        })
@ActiveProfiles("demo")
public @interface DeskTest {}
