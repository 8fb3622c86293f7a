package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.RepositoryService;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Hearing;
import org.fairhold.casework.Intake;
import org.fairhold.casework.Severity;
import org.fairhold.casework.Triage;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A world with a case that few may know of, opened by the domain's own verbs: no report leads to one yet. */
abstract class Confidential extends Scenario {
    @Autowired
    RepositoryService repository;

    @Autowired
    Intake intake;

    @Autowired
    Hearing hearing;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @BeforeEach
    void a_diagram_for_fraud() {
        var deployment = repository
                .createDeployment()
                .addClasspathResource("synthetic/fraud-investigation.bpmn")
                .deployWithResult();
        assertThat(deployment.getDeployedProcessDefinitions()).hasSize(2);
    }

    /** A fraud case about the person, in its process; beside it an ordinary one. */
    final String fraud(String subject) {
        return fraudLike(reported(subject));
    }

    /** The number of a report that opened an ordinary case. */
    final String reported(String subject) {
        var report = report(subject, "SPAM_APPLICATIONS", "CLIENT").json();
        settle();
        return report.get("reportId").asText();
    }

    /** A fraud case about the same person as that report, with the same facts. */
    final String fraudLike(String like) {
        var number = transaction.execute(status -> {
            sql.sql(
                            """
                            insert into report (number, subject_id, source, kind, received_at)
                            select 'R-900001', subject_id, source, kind, received_at from report where number = :like""")
                    .param("like", like)
                    .update();
            sql.sql(
                            """
                            insert into report_fact (report_number, position, text_id, text_sha256, occurred_at)
                            select 'R-900001', position, text_id, text_sha256, occurred_at from report_fact
                            where report_number = :like""")
                    .param("like", like)
                    .update();
            var opened = intake.open("R-900001", new Triage(Ground.FRAUD, Severity.HIGH, 80, "L2"));
            intake.announce(opened);
            return opened.value();
        });
        settle();
        return number;
    }

    /** The person is asked to tell their side. */
    final void invites(String number) {
        Instant due = transaction.execute(status -> hearing.invite(new CaseNumber(number), Duration.ofDays(7)));
        assertThat(due).isAfter(now());
        settle();
    }
}
