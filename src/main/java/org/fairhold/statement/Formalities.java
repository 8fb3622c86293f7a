package org.fairhold.statement;

import com.ibm.icu.text.ListFormatter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fairhold.account.Account;
import org.fairhold.account.MeasureKind;
import org.fairhold.casework.Review;
import org.fairhold.measure.Measure;
import org.fairhold.notice.Readable;
import org.fairhold.notice.Words;
import org.fairhold.outside.Bodies;
import org.fairhold.outside.Body;
import org.fairhold.regime.Regime;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the laws want said beside the reasons: as fields, and in the words that every form of a statement has. */
@Component
class Formalities {
    private final Reports reports;
    private final Review review;
    private final Readable readable;
    private final Words words;
    private final Bodies bodies;
    private final StatementSettings settings;

    Formalities(
            Reports reports, Review review, Readable readable, Words words, Bodies bodies, StatementSettings settings) {
        this.reports = reports;
        this.review = review;
        this.readable = readable;
        this.words = words;
        this.bodies = bodies;
        this.settings = settings;
    }

    Statement.Formal of(Measure measure, Account reader) {
        return new Statement.Formal(
                new Statement.Holder(reader.id(), reader.business(), reader.registeredOn()),
                Regime.obligingTheStatement(reader),
                reports.ofCase(measure.caseNumber().value()).stream()
                        .anyMatch(report -> report.source() == Report.Source.SYSTEM),
                measure.kind() != MeasureKind.HOLD
                        && review.proposal(measure.caseNumber()).isPresent(),
                accessLostAt(measure),
                moneyBackWhen(measure.kind()),
                settings.address(measure.clause(), measure.clauseVersion()),
                bodies.named().stream().map(Body::said).toList());
    }

    private static @Nullable Instant accessLostAt(Measure measure) {
        return switch (measure.kind()) {
            case WARNING, HOLD -> null;
            case RESTRICTION, SUSPENSION, FREEZE -> measure.effectiveAt();
            case CLOSURE -> Objects.requireNonNull(measure.closure()).at();
        };
    }

    private static Statement.@Nullable MoneyBack moneyBackWhen(MeasureKind kind) {
        return switch (kind) {
            case HOLD -> Statement.MoneyBack.CONTRACT_COMPLETED;
            case FREEZE -> Statement.MoneyBack.PERSON_DECIDES;
            case WARNING, RESTRICTION, SUSPENSION, CLOSURE -> null;
        };
    }

    /** The same as sentences, one a line. */
    List<String> words(Statement.Formal formal, Measure measure, int version, Account reader) {
        List<String> lines = new ArrayList<>();
        lines.add(say("version", Map.of("version", String.valueOf(version)), reader));
        lines.add(say("account", Map.of("account", reader.id().value()), reader));
        lines.add(say(
                "dates",
                Map.of(
                        "announced",
                        readable.at(measure.effectiveAt(), reader),
                        "effective",
                        readable.at(takesEffect(measure), reader)),
                reader));
        if (formal.accessLostAt() != null) {
            lines.add(say("lost", Map.of("lost", readable.at(formal.accessLostAt(), reader)), reader));
        }
        lines.add(
                measure.endsAt() == null
                        ? say("open", Map.of(), reader)
                        : say("until", Map.of("until", readable.on(measure.endsAt(), reader)), reader));
        lines.add(say("scope", Map.of(), reader));
        lines.addAll(automation(formal, reader));
        lines.add(laws(formal, reader));
        if (formal.policy() != null) {
            lines.add(say("policy", Map.of("policy", formal.policy()), reader));
        }
        lines.add(say("representative", Map.of(), reader));
        lines.add(
                formal.outside().isEmpty()
                        ? say("outside.any", Map.of(), reader)
                        : say("outside", Map.of("bodies", list(formal.outside(), reader)), reader));
        lines.add(say("data", Map.of(), reader));
        return lines;
    }

    private static Instant takesEffect(Measure measure) {
        return measure.closure() == null
                ? measure.effectiveAt()
                : measure.closure().at();
    }

    private List<String> automation(Statement.Formal formal, Account reader) {
        List<String> lines = new ArrayList<>();
        if (Boolean.TRUE.equals(formal.automatedDetection())) {
            lines.add(say("detected", Map.of(), reader));
        }
        if (formal.automatedSupport()) {
            lines.add(say("proposed", Map.of(), reader));
        }
        if (lines.isEmpty() && formal.automatedDetection() != null) {
            lines.add(say("people", Map.of(), reader));
        }
        return lines;
    }

    private String laws(Statement.Formal formal, Account reader) {
        var laws = formal.regimes().stream()
                .map(regime -> readable.word("regime." + regime, reader))
                .toList();
        return laws.isEmpty()
                ? say("laws.none", Map.of(), reader)
                : say("laws", Map.of("laws", list(laws, reader)), reader);
    }

    private String list(List<String> items, Account reader) {
        return ListFormatter.getInstance(readable.language(reader)).format(items);
    }

    private String say(String what, Map<String, ?> arguments, Account reader) {
        return words.of(readable.language(reader), "formal." + what, arguments);
    }
}
