package org.fairhold.notice;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.account.Cause;
import org.fairhold.account.Cause.Block;
import org.fairhold.account.Permission;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Review.Finding;
import org.fairhold.contract.ContractId;
import org.fairhold.funds.HoldLine;
import org.fairhold.funds.Reversal;
import org.fairhold.measure.Condition;
import org.fairhold.measure.ConditionId;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Measure;
import org.fairhold.money.Money;
import org.fairhold.performance.PerformanceRecord;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.fairhold.report.Report;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The facts of a case as words that one person reads: in their language, at their time. */
@Component
public class Readable {
    /** The letter that says that we are late. */
    static final String LATE = "late";

    private final Words words;
    private final Languages languages;
    private final Dates dates;
    private final Policies policies;
    private final PersonalTexts texts;
    private final Conditions conditions;

    Readable(
            Words words,
            Languages languages,
            Dates dates,
            Policies policies,
            PersonalTexts texts,
            Conditions conditions) {
        this.words = words;
        this.languages = languages;
        this.dates = dates;
        this.policies = policies;
        this.texts = texts;
        this.conditions = conditions;
    }

    /** Date, time and zone, as the reader's clock shows them. */
    public String at(Instant instant, Account reader) {
        return dates.at(instant, languages.of(reader), languages.formats(reader), reader.timeZone());
    }

    /** As colleagues read it, wherever they are. */
    String atForStaff(Instant instant) {
        return dates.at(instant, Locale.ENGLISH, Locale.ENGLISH, ZoneOffset.UTC);
    }

    public String on(Instant instant, Account reader) {
        return dates.on(instant, languages.formats(reader), reader.timeZone());
    }

