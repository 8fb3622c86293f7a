package org.fairhold.scenario;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Copies of one real hold, each of another freelancer: account, contract, case with its decisions and statement, measure, line and
 * command; both processes with their timers, their variables and the task; the payments and the held money in the ledger. They have
 * no mails of their own and no history of finished steps: neither is read when a hold ends.
 */
final class CopiedHolds {
    static final String FREELANCER = "anna-";
    static final String CONTRACT = "k-1-";

    private static final Pattern UUID = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("\\b([CMSR]-[0-9]{4})\\b");

    /** What many rows share: definitions, deployments, and texts, which are all alike. */
    private static final Pattern SHARED = Pattern.compile(
            "(deployment|job_def|proc_def|process_def|text|title|reason|note|configuration|rule)_(id_|id|)");

    private record Table(String name, String rows) {}

    private static final List<Table> TABLES = List.of(
            new Table("fairhold.account", "id = 'anna'"),
            new Table("fairhold.account_contact", "account_id = 'anna'"),
            new Table("fairhold.contract", "id = 'k-1'"),
            new Table("fairhold.report", "true"),
            new Table("fairhold.report_fact", "true"),
            new Table("fairhold.enforcement_case", "true"),
            new Table("fairhold.report_outcome", "true"),
            new Table("fairhold.case_event", "true"),
            new Table("fairhold.decision", "true"),
            new Table("fairhold.proposal", "true"),
            new Table("fairhold.answer_window", "true"),
            new Table("fairhold.answer_window_end", "true"),
            new Table("fairhold.finding", "true"),
            new Table("fairhold.statement", "true"),
            new Table("fairhold.measure", "true"),
            new Table("fairhold.hold_choice", "true"),
            new Table("fairhold.hold_line", "true"),
            new Table("fairhold.marketplace_command", "true"),
            new Table("marketplace.party", "id = 'anna'"),
            new Table("marketplace.contract", "id = 'k-1'"),
            new Table("marketplace.operation", "true"),
            new Table("marketplace.hold_line", "true"),
            new Table("marketplace.account", "purpose <> 'CASH'"),
            new Table("marketplace.journal", "true"),
            new Table("marketplace.transfer", "true"),
            new Table("engine.act_ru_execution", "true"),
            new Table("engine.act_ru_event_subscr", "proc_inst_id_ is not null"),
            new Table("engine.act_ru_job", "process_instance_id_ is not null"),
            new Table("engine.act_ru_task", "true"),
            new Table("engine.act_ru_identitylink", "task_id_ is not null"),
            new Table("engine.act_ru_variable", "true"),
            new Table("engine.act_hi_procinst", "end_time_ is null"),
            new Table("engine.act_hi_actinst", "end_time_ is null"),
            new Table("engine.act_hi_taskinst", "end_time_ is null"));

    /** Numbers that each copy has of its own; the original's are below a thousand. */
    private static final Set<String> OWN_NUMBERS = Set.of(
            "marketplace.account.id",
            "marketplace.account.origin_id",
            "marketplace.transfer.debit_account",
            "marketplace.transfer.credit_account",
            "marketplace.transfer.seq",
            "fairhold.case_event.id");

    private final EmbeddedPostgres postgres;
    private final Map<Table, List<List<Column>>> originals = new LinkedHashMap<>();
    private final Set<String> cash = new HashSet<>();

    /** The one hold that there is now is the original. */
    CopiedHolds(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        try (var connection = connection();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("select id from marketplace.account where purpose = 'CASH'")) {
                while (rows.next()) {
                    cash.add(rows.getString(1));
                }
            }
            for (var table : TABLES) {
                originals.put(table, originals(statement, table));
            }
        }
    }

    /** As a superuser, who can leave out the triggers: what they would have written is copied as well. */
    private Connection connection() throws SQLException {
        return postgres.getDatabase("postgres", "fairhold").getConnection();
    }

    void make(int from, int to) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (var table : originals.entrySet()) {
                for (var row : table.getValue()) {
                    statement.execute(copies(table.getKey(), row, from, to));
                }
            }
            statement.execute(
                    """
                    update marketplace.account a set version = version + 1, balance_minor = (
                        select coalesce(sum(case when t.credit_account = a.id then t.amount_minor else -t.amount_minor end), 0)
                        from marketplace.transfer t where a.id in (t.debit_account, t.credit_account))
                    where purpose = 'CASH'""");
            statement.execute(
                    """
                    select setval('marketplace.turn', (select max(seq) from marketplace.transfer)),
                        setval(pg_get_serial_sequence('marketplace.account', 'id'), (select max(id) from marketplace.account)),
                        setval(pg_get_serial_sequence('fairhold.case_event', 'id'), (select max(id) from fairhold.case_event))""");
            statement.execute("set session_replication_role = origin");
            statement.execute("vacuum analyze");
        }
    }

    private record Column(String name, String type, String value) {}

    private static List<List<Column>> originals(Statement statement, Table table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        try (var asked = statement.executeQuery(
                """
                select attname, format_type(atttypid, atttypmod) from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum"""
                        .formatted(table.name()))) {
            while (asked.next()) {
                names.add(asked.getString(1));
                types.add(asked.getString(2));
            }
        }
        List<List<Column>> rows = new ArrayList<>();
        try (var values = statement.executeQuery("select %s from %s where %s"
                .formatted(
                        names.stream().map("%s::text"::formatted).collect(Collectors.joining(", ")),
                        table.name(),
                        table.rows()))) {
            while (values.next()) {
                rows.add(row(values, names, types));
            }
        }
        return rows;
    }

    private static List<Column> row(ResultSet values, List<String> names, List<String> types) throws SQLException {
        List<Column> row = new ArrayList<>();
        for (var i = 0; i < names.size(); i++) {
            row.add(new Column(names.get(i), types.get(i), values.getString(i + 1)));
        }
        return row;
    }

    private String copies(Table table, List<Column> row, int from, int to) {
        return """
                insert into %s (%s) overriding system value select %s
                from generate_series(%d, %d) n, lateral (select lpad(to_hex(n), 8, '0') x, lpad(n::text, 6, '0') s) h"""
                .formatted(
                        table.name(),
                        row.stream().map(Column::name).collect(Collectors.joining(", ")),
                        row.stream().map(column -> value(table, column)).collect(Collectors.joining(", ")),
                        from,
                        to);
    }

    private String value(Table table, Column column) {
        var value = column.value();
        if (value == null) {
            return "null";
        }
        if (OWN_NUMBERS.contains(table.name() + "." + column.name())
                && !(column.name().endsWith("_account") && cash.contains(value))) {
            return "%s + n::bigint * 1000".formatted(value);
        }
        var text = "'" + value.replace("'", "''") + "'";
        if (!SHARED.matcher(column.name()).matches()) {
            text = UUID.matcher(text).replaceAll("$1c0de' || x || '");
        }
        text = NUMBER.matcher(text).replaceAll("$1' || s || '");
        text = replaced(text, "(?<=['\"])anna(?=['\"])", "anna-' || n || '");
        text = replaced(text, "(?<=['\"])k-1(?=['\"])", "k-1-' || n || '");
        return "(%s)::%s".formatted(text, column.type());
    }

    private static String replaced(String text, String what, String by) {
        return text.replaceAll(what, Matcher.quoteReplacement(by));
    }
}
