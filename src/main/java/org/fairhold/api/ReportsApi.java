package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.fairhold.account.AccountId;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.report.NewReport;
import org.fairhold.report.Report;
import org.fairhold.report.Reports;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Somebody reports an account. */
@RestController
class ReportsApi {
    record FactSent(
            @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "capital letters, digits and _") @Nullable String code,
            @NotBlank @Size(max = 10_000) String text,
            @Size(max = 64) @Nullable String value,
            @NotNull Instant occurredAt,
            @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}", message = "1 to 64 of A-Z a-z 0-9 . _ : -") @Nullable
                    String contractId) {}

    record ReportSent(
            @NotNull AccountId subjectId,
            @NotNull Report.Source source,
            @Pattern(regexp = "[A-Za-z0-9._:-]{1,64}", message = "1 to 64 of A-Z a-z 0-9 . _ : -") @Nullable
                    String reporterId,
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "capital letters, digits and _") String kind,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull FactSent> facts,
            @Nullable Instant suspectedSince,
            @Size(min = 1, max = 255) @Nullable String externalId) {
        NewReport toReport() {
            return new NewReport(
                    subjectId,
                    source,
                    reporterId,
                    kind,
                    facts.stream()
                            .map(fact -> new NewReport.Fact(
                                    fact.code(), fact.text(), fact.value(), fact.occurredAt(), fact.contractId()))
                            .toList(),
                    suspectedSince,
                    externalId);
        }
    }

    record ReportAnswer(String reportId, @Nullable String caseNumber, String outcome) {}

    private final Reports reports;
    private final Cases cases;

    ReportsApi(Reports reports, Cases cases) {
        this.reports = reports;
        this.cases = cases;
    }

    @PostMapping("/api/v1/reports")
    ResponseEntity<ReportAnswer> receive(@Valid @RequestBody ReportSent report) {
        var reception = reports.receive(report.toReport());
        return ResponseEntity.status(reception.duplicate() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new ReportAnswer(
                        reception.reportNumber(),
                        known(reception.caseNumber()),
                        reception.duplicate()
                                ? "DUPLICATE"
                                : reception.outcome().name()));
    }

    /** A caller who may not read the case learns no number. */
    private @Nullable String known(@Nullable String caseNumber) {
        return caseNumber != null
                        && NeedToKnow.covers(
                                cases.get(new CaseNumber(caseNumber)).ground())
                ? caseNumber
                : null;
    }
}
