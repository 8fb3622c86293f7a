package org.fairhold.funds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.casework.Review;
import org.fairhold.casework.Signature;
import org.fairhold.casework.Timeline;
import org.fairhold.contract.ContractId;
import org.fairhold.desk.Absences;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.marketplace.Command;
import org.fairhold.marketplace.Command.Line;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.marketplace.CommandEvent;
import org.fairhold.marketplace.CommandState;
import org.fairhold.marketplace.Commands;
import org.fairhold.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes held money back to the clients it came from: in confirmed fraud only, asked for by one member of the fraud team and
 * signed by another, exactly as it was asked for (never-rule 7). The schema holds the same.
 */
@Component
public class Reversals {
    /** So long a signature counts. */
    public static final Duration APPROVED_FOR = Duration.ofHours(24);

    private static final String FRAUD = "fraud";
    private static final String REQUEST = "proposeReversal";

    /** What is to go back to the client of that contract. @param origin where it is held; null: wherever there is enough */
    public record Part(ContractId contract, Money amount, @Nullable Origin origin) {
        /** {@code k-17 USD 60.00}, and PENDING or AVAILABLE where it matters. */
        private static final Pattern LINE =
                Pattern.compile("(\\S+)\\s+([A-Z]{3})\\s+(\\S+)(?:\\s+(PENDING|AVAILABLE))?");

