package org.fairhold.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fairhold.account.Account;
import org.fairhold.account.Cause.Block;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.measure.Condition;
import org.fairhold.measure.ConditionId;
import org.fairhold.measure.Conditions;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.fairhold.report.Report;
import org.fairhold.text.PersonalTexts;
import org.springframework.stereotype.Component;

/** The facts of a case as words that one person reads: in their language, at their time. */
@Component
public class Readable {
    private final Words words;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Conditions conditions;

    Readable(Words words, Policies policies, PersonalTexts texts, Conditions conditions) {
        this.words = words;
        this.policies = policies;
        this.texts = texts;
        this.conditions = conditions;
    }

    /** Date, time and zone, as the reader's clock shows them. */
    public static String at(Instant instant, Account reader) {
        return at(instant, reader.language(), reader.timeZone());
    }

    public static String at(Instant instant, Locale language, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language)
                        .format(instant.atZone(zone).toLocalDateTime())
                + " (" + zone.getId() + ")";
    }

    public static String on(Instant instant, Account reader) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(reader.language())
                .format(instant.atZone(reader.timeZone()));
    }

    /** What happened, one line a fact: when, what, and how much. */
    public List<String> facts(List<Report> reports, Account reader) {
        List<String> lines = new ArrayList<>();
        for (var report : reports) {
            for (var fact : report.facts()) {
                var line = new StringBuilder(on(fact.occurredAt(), reader)).append(": ");
                line.append(oneLine(texts.readOr(fact.text(), "—")));
                if (fact.value() != null) {
                    line.append(" (").append(fact.value()).append(')');
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /** What the person assured us of before, so that a relapse is told so. */
    public List<String> earlierAssurances(Account reader, CaseNumber current) {
        return conditions.earlierAssurances(reader.id(), current).stream()
                .map(earlier -> words.of(language(reader), "fact.assurance")
                        .replace("{date}", on(earlier.givenAt(), reader))
                        .replace("{prevention}", oneLine(texts.readOr(earlier.prevention(), "—"))))
                .toList();
    }

    public String permission(Permission permission, boolean onRunningOnly, Account reader) {
        return words.of(language(reader), "permission." + permission + (onRunningOnly ? ".running" : ""));
    }

    /** What is taken away everywhere. */
    public List<String> lost(List<Block> blocks, Account reader) {
        return blocks.stream()
                .filter(block -> block.exceptContracts() == null
                        || block.exceptContracts().isEmpty())
                .map(block -> permission(block.permission(), false, reader))
                .toList();
    }

    /** What stays possible, and where it stays possible on running contracts only. */
    public List<String> kept(List<Permission> kept, List<Block> blocks, Account reader) {
        return kept.stream()
                .map(permission -> permission(
                        permission, blocks.stream().anyMatch(block -> block.permission() == permission), reader))
                .toList();
    }

    /** The steps without their dates, the assurance last. */
    public List<String> steps(List<Condition> asked, ClauseCode clause, int clauseVersion, Account reader) {
        var words = policies.text(clause, clauseVersion, reader.language()).fixSteps();
        List<String> lines = new ArrayList<>();
        asked.forEach(condition -> lines.add(String.valueOf(words.get(condition.code()))));
        if (!asked.isEmpty()) {
            lines.add(word("condition.ASSURANCE", reader));
        }
        return lines;
    }

    /** The steps with their dates, the assurance last. */
    public List<String> conditions(List<Condition> asked, ClauseCode clause, int clauseVersion, Account reader) {
        var steps = policies.text(clause, clauseVersion, reader.language()).fixSteps();
        List<String> lines = new ArrayList<>();
        for (var condition : asked) {
            lines.add("%s (%s, %s)".formatted(steps.get(condition.code()), id(condition), at(condition.due(), reader)));
        }
        if (!asked.isEmpty()) {
            lines.add("%s (%s)"
                    .formatted(
                            words.of(language(reader), "condition.ASSURANCE"),
                            at(asked.get(0).due(), reader)));
        }
        return lines;
    }

    private static String id(Condition condition) {
        return condition.id().equals(ConditionId.DRAFT) ? "K-…" : condition.id().value();
    }

    public String word(String key, Account reader) {
        return words.of(language(reader), key);
    }

    public String source(Report.Source source, Account reader) {
        return words.of(language(reader), "source." + source);
    }

    public String measure(Enum<?> kind, Account reader) {
        return words.of(language(reader), "measure." + kind.name());
    }

    public String step(String step, Account reader) {
        return words.of(language(reader), "step." + step);
    }

    static String language(Account reader) {
        return reader.language().getLanguage();
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
