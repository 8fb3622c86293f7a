package org.fairhold.page.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import org.fairhold.Refused;
import org.fairhold.casework.Cases;
import org.fairhold.durable.DurableCopies;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.evidence.EvidenceId;
import org.fairhold.page.Download;
import org.fairhold.statement.Statements;
import org.fairhold.visit.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the person affected can save from their case page. What is not theirs is there for nobody. */
@Controller
class Downloads {
    private final Doorstep doorstep;
    private final Cases cases;
    private final Statements statements;
    private final DurableCopies copies;
    private final EvidenceFiles evidence;
    private final SentFiles sent;
    private final CaseViews views;

    Downloads(
            Doorstep doorstep,
            Cases cases,
            Statements statements,
            DurableCopies copies,
            EvidenceFiles evidence,
            SentFiles sent,
            CaseViews views) {
        this.doorstep = doorstep;
        this.cases = cases;
        this.statements = statements;
        this.copies = copies;
        this.evidence = evidence;
        this.sent = sent;
        this.views = views;
    }

    /** Again what the reader sent, and nobody else's. */
    @GetMapping("/case/{number}/evidence/{id}")
    ResponseEntity<?> evidence(@PathVariable String number, @PathVariable String id, HttpServletRequest request) {
        return saved(number, request, visit -> evidence.find(visit.caseNumber(), EvidenceId.of(id))
                .filter(file -> sent.by(visit, file))
                .flatMap(file -> evidence.content(file.id()).map(content -> Download.of(file, content))));
    }

    /** The statement as it was issued, on a durable medium: the same bytes each time. */
    @GetMapping("/case/{number}/statements/{id}/{version:[0-9]{1,4}}.pdf")
    ResponseEntity<?> statement(
            @PathVariable String number,
            @PathVariable String id,
            @PathVariable int version,
            HttpServletRequest request) {
        return saved(number, request, visit -> statements
                .find(id, version)
                .filter(issued -> issued.caseNumber().equals(visit.caseNumber().value()))
                .filter(issued -> cases.get(visit.caseNumber()).subjectId().equals(visit.reader()))
                .filter(issued -> views.shows(visit, issued.measureId()))
                .map(copies::of)
                .map(copy -> Download.of(copy.name(), "application/pdf", copy.content())));
    }

    private ResponseEntity<?> saved(
            String number, HttpServletRequest request, Function<Visit, Optional<ResponseEntity<byte[]>>> file) {
        try {
            return doorstep.visit(number, request)
                    .flatMap(file)
                    .<ResponseEntity<?>>map(found -> found)
                    .orElseGet(CasePage::closed);
        } catch (Refused refused) {
            return CasePage.closed();
        }
    }
}
