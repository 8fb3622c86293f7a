package org.fairhold.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Role;
import org.fairhold.casework.CaseEvent;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Closing;
import org.fairhold.casework.Stage;
import org.fairhold.dispute.DisputeEvent;
import org.fairhold.dispute.DisputeOutcome;
import org.fairhold.dispute.Disputes;
import org.fairhold.dispute.Parties;
import org.fairhold.dispute.RefundRequest;
import org.fairhold.dispute.Refunds;
import org.fairhold.measure.Ending;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.outside.Bodies;
import org.fairhold.outside.Body;
import org.fairhold.policy.Policies;
import org.fairhold.report.Reports;
import org.fairhold.text.PersonalTexts;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells both parties of a dispute what happens, each in their language, and neither anything about where the other lives. */
@Component
class DisputeNotices {
    /** Steps that both wait for; what is decided about held money concerns its holder alone. */
    private static final Set<String> OF_BOTH = Set.of("decideOutcome", "recordMediation", "decideRefund");

    private final Notices notices;
    private final Readable readable;
    private final Words words;
    private final Disputes disputes;
    private final Refunds refunds;
    private final Cases cases;
    private final Accounts accounts;
    private final Reports reports;
    private final Policies policies;
    private final Bodies bodies;
    private final PersonalTexts texts;

    DisputeNotices(
            Notices notices,
            Readable readable,
            Words words,
            Disputes disputes,
            Refunds refunds,
            Cases cases,
            Accounts accounts,
            Reports reports,
            Policies policies,
            Bodies bodies,
            PersonalTexts texts) {
        this.notices = notices;
        this.readable = readable;
        this.words = words;
        this.disputes = disputes;
        this.refunds = refunds;
        this.cases = cases;
        this.accounts = accounts;
        this.reports = reports;
        this.policies = policies;
        this.bodies = bodies;
        this.texts = texts;
    }

    @EventListener
    void on(CaseEvent.AnswerInvited invited) {
        disputes.find(invited.caseNumber()).ifPresent(parties -> {
            var reader = accounts.get(invited.party());
            var about = cases.get(invited.caseNumber());
            var clause = Objects.requireNonNull(about.clause());
            var version = Objects.requireNonNull(about.clauseVersion());
            var text = policies.text(clause, version, readable.language(reader));
            tell(
                    parties,
                    reader,
                    "dispute-invitation",
                    "invitation",
                    Map.of(
                            "contract", parties.contract().value(),
                            "facts",
                                    readable.facts(reports.ofCase(about.number().value()), reader),
                            "clauseTitle", text.title(),
                            "clauseCode", clause.value(),
                            "clauseVersion", String.valueOf(version),
                            "clauseText", text.text(),
                            "answerDue", readable.at(invited.answerDue(), reader)));
        });
    }

    /** Whoever sent it has their own answer. */
    @EventListener
    void on(CaseEvent.ReportJoined joined) {
        var report = joined.report();
        if (cases.get(joined.caseNumber()).stage() != Stage.OPENED) {
            disputes.find(joined.caseNumber()).ifPresent(parties -> {
                for (var side : Role.values()) {
                    if (!parties.of(side).value().equals(report.reporterId())) {
                        var reader = accounts.get(parties.of(side));
                        tell(
                                parties,
                                reader,
                                "report-added",
                                "added/" + report.number(),
                                Map.of("facts", readable.facts(List.of(report), reader)));
                    }
                }
            });
        }
    }

    @EventListener
    void on(DisputeEvent.Decided decided) {
        var outcome = decided.outcome();
        tellBoth(
                decided.caseNumber(),
                "dispute-decided",
                "decided/" + outcome.decisionId(),
                (side, reader) -> Map.of(
                        "outcome", readable.word("outcome." + outcome.outcome(), reader),
                        "reason", texts.readOr(outcome.textFor(side), "—"),
                        "whatNext", whatNext(outcome, reader)));
    }

    private String whatNext(DisputeOutcome outcome, Account reader) {
        if (outcome.asksForRefund()) {
            return words.of(
                    readable.language(reader),
                    "outcome.next.refund",
                    Map.of("amount", readable.amount(Objects.requireNonNull(outcome.refund()), reader)));
        }
        return readable.word("outcome.next." + outcome.outcome(), reader);
    }

