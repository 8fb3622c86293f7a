package org.fairhold.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fairhold.account.MeasureKind;
import org.fairhold.caseload.Links;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Stage;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.ContractId;
import org.fairhold.dispute.Refunds;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Reversals;
import org.fairhold.measure.Condition;
import org.fairhold.measure.Conditions;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Measure;
import org.fairhold.measure.Measures;
import org.fairhold.statement.Statements;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the marketplace can read of a case. Internal notes and typed texts are not part of it. */
@RestController
@RequestMapping("/api/v1/cases/{number}")
class CasesApi {
    private static final Set<String> NOT_STAFF = Set.of(Timeline.DESK, Timeline.SUBJECT, Timeline.OTHER);
    private static final Set<String> MANAGER_NAMED = Set.of("managerAssigned", "takenOver", "handedOver");

    record Waiting(String step, @Nullable Instant until) {}

    /** @param contracts those whose end the desk waits for by itself; absent where the person says that it is done */
    record ConditionView(
            String id, String code, @Nullable List<ContractId> contracts, Instant due, @Nullable Instant doneAt) {}

    record MeasureView(
            String id,
            MeasureKind kind,
            String statement,
            Instant effectiveAt,
            @Nullable Instant reviewAt,
            @Nullable Instant endsAt,
            @Nullable Instant closesAt,
            @Nullable Ending endedAs,
            @Nullable Instant endedAt,
            List<ConditionView> conditions,
            boolean assuranceGiven) {}

    record CaseView(
            String number,
            String subjectId,
            String ground,
            @Nullable String clause,
            @Nullable Integer clauseVersion,
            @Nullable String contractId,
            String severity,
            Stage stage,
            Waiting waitingFor,
            @Nullable String manager,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Closing closedAs,
            List<MeasureView> measures,
            @Nullable RefundView refund,
            List<LinkView> linked) {}

    /** @param consent absent while the freelancer has not answered */
    record RefundView(HoldView.Amount amount, Instant answerDue, @Nullable Boolean consent) {}

    /** @param how RELATED; RECLASSIFIED_FROM or JOINED_FROM where the other case goes on in this one, …_INTO where this one does */
    record LinkView(String caseNumber, String how) {}

    record EntryView(
            long id, Instant at, String what, String by, @Nullable String reference, @Nullable String representative) {}

