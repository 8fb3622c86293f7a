package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.api.ContractsApi.Amount;
import org.fairhold.appeal.Appeals;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Hardships;
import org.fairhold.casework.Hearing;
import org.fairhold.dispute.Refunds;
import org.fairhold.evidence.EvidenceFiles;
import org.fairhold.measure.ConditionId;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Warnings;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** What the person affected does, called by the marketplace for its signed-in user. */
@RestController
@RequestMapping("/api/v1/cases/{number}")
@ResponseStatus(HttpStatus.CREATED)
class SubjectApi {
    private static final int TEXT_MAX = 10_000;

    record FactCorrected(
            @NotNull @Pattern(regexp = "R-[0-9]{1,12}", message = "R- and digits") String reportId,
            @NotNull @Min(1) Integer position) {}

    record AnswerSent(
            @NotBlank @Size(max = TEXT_MAX) String text,
            @Valid @Nullable FactCorrected correctsFact,
            @Nullable AccountId accountId) {}

    record RefundConsentSent(@Nullable AccountId accountId, @NotNull @Valid Amount amount, @NotNull Boolean consent) {}

    enum ConditionState {
        DONE
    }

    record ConditionSent(@NotNull ConditionState state, @Size(max = TEXT_MAX) @Nullable String note) {}

    record AssuranceSent(
            @NotBlank @Size(max = TEXT_MAX) String cause,
            @NotBlank @Size(max = TEXT_MAX) String fix,
            @NotBlank @Size(max = TEXT_MAX) String prevention) {}

    record LessonSent(@NotEmpty @Size(max = 50) List<@NotNull @Min(1) Integer> answers) {}

    record AppealSent(@NotNull MeasureId measureId, @NotBlank @Size(max = TEXT_MAX) String text) {}

    record HardshipSent(@NotBlank @Size(max = TEXT_MAX) String text, @Nullable AccountId accountId) {}

    record EvidenceView(String evidenceId, String mediaType, int bytes, String sha256, Instant receivedAt) {}

    /** What the case waits for after this. */
    record Received(String caseNumber, String stage, String waitingFor, @Nullable Instant until) {}

    record LessonView(int correct, int questions, boolean passed) {}

    record AppealView(String appealId, String measureId, Instant answerDue) {}

    private final Cases cases;
    private final Hearing hearing;
    private final Refunds refunds;
    private final Conditions conditions;
    private final Warnings warnings;
    private final Appeals appeals;
    private final Hardships hardships;
    private final EvidenceFiles evidence;
    private final Policies policies;

    SubjectApi(
            Cases cases,
            Hearing hearing,
            Refunds refunds,
            Conditions conditions,
            Warnings warnings,
            Appeals appeals,
            Hardships hardships,
            EvidenceFiles evidence,
            Policies policies) {
        this.cases = cases;
        this.hearing = hearing;
        this.refunds = refunds;
        this.conditions = conditions;
        this.warnings = warnings;
        this.appeals = appeals;
        this.hardships = hardships;
        this.evidence = evidence;
        this.policies = policies;
    }

    @PostMapping("/answers")
    Received answer(@PathVariable CaseNumber number, @Valid @RequestBody AnswerSent answer) {
        var corrected = answer.correctsFact();
        hearing.receive(
                number,
                answer.accountId(),
                answer.text(),
                corrected == null ? null : new Hearing.FactRef(corrected.reportId(), corrected.position()));
        return received(number);
    }

    @PostMapping("/refund-consent")
    Received refundConsent(@PathVariable CaseNumber number, @Valid @RequestBody RefundConsentSent sent) {
        var by = sent.accountId() == null ? cases.get(number).subjectId() : sent.accountId();
        refunds.answer(number, by, sent.amount().toMoney("amount"), sent.consent());
        return received(number);
    }

    @PostMapping("/conditions/{id}")
    Received condition(
            @PathVariable CaseNumber number, @PathVariable String id, @Valid @RequestBody ConditionSent condition) {
        conditions.done(number, new ConditionId(id), condition.note());
        return received(number);
    }

    @PostMapping("/assurance")
    Received assurance(@PathVariable CaseNumber number, @Valid @RequestBody AssuranceSent assurance) {
        conditions.assure(number, assurance.cause(), assurance.fix(), assurance.prevention());
        return received(number);
    }

    @PostMapping("/acknowledgement")
    Received acknowledgement(@PathVariable CaseNumber number) {
        warnings.acknowledge(number);
        return received(number);
    }

    @PostMapping("/lessons/{clause}")
    LessonView lesson(
            @PathVariable CaseNumber number, @PathVariable String clause, @Valid @RequestBody LessonSent lesson) {
        ClauseCode code = policies.find(clause)
                .orElseThrow(() -> Refused.unknown("There is no such clause."))
                .clause();
        var result = warnings.takeLesson(number, code, lesson.answers());
        return new LessonView(result.correct(), result.questions(), result.passed());
    }

    @PostMapping("/appeals")
    AppealView appeal(@PathVariable CaseNumber number, @Valid @RequestBody AppealSent appeal) {
        var lodged = appeals.lodge(number, appeal.measureId(), appeal.text());
        return new AppealView(lodged.number(), lodged.measureId().value(), lodged.answerDue());
    }

    @PostMapping("/hardship")
    Received hardship(@PathVariable CaseNumber number, @Valid @RequestBody HardshipSent hardship) {
        hardships.tell(number, hardship.accountId(), hardship.text());
        return received(number);
    }

    /** Twice the same file of the same person is one file. */
    @PostMapping(path = "/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    EvidenceView evidence(
            @PathVariable CaseNumber number,
            @RequestPart(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable AccountId accountId)
            throws IOException {
        var unused = cases.get(number);
        if (file == null) {
            throw Refused.invalid("file", "Send a part called file.");
        }
        var kept = evidence.receive(number, accountId, file.getOriginalFilename(), file.getBytes());
        return new EvidenceView(
                kept.id().toString(), kept.type().code(), kept.bytes(), kept.sha256(), kept.receivedAt());
    }

    private Received received(CaseNumber number) {
        var about = cases.get(number);
        return new Received(number.value(), about.stage().name(), about.waitingFor(), about.waitingUntil());
    }
}
