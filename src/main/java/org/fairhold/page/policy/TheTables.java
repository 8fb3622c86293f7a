package org.fairhold.page.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fairhold.account.Ground;
import org.fairhold.notice.Words;
import org.fairhold.policy.OwnersTable;
import org.fairhold.policy.OwnersTables;
import org.springframework.stereotype.Component;

/** The tables in force as the public reads them. A column that has no words is the desk's own business. */
@Component
class TheTables {
    record Shown(String title, List<String> columns, List<List<String>> rows) {}

    private static final Map<Ground, List<String>> PUBLIC = Map.of(
            Ground.POLICY_VIOLATION,
            List.of("measure-proposal", "policy-violation-times", "warning-times", "restriction-times"),
            Ground.POOR_PERFORMANCE,
            List.of("consistent-history", "performance-proposal", "poor-performance-times", "restriction-times"),
            Ground.DISPUTE,
            List.of("dispute-times"));

    private static final Pattern TEXT = Pattern.compile("\"([A-Z_]+)\"");

    private final OwnersTables tables;
    private final Words words;

    TheTables(OwnersTables tables, Words words) {
        this.tables = tables;
        this.words = words;
    }

    List<Shown> of(Ground ground, Locale language) {
        return PUBLIC.getOrDefault(ground, List.of()).stream()
                .flatMap(name -> tables.find(name).stream())
                .map(table -> shown(table, language))
                .toList();
    }

    private Shown shown(OwnersTable table, Locale language) {
        var columns = Stream.concat(table.inputs().stream(), table.outputs().stream())
                .filter(column -> words.find(language, "table." + column).isPresent())
                .toList();
        return new Shown(
                words.of(language.toLanguageTag(), "table.title." + table.name()),
                columns.stream()
                        .map(column -> words.of(language.toLanguageTag(), "table." + column))
                        .toList(),
                table.rules().stream()
                        .map(rule -> columns.stream()
                                .map(column -> cell(column, rule.getOrDefault(column, ""), language))
                                .toList())
                        .toList());
    }

    private String cell(String column, String feel, Locale language) {
        if (feel.isEmpty() || feel.equals("-")) {
            return "–";
        }
        return TEXT.matcher(feel)
                .replaceAll(text -> value(column, text.group(1), language))
                .replace(">=", "≥")
                .replace("<=", "≤")
                .replace("true", value(column, "true", language))
                .replace("false", value(column, "false", language));
    }

    private String value(String column, String code, Locale language) {
        return Stream.of("table." + column, "measure", "table.value", "finding")
                .map(prefix -> words.find(language, prefix + "." + code))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(code);
    }
}
