package org.fairhold.process.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.fairhold.process.check.Complaint;
import org.fairhold.regime.Breaches;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How process owners change a running desk: a new set, checked; what was deployed; and running cases moved to it. */
@RestController
@RequestMapping("/api/v1/deployments")
class DeploymentsApi {
    private static final MediaType ZIP = MediaType.valueOf("application/zip");
    private static final int REFUSED_SHOWN_MAX = 20;
    private static final int ERRORS_MAX = 200;

    record RevisionView(int revision, String sha256, Instant deployedAt, String by, Source source) {}

    record RevisionInUse(
            int revision,
            String sha256,
            Instant deployedAt,
            String by,
            Source source,
            List<Revisions.Running> runningCases) {}

    record RefusedView(
            Instant at, String by, Source source, @Nullable String sha256, int findings, List<String> firstFindings) {}

    record Page(
            List<RevisionInUse> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next,
            List<RefusedView> refused) {}

    /** A finding, in the words of every refusal and in an owner's. */
    record Wrong(String field, String reason, String file, String element, String rule) {
        static Wrong of(Complaint complaint) {
            return new Wrong(
                    complaint.file(),
                    complaint.element() + ": " + complaint.rule(),
                    complaint.file(),
                    complaint.element(),
                    complaint.rule());
        }
    }

    record WrongCase(String field, String reason) {}

    private final Deployments deployments;
    private final Revisions revisions;
    private final RunningCases running;
    private final Migrations migrations;
    private final Breaches breaches;

    DeploymentsApi(
            Deployments deployments,
            Revisions revisions,
            RunningCases running,
            Migrations migrations,
            Breaches breaches) {
        this.deployments = deployments;
        this.revisions = revisions;
        this.running = running;
        this.migrations = migrations;
        this.breaches = breaches;
    }

    @PostMapping
    ResponseEntity<?> deploy(
            HttpServletRequest request, @RequestParam(defaultValue = "false") boolean dryRun, Authentication caller)
            throws IOException, HttpMediaTypeNotSupportedException {
        var zip = request.getInputStream().readAllBytes();
        requireZip(zip, request.getContentType());
        if (dryRun) {
            Deployments.Looking look = revision -> new Deployments.Seen(
                    running.olderThan(revision, isConfidant(caller)), breaches.open(isConfidant(caller)));
            return ResponseEntity.ok(
                    zip.length == 0 ? deployments.trialReread(look) : deployments.trialUpload(zip, look));
        }
        var result = zip.length == 0 ? deployments.reread(caller.getName()) : deployments.upload(zip, caller.getName());
        return ResponseEntity.status(result.changed() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(view(result.revision()));
    }

    private static void requireZip(byte[] body, @Nullable String type) throws HttpMediaTypeNotSupportedException {
        if (body.length > 0 && (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(ZIP.toString()))) {
            throw new HttpMediaTypeNotSupportedException(
                    "Content-Type '%s' is not supported; send application/zip.".formatted(type));
        }
    }

    private static RevisionView view(Revision revision) {
        return new RevisionView(
                revision.number(), revision.sha256(), revision.deployedAt(), revision.by(), revision.source());
    }

    /** Newest first, with the latest attempts that were refused. */
    @GetMapping
    Page list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(defaultValue = "2147483647") @Min(1) int after) {
        var found = revisions.page(after, limit + 1);
        var items = found.stream()
                .limit(limit)
                .map(one -> new RevisionInUse(
                        one.revision().number(),
                        one.revision().sha256(),
                        one.revision().deployedAt(),
                        one.revision().by(),
                        one.revision().source(),
                        one.running()))
                .toList();
        var refused = revisions.refused(REFUSED_SHOWN_MAX).stream()
                .map(one -> new RefusedView(
                        one.attempt().at(),
                        one.attempt().by(),
                        one.attempt().source(),
                        one.attempt().sha256(),
                        one.findings(),
                        one.attempt().findings()))
                .toList();
        var next = found.size() <= limit
                ? null
                : String.valueOf(items.get(items.size() - 1).revision());
        return new Page(items, next, refused);
    }

    @PostMapping("/{revision}/migrations")
    Migrations.Report migrate(
            @PathVariable int revision, @Valid @RequestBody Migrations.Order order, Authentication caller) {
        return migrations.move(revision, order, caller.getName(), isConfidant(caller));
    }

    private static boolean isConfidant(Authentication caller) {
        return caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch("confidential"::equals);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(SetRefused refused) {
        var wrong = refused.complaints();
        return problem(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "Nothing is deployed; findings: %d. The first: %s".formatted(wrong.size(), wrong.get(0)),
                wrong.stream().limit(ERRORS_MAX).map(Wrong::of).toList());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stuck(Migrations.Stuck stuck) {
        var report = stuck.report();
        return problem(
                HttpStatus.CONFLICT,
                "No case was moved: revision %d has no place for %d of them. Move only the others with \"only\": \"MAPPABLE\"."
                        .formatted(report.revision(), report.cases().size()),
                report.cases().stream()
                        .limit(ERRORS_MAX)
                        .map(one -> new WrongCase(
                                Objects.requireNonNullElse(one.caseNumber(), "a confidential case"),
                                "On version %d it is at %s, which version %d does not have."
                                        .formatted(
                                                one.fromVersion(),
                                                String.join(
                                                        ", ",
                                                        one.unmapped().stream()
                                                                .map(step ->
                                                                        "%s (%s)".formatted(step.label(), step.id()))
                                                                .toList()),
                                                report.version())))
                        .toList());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail, List<?> errors) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("errors", errors);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
