package org.fairhold.api;

import java.time.Instant;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.statement.Statement;
import org.fairhold.statement.Statements;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The statements of reasons, as issued; readable from the moment the measure takes effect (never-rule 1). */
@RestController
class StatementsApi {
    private static final String ERASED = "(erased)";

    record FactView(
            String reportId,
            int position,
            String source,
            @Nullable String code,
            String text,
            @Nullable String value,
            Instant occurredAt,
            @Nullable String contractId) {}

    record StatementView(
            String id,
            int version,
            String caseNumber,
            String measureId,
            Instant issuedAt,
            String language,
            String ground,
            Statement.Taken measure,
            List<FactView> facts,
            Statement.@Nullable Performance performance,
            Statement.ClauseCited clause,
            String reason,
            List<Statement.Step> steps,
            Statement.Decided decided,
            Statement.Contact contact,
            Instant appealUntil,
            int appealAnswerDays,
            @Nullable List<Statement.Withheld> withheld,
            @Nullable String citation,
            @Nullable Instant reversedAt) {}

    private final Statements statements;
    private final Measures measures;
    private final PersonalTexts texts;

    StatementsApi(Statements statements, Measures measures, PersonalTexts texts) {
        this.statements = statements;
        this.measures = measures;
        this.texts = texts;
    }

    @GetMapping("/api/v1/statements/{id}")
    StatementView show(@PathVariable String id) {
        return view(statements.find(id).orElseThrow(() -> Refused.unknown("There is no statement of that number.")));
    }

    StatementView view(Statement issued) {
        return new StatementView(
                issued.number(),
                issued.version(),
                issued.caseNumber(),
                issued.measureId(),
                issued.issuedAt(),
                issued.language(),
                issued.ground().name(),
                issued.measure(),
                issued.facts().stream()
                        .map(fact -> new FactView(
                                fact.reportNumber(),
                                fact.position(),
                                fact.source(),
                                fact.code(),
                                texts.readOr(fact.text(), ERASED),
                                fact.value(),
                                fact.occurredAt(),
                                fact.contractId()))
                        .toList(),
                issued.performance(),
                issued.clause(),
                texts.readOr(issued.reason(), ERASED),
                issued.steps(),
                issued.decided(),
                issued.contact(),
                issued.appealUntil(),
                issued.appealAnswerDays(),
                issued.withheld(),
                issued.citation() == null ? null : texts.readOr(issued.citation(), ERASED),
                measures.reversedAt(new MeasureId(issued.measureId())).orElse(null));
    }
}