        /** As somebody typed them into that field, one a line. Refused as INVALID where it is nothing of the kind. */
        public static List<Part> typed(String field, String text) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> part(field, line))
                    .toList();
        }

        private static Part part(String field, String line) {
            var typed = LINE.matcher(line);
            if (!typed.matches() || !typed.group(1).matches("[A-Za-z0-9._:-]{1,64}")) {
                throw Refused.invalid(
                        field,
                        "Write one line for each contract whose client gets money back: contract, currency, amount, such as k-17 USD 60.00.");
            }
            return new Part(
                    new ContractId(typed.group(1)),
                    Amounts.typed(field, typed.group(2), typed.group(3)),
                    typed.group(4) == null ? null : Origin.valueOf(typed.group(4)));
        }
    }

    private final Cases cases;
    private final Decisions decisions;
    private final Review review;
    private final Roster roster;
    private final Absences absences;
    private final HoldLines lines;
    private final ReversalRows rows;
    private final Holds holds;
    private final Commands commands;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reversals(
            Cases cases,
            Decisions decisions,
            Review review,
            Roster roster,
            Absences absences,
            HoldLines lines,
            ReversalRows rows,
            Holds holds,
            Commands commands,
            Timeline timeline,
            ApplicationEventPublisher events,
            Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.review = review;
        this.roster = roster;
        this.absences = absences;
        this.lines = lines;
        this.rows = rows;
        this.holds = holds;
        this.commands = commands;
        this.timeline = timeline;
        this.events = events;
        this.clock = clock;
    }

    /**
     * One member of the fraud team asks for it, with evidence for each client. Refused as CONFLICT outside confirmed fraud and
     * where nobody else could sign; as INVALID for money that is not held, or was not paid on that contract.
     *
     * @param evidence what shows that each of these amounts came from that client
     */
    @Transactional
    public void request(Signature by, List<Part> parts, String reasonForPerson, String evidence) {
        var number = by.caseNumber();
        var finding = requireConfirmedFraud(number);
        requireSigner(by.by());
        requireSomebodyElse(by.by());
        var found = placed(number, parts);
        var decision = decisions.record(by, "REVERSE", null, reasonForPerson, evidence);
        for (var one : found) {
            rows.request(one.of(decision.id(), number, finding, by.by(), decision.decidedAt()));
        }
    }

    /** What would be reversed: nothing is written. Refused as {@link #request} refuses. */
    public List<Reversal> draft(CaseNumber number, List<Part> parts) {
        return placed(number, parts).stream()
                .map(one -> one.of(new UUID(0, 0), number, new UUID(0, 0), "", clock.instant()))
                .toList();
    }

    /** What was asked for last. */
    public List<Reversal> asked(CaseNumber number) {
        return rows.of(decisions.required(number, REQUEST).id());
    }

    /** A part and the line that it is taken from. */
    private record Placed(int position, Part part, HoldLine line, AccountId client) {
        Reversal of(UUID request, CaseNumber number, UUID finding, String by, Instant at) {
            return new Reversal(
                    request,
                    position,
                    number,
                    line.place(),
                    part.contract(),
                    client,
                    part.amount(),
                    line.openMinor(),
                    finding,
                    by,
                    at,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    private List<Placed> placed(CaseNumber number, List<Part> parts) {
        if (parts.isEmpty()) {
            throw Refused.invalid("reversalLines", "Write what goes back to which client, one line for each.");
        }
        Map<Line, Long> left = new HashMap<>();
        var open = lines.openOf(number);
        open.forEach(line -> left.put(line.place(), line.openMinor()));
        var holder = cases.get(number).subjectId();
        List<Placed> placed = new ArrayList<>();
        for (var part : parts) {
            var client = rows.client(part.contract(), holder)
                    .orElseThrow(() -> Refused.invalid(
                            "reversalLines", "%s is no contract that paid this person.".formatted(part.contract())));
            var line = open.stream()
                    .filter(one -> one.amount().currency().equals(part.amount().currency()))
                    .filter(one -> part.origin() == null || one.origin() == part.origin())
                    .filter(one -> one.contract() == null || one.contract().equals(part.contract()))
                    .filter(one -> placed.stream()
                            .noneMatch(other -> other.line.place().equals(one.place())
                                    && other.part.contract().equals(part.contract())))
                    .filter(one ->
                            left.getOrDefault(one.place(), 0L) >= part.amount().minor())
                    .findFirst()
                    .orElseThrow(() -> Refused.invalid(
                            "reversalLines",
                            "No line of this case holds %s for contract %s in one place. Where it lies in two, write a line for each, with PENDING and AVAILABLE at the end."
                                    .formatted(Amounts.plain(part.amount()), part.contract())));
            left.merge(line.place(), -part.amount().minor(), Long::sum);
            placed.add(new Placed(placed.size() + 1, part, line, client));
        }
        return placed;
    }

    /**
     * Another member of the fraud team signs exactly what was asked for. Refused as FORBIDDEN for whoever asked, is absent or is
     * not in the team; as CONFLICT when the line or the finding has changed since.
     */
    @Transactional
    public void approve(Signature by, String note) {
        var number = by.caseNumber();
        var asked = requested(number);
        requireSigner(by.by());
        requireAnother(asked.get(0).requestedBy(), by.by());
        requireUnchanged(asked);
        var signature = decisions.record(by, "APPROVE", null, null, note);
        for (var one : asked) {
            rows.approve(one, signature, signature.decidedAt().plus(APPROVED_FOR));
        }
    }

    /**
     * Carries out what was signed, once. Refused as CONFLICT where nothing is signed, the signature has expired, or the line or
     * the finding has changed since it was asked for.
     */
    @Transactional
    public void reverse(CaseNumber number) {
        var asked = requested(number);
        var now = clock.instant();
        for (var one : asked) {
            if (one.approvalId() == null || one.approvedBy() == null) {
                throw Refused.conflict("Nobody has signed this reversal.");
            }
            requireAnother(one.requestedBy(), one.approvedBy());
            if (!now.isBefore(Objects.requireNonNull(one.expiresAt()))) {
                throw Refused.conflict("The signature under this reversal has expired. Ask for it again.");
            }
        }
        requireUnchanged(asked);
        for (var one : asked) {
            var key = "%s/reverse/%s/%d/%s"
                    .formatted(number, one.line().measureId(), one.line().number(), one.approvalId());
            rows.reverse(one, now, key);
            commands.issue(
                    new Command.Reverse(
                            key,
                            number,
                            one.line(),
                            one.beneficiary(),
                            one.amount(),
                            new Command.Approval(
                                    String.valueOf(one.approvalId()),
                                    one.requestedBy(),
                                    Objects.requireNonNull(one.approvedBy()))),
                    now);
            timeline.add(
                    number,
                    "reversed",
                    Objects.requireNonNull(one.approvedBy()),
                    one.line().measureId());
        }
    }

    /** How far the marketplace is with what was reversed. */
    public enum Progress {
        DONE,
        WAITING,
        /** Something of it lies in its line again. */
        REFUSED
    }

    /** What became of the reversal that was asked for last. The case is held until the transaction ends. */
    @Transactional
    public Progress check(CaseNumber number) {
        cases.lock(number);
        var request = decisions.required(number, REQUEST);
        var states = rows.of(request.id()).stream()
                .map(Reversal::commandKey)
                .map(key ->
                        commands.find(Objects.requireNonNull(key)).orElseThrow().state())
                .toList();
        if (!states.stream().allMatch(CommandState::isOver)) {
            cases.waitFor(number, "marketplace", null);
            return Progress.WAITING;
        }
        return states.contains(CommandState.REJECTED) ? Progress.REFUSED : Progress.DONE;
    }

    /** Refused as CONFLICT as long as the marketplace has not said what became of each reversal. */
    public void requireOver(CaseNumber number) {
        var waiting = rows.of(number).stream()
                .map(Reversal::commandKey)
                .filter(Objects::nonNull)
                .anyMatch(key -> !commands.find(key).orElseThrow().state().isOver());
        if (waiting) {
            throw Refused.conflict("The marketplace has not confirmed yet that the money went back to the clients.");
        }
    }

    /** Only now the client hears of it: the money is there. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandEvent.Confirmed confirmed) {
        if (confirmed.command() instanceof Command.Reverse reverse) {
            cases.lock(reverse.caseNumber());
            rows.ofCommand(reverse.key())
                    .ifPresent(
                            done -> events.publishEvent(new HoldEvent.Reversed(reverse.caseNumber(), List.of(done))));
        }
    }

    /** What the marketplace did not take back lies in its line again, or with its holder where nothing is frozen any more. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(CommandEvent.Rejected rejected) {
        if (rejected.command() instanceof Command.Reverse reverse) {
            cases.lock(reverse.caseNumber());
            rows.ofCommand(reverse.key()).ifPresent(refused -> {
                rows.refused(refused, clock.instant());
                timeline.add(
                        reverse.caseNumber(),
                        "notReversed:" + rejected.reason(),
                        Timeline.DESK,
                        reverse.line().measureId());
                holds.giveBackIfEnded(reverse.line());
            });
        }
    }

    /** What was asked for last and is not carried out. */
    private List<Reversal> requested(CaseNumber number) {
        cases.lock(number);
        var request = decisions.required(number, REQUEST);
        var asked = rows.of(request.id());
        if (asked.isEmpty()) {
            throw Refused.conflict("Nobody has asked for a reversal in case %s.".formatted(number));
        }
        if (!asked.stream().allMatch(Reversal::isOpen)) {
            throw Refused.conflict("This reversal was carried out before.");
        }
        return asked;
    }

    private UUID requireConfirmedFraud(CaseNumber number) {
        var about = cases.lock(number);
        if (about.ground() != Ground.FRAUD) {
            throw Refused.conflict("Only confirmed fraud reverses money. This case is about something else.");
        }
        return review.found(number)
                .filter(found -> found.result() == Review.Finding.VIOLATION)
                .map(Review.Found::decisionId)
                .orElseThrow(() -> Refused.conflict("Only confirmed fraud reverses money. Nothing is confirmed here."));
    }

    private void requireUnchanged(List<Reversal> asked) {
        var finding = requireConfirmedFraud(asked.get(0).caseNumber());
        for (var one : asked) {
            if (rows.openMinor(one.line()) != one.openMinor()) {
                throw Refused.conflict(
                        "What is held has changed since this reversal was asked for. Return it, so that it is asked for again.");
            }
            if (!finding.equals(one.findingId())) {
                throw Refused.conflict("The finding has changed since this reversal was asked for. Return it.");
            }
        }
    }

    /** Refused as FORBIDDEN for somebody who is not in the fraud team now, or is absent. */
    private void requireSigner(String user) {
        var signer = roster.find(user)
                .filter(Reversals::signs)
                .orElseThrow(() -> Refused.forbidden("Only members of the fraud team sign reversals."));
        if (absences.until(signer.id()).isPresent()) {
            throw Refused.forbidden("You are marked absent. Say that you are back before you sign.");
        }
    }

    private static boolean signs(StaffMember member) {
        return member.groups().contains(FRAUD);
    }

    /** Two signatures need two people: where there is only one, nothing begins. */
    private void requireSomebodyElse(String requester) {
        if (roster.all().stream().filter(Reversals::signs).noneMatch(other -> !isSame(other.id(), requester))) {
            throw Refused.conflict(
                    "You are the only member of the fraud team. A reversal needs two different people: nothing was asked for.");
        }
    }

    private static void requireAnother(String requester, String approver) {
        if (isSame(requester, approver)) {
            throw Refused.forbidden("You asked for this reversal. Another member of the fraud team signs it.");
        }
    }

    private static boolean isSame(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }

    /** What was asked for, signed and reversed in a case, oldest first. */
    public List<Reversal> of(CaseNumber number) {
        return rows.of(number);
    }
}