    record Page<T>(List<T> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {}

    private final Cases cases;
    private final Measures measures;
    private final Conditions conditions;
    private final Holds holds;
    private final Refunds refunds;
    private final Reversals reversals;
    private final Links links;
    private final Timeline timeline;
    private final Statements statements;
    private final StatementsApi statementViews;

    CasesApi(
            Cases cases,
            Measures measures,
            Conditions conditions,
            Holds holds,
            Refunds refunds,
            Reversals reversals,
            Links links,
            Timeline timeline,
            Statements statements,
            StatementsApi statementViews) {
        this.cases = cases;
        this.measures = measures;
        this.conditions = conditions;
        this.holds = holds;
        this.refunds = refunds;
        this.reversals = reversals;
        this.links = links;
        this.timeline = timeline;
        this.statements = statements;
        this.statementViews = statementViews;
    }

    @GetMapping
    CaseView show(@PathVariable CaseNumber number) {
        var found = cases.get(number);
        List<MeasureView> imposed = new ArrayList<>();
        for (var measure : measures.of(number)) {
            var end = measures.end(measure.id());
            imposed.add(new MeasureView(
                    measure.id().value(),
                    measure.kind(),
                    measure.statementNumber(),
                    measure.effectiveAt(),
                    measures.nextReview(measure),
                    measure.endsAt(),
                    measure.closure() == null ? null : measure.closure().at(),
                    end.map(Measures.End::as).orElse(null),
                    end.map(Measures.End::at).orElse(null),
                    conditions.of(measure.id()).stream().map(CasesApi::view).toList(),
                    conditions.assured(measure.id())));
        }
        return new CaseView(
                number.value(),
                found.subjectId().value(),
                found.ground().name(),
                found.clause() == null ? null : found.clause().value(),
                found.clauseVersion(),
                found.contractId(),
                found.severity().name(),
                found.stage(),
                new Waiting(found.waitingFor(), found.waitingUntil()),
                cases.managerName(found).orElse(null),
                found.openedAt(),
                found.closedAt(),
                found.closedAs(),
                imposed,
                refunds.request(number)
                        .map(asked ->
                                new RefundView(HoldView.Amount.of(asked.amount()), asked.answerDue(), asked.consent()))
                        .orElse(null),
                links.of(number, false).stream().map(CasesApi::view).toList());
    }

    private static LinkView view(Links.Link link) {
        var direction = link.from().equals(link.other()) ? "_FROM" : "_INTO";
        return new LinkView(
                link.other().value(),
                link.kind() == Links.Kind.RELATED ? link.kind().name() : link.kind() + direction);
    }

    /** @param formula always the same; said so that nobody has to guess what a limit rests on */
    record CaseHold(
            String measureId,
            String statement,
            String clause,
            int clauseVersion,
            Instant placedAt,
            @Nullable Instant reviewAt,
            @Nullable Instant endsAt,
            @Nullable Ending endedAs,
            @Nullable Instant endedAt,
            String formula,
            List<HoldView.Line> lines) {}

    @GetMapping("/holds")
    Page<CaseHold> holds(@PathVariable CaseNumber number) {
        var found = cases.get(number);
        return new Page<>(holds.of(found.number()).stream().map(this::hold).toList(), null);
    }

    private CaseHold hold(Measure hold) {
        var end = measures.end(hold.id());
        var reversed = reversals.of(hold.caseNumber());
        return new CaseHold(
                hold.id().value(),
                hold.statementNumber(),
                hold.clause().value(),
                hold.clauseVersion(),
                hold.effectiveAt(),
                measures.nextReview(hold),
                hold.endsAt(),
                end.map(Measures.End::as).orElse(null),
                end.map(Measures.End::at).orElse(null),
                hold.kind() == MeasureKind.FREEZE ? "EVERYTHING" : "DISPUTED_PLUS_CHARGEBACK",
                holds.linesOf(hold).stream()
                        .map(line -> HoldView.Line.of(line, holds.releases(line), reversed))
                        .toList());
    }

    @GetMapping("/timeline")
    Page<EntryView> timeline(
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        var entries = timeline.of(cases.get(number).number(), after, limit + 1).stream()
                .map(entry -> new EntryView(
                        entry.id(), entry.at(), entry.what(), by(entry.by()), reference(entry), entry.representative()))
                .toList();
        return entries.size() <= limit
                ? new Page<>(entries, null)
                : new Page<>(
                        entries.subList(0, limit),
                        String.valueOf(entries.get(limit - 1).id()));
    }

    /** Outside the desk a colleague is "staff"; names are in the statement where the law wants them. */
    private static String by(String whom) {
        return NOT_STAFF.contains(whom) ? whom : "staff";
    }

    /** Who the manager is stands in the case, by the name that people know. */
    private static @Nullable String reference(Timeline.Entry entry) {
        return MANAGER_NAMED.contains(entry.what()) ? null : entry.reference();
    }

    @GetMapping("/statements")
    Page<StatementsApi.StatementView> statements(@PathVariable CaseNumber number) {
        return new Page<>(
                statements.of(cases.get(number).number()).stream()
                        .map(statementViews::view)
                        .toList(),
                null);
    }

    private static ConditionView view(Condition condition) {
        return new ConditionView(
                condition.id().value(),
                condition.code(),
                condition.contracts().isEmpty() ? null : condition.contracts(),
                condition.due(),
                condition.metAt());
    }
}
