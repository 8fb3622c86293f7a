package org.fairhold.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.text.PersonalTexts;
import org.fairhold.text.TextRef;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The reports, and what became of each. */
@Repository
public class Reports {
    /** How far the sender's clock may run ahead of ours. */
    private static final Duration CLOCK_SKEW_MAX = Duration.ofMinutes(5);

    private final JdbcClient sql;
    private final Accounts accounts;
    private final PersonalTexts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reports(JdbcClient sql, Accounts accounts, PersonalTexts texts, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.accounts = accounts;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes a report in and has it matched or triaged before it returns. Reports about one subject wait for one another.
     * Refused as INVALID when the subject is unknown, a fact lies in the future, or no process handles this kind.
     */
    @Transactional
    public Reception receive(NewReport incoming) {
        if (accounts.find(incoming.subjectId()).isEmpty()) {
            throw Refused.invalid("subjectId", "There is no account " + incoming.subjectId() + ".");
        }
        accounts.lock(incoming.subjectId());
        var known = earlierReception(incoming);
        if (known.isPresent()) {
            return known.get();
        }
        var report = keep(incoming);
        events.publishEvent(new ReportArrived(report));
        return reception(report.number(), false)
                .orElseThrow(() ->
                        Refused.invalid("kind", "No process handles reports of the kind " + incoming.kind() + "."));
    }

    private Optional<Reception> earlierReception(NewReport incoming) {
        if (incoming.externalId() == null) {
            return Optional.empty();
        }
        return sql.sql("select number from report where source = :source and external_id = :id")
                .param("source", incoming.source().name())
                .param("id", incoming.externalId())
                .query(String.class)
                .optional()
                .flatMap(number -> reception(number, true));
    }

    private Optional<Reception> reception(String number, boolean duplicate) {
        return sql.sql("select outcome, case_number from report_outcome where report_number = :number")
                .param("number", number)
                .query((row, index) -> new Reception(
                        number,
                        row.getString("case_number"),
                        Reception.Outcome.valueOf(row.getString("outcome")),
                        duplicate))
                .optional();
    }

    private Report keep(NewReport incoming) {
        var now = clock.instant();
        if (incoming.suspectedSince() != null && incoming.suspectedSince().isAfter(now.plus(CLOCK_SKEW_MAX))) {
            throw Refused.invalid("suspectedSince", "A suspicion cannot begin in the future.");
        }
        var number = "R-"
                + sql.sql("select nextval('report_number')").query(Long.class).single();
        List<Report.Fact> facts = new ArrayList<>();
        for (var fact : incoming.facts()) {
            if (fact.occurredAt().isAfter(now.plus(CLOCK_SKEW_MAX))) {
                throw Refused.invalid(
                        "facts[%d].occurredAt".formatted(facts.size()), "A fact cannot lie in the future.");
            }
            facts.add(new Report.Fact(
                    facts.size() + 1,
                    fact.code(),
                    texts.keep(fact.text()),
                    fact.value(),
                    fact.occurredAt(),
                    fact.contractId()));
        }
        sql.sql(
                        """
                        insert into report (number, subject_id, source, reporter_id, kind, suspected_since, external_id, received_at)
                        values (:number, :subject, :source, :reporter, :kind, :since, :external, :now)""")
                .param("number", number)
                .param("subject", incoming.subjectId().value())
                .param("source", incoming.source().name())
                .param("reporter", incoming.reporterId())
                .param("kind", incoming.kind())
                .param("since", timestamp(incoming.suspectedSince()))
                .param("external", incoming.externalId())
                .param("now", Timestamp.from(now))
                .update();
        for (var fact : facts) {
            sql.sql(
                            """
                            insert into report_fact (report_number, position, code, text_id, text_sha256, value, occurred_at, contract_id)
                            values (:number, :position, :code, :text, :sha256, :value, :occurredAt, :contract)""")
                    .param("number", number)
                    .param("position", fact.position())
                    .param("code", fact.code())
                    .param("text", fact.text().id())
                    .param("sha256", fact.text().sha256())
                    .param("value", fact.value())
                    .param("occurredAt", Timestamp.from(fact.occurredAt()))
                    .param("contract", fact.contractId())
                    .update();
        }
        return new Report(
                number,
                incoming.subjectId(),
                incoming.source(),
                incoming.reporterId(),
                incoming.kind(),
                facts,
                incoming.suspectedSince(),
                incoming.externalId(),
                now);
    }

    public Report get(String number) {
        return list("where number = :key", number).stream()
                .findFirst()
                .orElseThrow(() -> Refused.unknown("There is no report " + number + "."));
    }

    /** The reports that belong to a case, in the order in which they came. */
    public List<Report> ofCase(String caseNumber) {
        return list("where number in (select report_number from case_report where case_number = :key)", caseNumber);
    }

    /** From now on these reports belong to another case; what their senders were told stays as it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(List<Report> moved, String fromCase, String toCase) {
        for (var report : moved) {
            sql.sql(
                            """
                            insert into report_move (report_number, from_case, to_case, moved_at)
                            values (:report, :from, :to, :now)""")
                    .param("report", report.number())
                    .param("from", fromCase)
                    .param("to", toCase)
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    /** How often this was reported about the account since then. */
    public int countSince(AccountId subject, String kind, Instant since) {
        return sql.sql(
                        "select count(*) from report where subject_id = :subject and kind = :kind and received_at >= :since")
                .param("subject", subject.value())
                .param("kind", kind)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** The reports with their facts, however many there are, in one query. */
    private List<Report> list(String where, String key) {
        Map<String, Report> reports = new LinkedHashMap<>();
        sql.sql("select * from report left join report_fact on report_number = number " + where
                        + " order by received_at, number, position")
                .param("key", key)
                .query(row -> {
                    var report = reports.computeIfAbsent(row.getString("number"), number -> report(row));
                    if (row.getString("report_number") != null) {
                        report.facts().add(fact(row));
                    }
                });
        return List.copyOf(reports.values());
    }

    private static Report.Fact fact(ResultSet row) throws SQLException {
        return new Report.Fact(
                row.getInt("position"),
                row.getString("code"),
                new TextRef(row.getObject("text_id", UUID.class), row.getString("text_sha256")),
                row.getString("value"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("contract_id"));
    }

    private static Report report(ResultSet row) {
        try {
            return new Report(
                    row.getString("number"),
                    new AccountId(row.getString("subject_id")),
                    Report.Source.valueOf(row.getString("source")),
                    row.getString("reporter_id"),
                    row.getString("kind"),
                    new ArrayList<>(),
                    instant(row.getTimestamp("suspected_since")),
                    row.getString("external_id"),
                    row.getTimestamp("received_at").toInstant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