    @EventListener
    void on(DisputeEvent.ConsentAsked asked) {
        var request = asked.request();
        tellBoth(
                asked.caseNumber(),
                side -> side == Role.FREELANCER ? "refund-consent" : "refund-asked",
                "consent/" + request.decisionId(),
                (side, reader) -> Map.of(
                        "amount", readable.amount(request.amount(), reader),
                        "consentDue", readable.at(request.answerDue(), reader)));
    }

    @EventListener
    void on(DisputeEvent.NoRefund none) {
        tellBoth(
                none.caseNumber(),
                "dispute-not-refunded",
                "not-refunded",
                (side, reader) -> Map.of(
                        "moneyHeld",
                        none.heldUntil() == null
                                ? readable.word("dispute.held.none", reader)
                                : words.of(
                                        readable.language(reader),
                                        "dispute.held",
                                        Map.of("until", readable.at(none.heldUntil(), reader))),
                        "routes",
                        routes(reader)));
    }

    /** The mediators that our terms name stand after what a mediator is. */
    private List<String> routes(Account reader) {
        var mediators = bodies.named().stream()
                .filter(body -> body.kind() == Body.Kind.MEDIATOR)
                .map(Body::said);
        return Stream.of(
                        Stream.of(readable.word("route.mediator", reader)),
                        mediators,
                        Stream.of(readable.word("route.court", reader)))
                .flatMap(Function.identity())
                .toList();
    }

    @EventListener
    void on(CaseEvent.Closed closed) {
        if (closed.as() == Closing.SETTLED) {
            tellBoth(closed.caseNumber(), "dispute-settled", "closed", (side, reader) -> Map.of());
        } else if (closed.as() == Closing.REFUNDED) {
            var amount = refunds.request(closed.caseNumber())
                    .map(RefundRequest::amount)
                    .orElseThrow();
            tellBoth(
                    closed.caseNumber(),
                    "dispute-refunded",
                    "closed",
                    (side, reader) -> Map.of("amount", readable.amount(amount, reader)));
        }
    }

    /** The other party hears that nothing is kept back for the dispute any more; whose money it is hears why. */
    @EventListener
    void on(MeasureEvent.Ended ended) {
        if (ended.as() == Ending.OVERTURNED || ended.as() == Ending.WITHDRAWN) {
            disputes.find(ended.caseNumber())
                    .ifPresent(parties -> tell(
                            parties,
                            accounts.get(parties.client()),
                            "dispute-hold-ended",
                            "hold-ended/" + ended.measure().id(),
                            Map.of()));
        }
    }

    /** Whose case it is hears the same from {@link CaseNotices}. */
    @EventListener
    void on(CaseEvent.HandedOver handed) {
        if (handed.message() != null) {
            disputes.find(handed.caseNumber())
                    .ifPresent(parties -> notices.tell(
                            accounts.get(parties.client()),
                            parties.caseNumber(),
                            "handed-over",
                            handed.message() + "/" + Role.CLIENT,
                            Map.of()));
        }
    }

    /** Whose case it is hears the same from {@link CaseNotices}. */
    @EventListener
    void on(CaseEvent.Overdue overdue) {
        if (OF_BOTH.contains(overdue.step())) {
            disputes.find(overdue.caseNumber()).ifPresent(parties -> {
                var reader = accounts.get(parties.client());
                tell(
                        parties,
                        reader,
                        Readable.LATE,
                        "late/%s/%s".formatted(overdue.step(), overdue.due()),
                        readable.late(overdue.step(), overdue.due(), reader));
            });
        }
    }

    private void tellBoth(
            CaseNumber number, String notice, String key, BiFunction<Role, Account, Map<String, Object>> arguments) {
        tellBoth(number, side -> notice, key, arguments);
    }

    private void tellBoth(
            CaseNumber number,
            Function<Role, String> notice,
            String key,
            BiFunction<Role, Account, Map<String, Object>> arguments) {
        var parties = disputes.parties(number);
        for (var side : Role.values()) {
            var reader = accounts.get(parties.of(side));
            var all = new HashMap<>(arguments.apply(side, reader));
            all.put("contract", parties.contract().value());
            tell(parties, reader, notice.apply(side), key, all);
        }
    }

    private void tell(Parties parties, Account reader, String notice, String key, Map<String, Object> arguments) {
        notices.tell(
                reader,
                parties.caseNumber(),
                notice,
                "%s/%s/%s".formatted(parties.caseNumber(), key, parties.sideOf(reader.id())),
                arguments);
    }
}
