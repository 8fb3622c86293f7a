package org.fairhold.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** What must never happen, attacked with the application's own role and through the staff's own doors. */
class NeverRulesTest extends Scenario {
    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    JavaMailSenderImpl mailSender;

    /** Where nobody listens. */
    private static final int DEAD_PORT = 1;

    private static final String COPY_MEASURE =
            """
            insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                finding_result, statement_number, effective_at, review_at, ends_at)
            select 'M-666', case_number, ground, subject_id, %s, clause, clause_version, decision_id, %s,
                %s, %s, effective_at, %s, ends_at from measure""";

    @Test
    void rule_1_a_measure_without_its_statement_cannot_be_committed() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        refusedByTheSchema(
                COPY_MEASURE.formatted("kind", "finding_id", "finding_result", "'S-666'", "review_at"),
                "measure_with_its_statement");
        refusedByTheSchema(
                """
                insert into measure (id, case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                    finding_result, statement_number, effective_at, review_at, ends_at)
                select 'M-666', case_number, ground, subject_id, kind, clause, clause_version, decision_id, finding_id,
                    finding_result, statement_number, effective_at - interval '1 day', review_at, ends_at from measure""",
                "measure_with_its_statement");
        refusedByTheSchema(
                """
                insert into statement (number, version, measure_id, case_number, issued_at, language, clause, clause_version,
                    lead_report, lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key)
                select number, 2, measure_id, case_number, issued_at, language, clause, clause_version, lead_report,
                    lead_position, reason_id, reason_sha256, content, content_sha256, 'no such mail' from statement""",
                "statement_outbox_key_fkey");
    }

    @Test
    void rule_1_a_dead_mail_server_delays_the_mail_and_never_the_statement() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        var before = mails(ANNA).size();
        var port = mailSender.getPort();
        mailSender.setPort(DEAD_PORT);
        try {
            decides("ana", number, "RESTRICTION");
            assertThat(may(ANNA, "APPLY")).isFalse();
            assertThat(statement(number).get("issuedAt").asText())
                    .isEqualTo(measure(number).get("effectiveAt").asText());
            assertThat(mails(ANNA)).hasSize(before);
        } finally {
            mailSender.setPort(port);
        }

        advance("PT5M");

        assertThat(mails(ANNA)).hasSize(before + 1);
        assertThat(texts(ANNA)).contains(statement(number).get("id").asText());
    }

    @Test
    void rule_1_no_effective_cause_is_older_than_its_statement_or_its_mail() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        withMeasure(ANNA, "OTHERS_WORK", "SUSPENSION");
        withMeasure(CARL, "NON_PAYMENT", "WARNING");

        assertThat(sql.sql(
                                """
                                select count(*) from cause c
                                left join measure m on m.id = c.measure_id
                                left join statement s on s.number = m.statement_number
                                left join outbox o on o.dedupe_key = s.outbox_key
                                where o.id is null or s.issued_at > c.since or o.created_at > c.since""")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select count(*) from cause").query(Integer.class).single())
                .isEqualTo(3);
    }

    @Test
    void rule_2_a_statement_with_a_part_missing_is_refused_by_the_database() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        for (var part : List.of(
                "'{facts}', '[]'", "'{steps}', '[]'", "'{contact,address}', '\"\"'", "'{appealUntil}', '\"\"'")) {
            refusedByTheSchema(
                    """
                    insert into statement (number, version, measure_id, case_number, issued_at, language, clause, clause_version,
                        lead_report, lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key)
                    select number, 2, measure_id, case_number, issued_at, language, clause, clause_version, lead_report,
                        lead_position, reason_id, reason_sha256, jsonb_set(content, %s), content_sha256, outbox_key from statement"""
                            .formatted(part),
                    "statement_content_check");
        }
        refusedByTheSchema(
                """
                insert into statement (number, version, measure_id, case_number, issued_at, language, clause, clause_version,
                    lead_report, lead_position, reason_id, reason_sha256, content, content_sha256, outbox_key)
                select number, 2, measure_id, case_number, issued_at, language, clause, clause_version, 'R-666', 1,
                    reason_id, reason_sha256, content, content_sha256, outbox_key from statement""",
                "statement_lead_report_lead_position_fkey");
    }

    @Test
    void rule_3_only_a_human_decides_and_only_what_was_decided_is_done() {
        var number = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        refusedByTheSchema(
                """
                insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
                select gen_random_uuid(), case_number, 'attack', 'decideMeasure', 'SUSPENSION', 'system', decided_at
                from decision limit 1""",
                "decision_decided_by_check");
        refusedByTheSchema(
                COPY_MEASURE.formatted("'SUSPENSION'", "finding_id", "finding_result", "statement_number", "review_at"),
                "measure_decision_id_case_number_kind_fkey");
        assertThat(theCase(number).get("measures")).hasSize(1);
    }

    @Test
    void rule_3_no_process_variable_stands_in_for_a_decision() {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        finds("ana", number, "VIOLATION");
        var task = as("ana").task(number, "decideMeasure").get("id").asText();

        runtime.setVariable(
                tasks.createTaskQuery().taskId(task).singleResult().getExecutionId(), "measure", "SUSPENSION");
        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("only through its form");
        assertThat(as("ana")
                        .submit(number, "decideMeasure", Map.of("measure", "SUSPENSION"))
                        .status())
                .isEqualTo(400);

        settle();
        assertThat(standing(ANNA).get("standing").asText()).isEqualTo("GOOD");
        assertThat(as("ana").sees(number, "decideMeasure")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "complete",
                "complete/",
                "compl%65te",
                "complete;a=b",
                "/complete",
                "resolve",
                "delegate",
                "bpmnError",
                "bpmnError/",
                "bpmnEscalation",
                "bpmnEscalation//",
                "variables/finding/data"
            })
    void rule_3_tasklists_own_api_does_not_lead_round_the_form(String door) {
        var number = opened(ANNA, "SPAM_APPLICATIONS");
        answers(number);
        var task = as("ana").task(number, "reviewReport").get("id").asText();

        var answer = as("ana")
                .http()
                .post(
                        "/camunda/api/engine/engine/default/task/" + task + "/" + door,
                        Map.of("userId", "ben", "variables", Map.of("finding", Map.of("value", "VIOLATION"))));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(as("ana").sees(number, "reviewReport")).isTrue();
    }

    @Test
    void rule_4_nothing_is_found_before_the_person_could_answer_and_no_measure_rests_on_no_finding() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var unheard = opened(ANNA, "OTHERS_WORK");

        transaction.executeWithoutResult(status -> {
            assertThat(sql.sql(
                                    """
                                    insert into decision (id, case_number, task_id, step, outcome, decided_by, decided_at)
                                    values ('00000000-0000-0000-0000-000000000666', :case, 'attack', 'reviewReport', 'VIOLATION', 'ana', now())""")
                            .param("case", unheard)
                            .update())
                    .isOne();
            assertThatThrownBy(() -> sql.sql(
                                    """
                                    insert into finding (decision_id, case_number, ground, result)
                                    values ('00000000-0000-0000-0000-000000000666', :case, 'POLICY_VIOLATION', 'VIOLATION')""")
                            .param("case", unheard)
                            .update())
                    .rootCause()
                    .hasMessageContaining("finding_after_the_answer");
            status.setRollbackOnly();
        });
        refusedByTheSchema(
                COPY_MEASURE.formatted("kind", "null", "null", "statement_number", "review_at"),
                "measure_after_the_finding");
    }

    @Test
    void rule_9_no_cause_ends_unless_its_own_measure_ended() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        refusedByTheSchema(
                "insert into cause_end (measure_id, ended_at) select measure_id, now() from cause",
                "cause_end_measure_id_fkey");
        assertThat(may(ANNA, "APPLY")).isFalse();
    }

    @Test
    void rule_12_what_takes_something_away_has_a_review_date_and_an_end() {
        withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");

        refusedByTheSchema(
                COPY_MEASURE.formatted("kind", "finding_id", "finding_result", "statement_number", "null"),
                "measure_check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update decision set outcome = 'NONE'",
                "delete from decision",
                "update statement set content = '{}'",
                "delete from statement",
                "update measure set kind = 'WARNING'",
                "delete from measure",
                "update cause set until = now()",
                "delete from cause_permission",
                "update finding set result = 'NONE'",
                "update case_event set what = 'nothing'",
                "update report_fact set value = '1'",
                "update personal_text set body = 'altered'",
                "truncate measure cascade",
                "alter table measure drop constraint measure_check",
                "drop table statement",
                "create table fairhold.hidden (x int)",
                "update flyway_schema_history set success = false"
            })
    void what_was_decided_said_and_done_cannot_be_rewritten_with_the_applications_role(String attack) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> sql.sql(attack).update()))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }

    @Test
    void rule_13_every_open_case_waits_for_something_named() {
        var warned = withMeasure(CARL, "NON_PAYMENT", "WARNING");
        var restricted = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        var invited = opened(ANNA, "OTHERS_WORK");

        for (var number : List.of(warned, restricted, invited)) {
            assertThat(theCase(number).get("waitingFor").get("step").asText()).isNotBlank();
            assertThat(waitsInTheEngine(number)).as("%s waits", number).isPositive();
        }
        assertThat(sql.sql(
                                """
                                select count(*) from enforcement_case c where closed_at is null and not exists (
                                    select 1 from act_ru_execution e where e.business_key_ = c.number)""")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private int waitsInTheEngine(String number) {
        return sql.sql(
                        """
                        select (select count(*) from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = :case)
                             + (select count(*) from act_ru_event_subscr s join act_ru_execution e on e.id_ = s.proc_inst_id_ where e.business_key_ = :case)
                             + (select count(*) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_ where e.business_key_ = :case)""")
                .param("case", number)
                .query(Integer.class)
                .single();
    }

    @Test
    void no_name_and_no_free_text_is_in_the_engines_tables_not_even_while_a_task_is_open() {
        contract("k-1", ANNA, CARL);
        var first = withMeasure(ANNA, "SPAM_APPLICATIONS", "RESTRICTION");
        fulfils(first);
        as("ana")
                .decides(
                        first,
                        "checkFix",
                        Map.of(
                                "fixDecision",
                                "ASK_AGAIN",
                                "reasonForPerson",
                                "Canarybird, two applications are still there."));
        settle();
        var second = opened(ANNA, "OTHERS_WORK");
        answers(second);
        var refused =
                as("ana").submit(second, "reviewReport", Map.of("finding", "Canarybird", "findingText", "Canarybird"));
        assertThat(refused.status()).isEqualTo(400);
        as("ana").unclaims(second, "reviewReport");
        finds("ben", second, "VIOLATION");

        var found = sql.sql(
                        """
                        select table_name, column_name, data_type from information_schema.columns
                        where table_schema = 'engine' and data_type in ('text', 'character varying', 'bytea')""")
                .query((row, index) -> hits(row.getString(1), row.getString(2), row.getString(3)))
                .list();

        assertThat(found).hasSizeGreaterThan(300).allSatisfy(column -> assertThat(column)
                .endsWith(": 0"));
    }

    private String hits(String table, String column, String type) {
        var text = type.equals("bytea") ? "encode(%s, 'escape')".formatted(column) : column;
        return "%s.%s: %d"
                .formatted(
                        table,
                        column,
                        sql.sql("select count(*) from engine.%s where %s ilike '%%canarybird%%'".formatted(table, text))
                                .query(Integer.class)
                                .single());
    }
}
