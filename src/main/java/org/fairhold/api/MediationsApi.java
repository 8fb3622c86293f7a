package org.fairhold.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fairhold.api.HoldView.Amount;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.measure.MeasureId;
import org.fairhold.mediation.Mediation;
import org.fairhold.mediation.MediationCosts;
import org.fairhold.mediation.MediationCosts.Cost;
import org.fairhold.mediation.Mediations;
import org.fairhold.mediation.Mediations.Told;
import org.fairhold.outside.Body;
import org.fairhold.outside.BodyCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What was taken to somebody independent of us, told by the marketplace for its signed-in user. */
@RestController
@RequestMapping("/api/v1/cases/{number}/mediations")
class MediationsApi {
    record MediationSent(
            @Nullable MeasureId measureId,
            @NotNull BodyCode body,
            @NotNull LocalDate openedOn,
            @Size(max = 100)
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,99}",
                            message = "letters, digits, spaces and . _ : / # - only")
                    @Nullable
                    String externalReference) {}

    /**
     * @param measureId absent in a dispute, which names its contract
     * @param result what came of it, and {@code remedy} what follows where it was against us
     */
    record MediationView(
            String mediationId,
            @Nullable String measureId,
            @Nullable String contractId,
            String body,
            String bodyName,
            Body.Kind kind,
            @Nullable String externalReference,
            Instant openedAt,
            @Nullable Instant answerDue,
            @Nullable Instant answeredAt,
            @Nullable Instant resultDue,
            @Nullable String result,
            @Nullable String remedy,
            @Nullable Instant endedAt,
            @Nullable CostView cost) {}

    /** @param fees what the body asks for, and {@code ours} what we bear of it */
    record CostView(Amount fees, Amount ours, Amount personsCosts, Amount reimbursed) {}

    record MediationsView(List<MediationView> items) {}

    private final Cases cases;
    private final Mediations mediations;
    private final MediationCosts costs;

    MediationsApi(Cases cases, Mediations mediations, MediationCosts costs) {
        this.cases = cases;
        this.mediations = mediations;
        this.costs = costs;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MediationView open(@PathVariable CaseNumber number, @Valid @RequestBody MediationSent sent) {
        var opened = mediations.toldByPerson(
                number, new Told(sent.measureId(), sent.body().value(), sent.openedOn(), sent.externalReference()));
        return view(mediations.get(opened.number()));
    }

    @GetMapping
    MediationsView of(@PathVariable CaseNumber number) {
        var unused = cases.get(number);
        return new MediationsView(mediations.of(number).stream().map(this::view).toList());
    }

    private MediationView view(Mediation mediation) {
        var until = mediation.extendedUntil();
        return new MediationView(
                mediation.number(),
                mediation.measure() == null ? null : mediation.measure().value(),
                mediation.contract() == null ? null : mediation.contract().value(),
                mediation.body(),
                mediation.bodyName(),
                mediation.bodyKind(),
                mediation.reference(),
                mediation.openedAt(),
                mediation.answerDue(),
                mediation.answeredAt(),
                until == null ? mediation.resultDue() : until,
                mediation.result() == null ? null : mediation.result().name(),
                mediation.remedy() == null ? null : mediation.remedy().name(),
                mediation.endedAt(),
                costs.of(mediation.number()).map(MediationsApi::view).orElse(null));
    }

    private static CostView view(Cost cost) {
        return new CostView(
                Amount.of(cost.fees()),
                Amount.of(cost.ours()),
                Amount.of(cost.personsCosts()),
                Amount.of(cost.reimbursed()));
    }
}