    /** The language that the reader gets texts in. */
    public Locale language(Account reader) {
        return languages.of(reader);
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

    /** What the person's contracts came to: how many went wrong, how many well, what is usual, and which went wrong. */
    public List<String> performance(PerformanceRecord record, Account reader) {
        List<String> lines = new ArrayList<>();
        lines.add(say(
                "performance.share",
                Map.of(
                        "from", on(record.windowFrom(), reader),
                        "until", on(record.takenAt(), reader),
                        "contracts", record.counted(),
                        "affected", record.affected(),
                        "share", percent(record.share(), reader)),
                reader));
        lines.add(say("performance.good", Map.of("good", record.counted() - record.affected()), reader));
        if (record.usualContracts() > 0) {
            lines.add(say("performance.usual", Map.of("usual", percent(record.usualShare(), reader)), reader));
        }
        record.contracts().stream()
                .filter(PerformanceRecord.Line::affected)
                .map(line -> say(
                        "performance.contract",
                        Map.of("contract", line.contract(), "problems", occurrences(line, reader)),
                        reader))
                .forEach(lines::add);
        return lines;
    }

    private String occurrences(PerformanceRecord.Line line, Account reader) {
        return ListFormatter.getInstance(language(reader))
                .format(line.occurrences().stream()
                        .map(occurrence -> word("code." + occurrence, reader))
                        .toList());
    }

    private String percent(double share, Account reader) {
        return NumberFormat.getPercentInstance(languages.formats(reader)).format(share);
    }

    private String say(String key, Map<String, ?> arguments, Account reader) {
        return words.of(language(reader), key, arguments);
    }

    /** What the person assured us of before, so that a relapse is told so. */
    public List<String> earlierAssurances(Account reader, CaseNumber current) {
        return conditions.earlierAssurances(reader.id(), current).stream()
                .map(earlier -> words.of(
                        language(reader),
                        "fact.assurance",
                        Map.of(
                                "date", on(earlier.givenAt(), reader),
                                "prevention", oneLine(texts.readOr(earlier.prevention(), "—")))))
                .toList();
    }

    private String permission(Permission permission, boolean onRunningOnly, Account reader) {
        return word("permission." + permission + (onRunningOnly ? ".running" : ""), reader);
    }

    /** What is taken away everywhere. */
    public List<String> lost(List<Block> blocks, Account reader) {
        return blocks.stream()
                .filter(Block::everywhere)
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
        var words = policies.text(clause, clauseVersion, language(reader)).fixSteps();
        List<String> lines = new ArrayList<>();
        asked.forEach(condition -> lines.add(step(condition, words, reader)));
        if (!asked.isEmpty()) {
            lines.add(word("condition.ASSURANCE", reader));
        }
        return lines;
    }

    /**
     * What the person must do. What the desk sees by itself names its contracts.
     *
     * @param words the clause's own, by the code of the step
     */
    public String step(Condition condition, Map<String, String> words, Account reader) {
        return condition.contracts().isEmpty()
                ? Objects.requireNonNull(words.get(condition.code()))
                : say(
                        "condition." + condition.code(),
                        Map.of("contracts", list(condition.contracts(), reader)),
                        reader);
    }

    private String list(List<ContractId> contracts, Account reader) {
        return ListFormatter.getInstance(language(reader))
                .format(contracts.stream().map(ContractId::value).toList());
    }

    /** The steps with their dates, the assurance last. */
    public List<String> conditions(List<Condition> asked, ClauseCode clause, int clauseVersion, Account reader) {
        var language = language(reader);
        var steps = policies.text(clause, clauseVersion, language).fixSteps();
        List<String> lines = new ArrayList<>();
        for (var condition : asked) {
            lines.add(words.of(
                    language,
                    "condition.line.numbered",
                    Map.of(
                            "step", step(condition, steps, reader),
                            "due", at(condition.due(), reader),
                            "id", id(condition))));
        }
        if (!asked.isEmpty()) {
            lines.add(words.of(
                    language,
                    "condition.line",
                    Map.of(
                            "step", word("condition.ASSURANCE", reader),
                            "due", at(asked.get(0).due(), reader))));
        }
        return lines;
    }

    /** An amount with its currency's code, in the reader's own way of writing numbers. */
    public String amount(Money amount, Account reader) {
        var digits = Money.digits(amount.currency());
        var format = NumberFormat.getInstance(languages.formats(reader), NumberFormat.ISOCURRENCYSTYLE);
        format.setCurrency(Currency.fromJavaCurrency(amount.currency()));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(amount.inUnits());
    }

    /** What is held, line by line, and the formula that it rests on; of a frozen account it is everything. */
    public List<String> held(List<HoldLine> lines, Account reader) {
        return lines.isEmpty()
                ? List.of(word("hold.everything.none", reader))
                : lines.stream().map(line -> held(line, reader)).toList();
    }

    private String held(HoldLine line, Account reader) {
        return line.contract() == null
                ? say(
                        "hold.everything",
                        Map.of(
                                "amount",
                                amount(line.amount(), reader),
                                "origin",
                                word("balance." + line.origin(), reader)),
                        reader)
                : say(
                        "hold.line",
                        Map.of(
                                "contract", line.contract().value(),
                                "amount", amount(line.amount(), reader),
                                "origin", word("origin." + line.origin(), reader),
                                "disputed", amount(line.disputed(), reader),
                                "chargeback", amount(line.chargeback(), reader),
                                "limit", amount(line.disputed().plus(line.chargeback()), reader)),
                        reader);
    }

    /** Where held money lies: for which contract, or which part of everything. */
    String place(HoldLine line, Account reader) {
        return line.contract() == null
                ? word("balance." + line.origin(), reader)
                : say("hold.contract", Map.of("contract", line.contract().value()), reader);
    }

    /** What went back to clients, line by line. */
    public List<String> reversed(List<Reversal> reversals, Account reader) {
        return reversals.isEmpty()
                ? List.of(word("reversal.none", reader))
                : reversals.stream()
                        .map(one -> say(
                                "reversal.line",
                                Map.of(
                                        "contract", one.contract().value(),
                                        "amount", amount(one.amount(), reader)),
                                reader))
                        .toList();
    }

    /** What stands in the place of a part that is not said yet. */
    public String withheld(String part, Instant lookAgainAt, Account reader) {
        return say("withheld." + part, Map.of("lookAgainOn", on(lookAgainAt, reader)), reader);
    }

    /** What an investigation has found by now. */
    public String found(@Nullable String finding, Account reader) {
        return word(
                "fraud."
                        + switch (String.valueOf(finding)) {
                            case "VIOLATION" -> "CONFIRMED";
                            case "NONE" -> "NONE";
                            default -> "OPEN";
                        },
                reader);
    }

    /** What all the lines hold together, currency by currency. */
    public String inAll(List<HoldLine> lines, Account reader) {
        Map<Currency, Money> sums = new LinkedHashMap<>();
        lines.forEach(
                line -> sums.merge(Currency.fromJavaCurrency(line.amount().currency()), line.amount(), Money::plus));
        return ListFormatter.getInstance(language(reader))
                .format(sums.values().stream().map(sum -> amount(sum, reader)).toList());
    }

    /** Whether the review has found anything yet: a hold can stand before it. */
    public String foundSoFar(@Nullable Finding finding, Account reader) {
        return finding == null
                ? word("hold.found.nothing", reader)
                : say("hold.found", Map.of("finding", word("finding." + finding, reader)), reader);
    }

    private static String id(Condition condition) {
        return condition.id().equals(ConditionId.DRAFT) ? "K-…" : condition.id().value();
    }

    public String word(String key, Account reader) {
        return words.of(language(reader).toLanguageTag(), key);
    }

    /** A measure that was told of before, by its kind, its statement and its day. */
    public String earlier(Measure measure, Account reader) {
        return words.of(
                language(reader),
                "earlier.measure",
                Map.of(
                        "measure", word("measure." + measure.kind(), reader),
                        "statementNumber", measure.statementNumber(),
                        "date", on(measure.effectiveAt(), reader)));
    }

    /** Where the reports came from, as one enumeration. */
    public String sources(List<Report> reports, Account reader) {
        return ListFormatter.getInstance(languages.formats(reader))
                .format(reports.stream()
                        .map(report -> word("source." + report.source(), reader))
                        .distinct()
                        .toList());
    }

    /** What still limits the reader's account; the number of a confidential case is not said. */
    String remaining(Cause cause, Account reader) {
        var kind = word("measure." + cause.kind(), reader);
        return cause.ground().confidential()
                ? kind
                : words.of(
                        language(reader), "remaining.case", Map.of("measure", kind, "caseNumber", cause.caseNumber()));
    }

    /** A step of the desk, by what it does for the person. */
    public String step(String step, Account reader) {
        return word("step." + step, reader);
    }

    /** What we are late with, and when we said that it would be done. */
    public Map<String, Object> late(String step, Instant due, Account reader) {
        return Map.of("stepName", step(step, reader), "dueOn", at(due, reader));
    }

    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
