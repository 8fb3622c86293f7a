package org.fairhold.api;

import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.durable.DurableCopies;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Measures;
import org.fairhold.statement.Statement;
import org.fairhold.statement.Statements;
import org.fairhold.text.PersonalTexts;
import org.fairhold.transparency.Elements;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
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
            Statement.@Nullable Formal formal,
            @Nullable LetterView letter,
            @Nullable Instant reversedAt,
            @Nullable String replacedBy) {}

    /** The words that the person got; absent once they were erased. */
    record LetterView(String subject, String text) {}

    private final Statements statements;
    private final Measures measures;
    private final PersonalTexts texts;
    private final Elements elements;
    private final DurableCopies copies;

    StatementsApi(
            Statements statements, Measures measures, PersonalTexts texts, Elements elements, DurableCopies copies) {
        this.statements = statements;
        this.measures = measures;
        this.texts = texts;
        this.elements = elements;
        this.copies = copies;
    }

    enum View {
        dsa
    }

    /** As issued, or as one element of the EU database's batch. */
    @GetMapping("/api/v1/statements/{id}")
    Object show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable View view,
            @RequestParam(required = false) @Min(1) @Nullable Integer version) {
        var statement = find(id, version);
        return view == View.dsa ? elements.of(statement) : view(statement);
    }

    /** On a durable medium: the same bytes each time. */
    @GetMapping("/api/v1/statements/{id}.pdf")
    ResponseEntity<byte[]> pdf(
            @PathVariable String id, @RequestParam(required = false) @Min(1) @Nullable Integer version) {
        var copy = copies.of(find(id, version));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(copy.name())
                                .build()
                                .toString())
                .header(
                        "Repr-Digest",
                        "sha-256=:%s:"
                                .formatted(Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(copy.sha256()))))
                .body(copy.content());
    }

    private Statement find(String id, @Nullable Integer version) {
        return (version == null ? statements.find(id) : statements.find(id, version))
                .orElseThrow(() -> Refused.unknown("There is no statement of that number."));
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
                issued.formal(),
                statements
                        .letter(issued)
                        .map(letter -> new LetterView(letter.subject(), letter.text()))
                        .orElse(null),
                measures.reversedAt(new MeasureId(issued.measureId())).orElse(null),
                measures.replacedBy(new MeasureId(issued.measureId())).orElse(null));
    }
}
