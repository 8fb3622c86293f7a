package org.fairhold.process.desk;

import static java.util.Map.entry;
import static org.fairhold.process.Variables.ACKNOWLEDGEMENT_DAYS;
import static org.fairhold.process.Variables.APPEALED_MEASURE;
import static org.fairhold.process.Variables.APPELLANT_DAYS;
import static org.fairhold.process.Variables.CONDITION_DAYS;
import static org.fairhold.process.Variables.DATA_DAYS;
import static org.fairhold.process.Variables.END_AFTER_DAYS;
import static org.fairhold.process.Variables.EXPIRY_DAYS;
import static org.fairhold.process.Variables.FEE_FREE_DAYS;
import static org.fairhold.process.Variables.FIRST_REVIEW_DAYS;
import static org.fairhold.process.Variables.LOST_DAYS;
import static org.fairhold.process.Variables.MEASURE;
import static org.fairhold.process.Variables.MESSAGE;
import static org.fairhold.process.Variables.NOTICE_DAYS;
import static org.fairhold.process.Variables.REVIEW_AFTER_DAYS;
import static org.fairhold.process.Variables.REVIEW_EVERY_DAYS;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fairhold.Refused;
import org.fairhold.account.Account;
import org.fairhold.account.Accounts;
import org.fairhold.account.Ground;
import org.fairhold.account.MeasureKind;
import org.fairhold.appeal.AppealTalk;
import org.fairhold.appeal.Remedy;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.Decisions;
import org.fairhold.contract.Contracts.Running;
import org.fairhold.fraud.WithheldPart;
import org.fairhold.funds.Chosen;
import org.fairhold.funds.Holds;
import org.fairhold.funds.Reversals;
import org.fairhold.funds.Reversals.Part;
import org.fairhold.funds.Why;
import org.fairhold.marketplace.Command.Origin;
import org.fairhold.measure.Closures;
import org.fairhold.measure.Closures.ClosureTerms;
import org.fairhold.measure.Ending;
import org.fairhold.measure.Enforcement;
import org.fairhold.measure.Enforcement.HoldTerms;
import org.fairhold.measure.Enforcement.Instead;
import org.fairhold.measure.Enforcement.RestrictionTerms;
import org.fairhold.measure.Enforcement.WarningTerms;
import org.fairhold.measure.MeasureEvent;
import org.fairhold.measure.MeasureId;
import org.fairhold.notice.Letter;
import org.fairhold.notice.LetterDrafts;
import org.fairhold.notice.Readable;
import org.fairhold.policy.ClauseVersion;
import org.fairhold.process.Correlation;
import org.fairhold.process.Tables;
import org.fairhold.process.Variable;
import org.fairhold.statement.FreezeDrafts;
import org.fairhold.statement.Issuance;
import org.fairhold.text.PersonalTexts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What each choice of a form would do, and the letter it would send: computed when somebody looks, and never stored. */
@Component
class Choices {
    static final String NONE = "NONE";
    private static final String CLOSURE_AT_ONCE = "CLOSURE_AT_ONCE";

    /** Poor performance limits new work only, and closes no account at once. */
    private static final Set<String> NOT_FOR_PERFORMANCE = Set.of("SUSPENSION", CLOSURE_AT_ONCE);

    private static final Map<String, List<String>> OF_STEP = Map.ofEntries(
            entry(
                    "decideMeasure",
                    List.of(NONE, "WARNING", "RESTRICTION", "SUSPENSION", MeasureKind.CLOSURE.name(), CLOSURE_AT_ONCE)),
            entry("reviewReport", List.of(NONE, "HONEST_MISTAKE", "VIOLATION")),
            entry("reviewPerformance", List.of("NO_HARM", "HARM")),
            entry("checkFix", List.of("REINSTATE", "ASK_AGAIN", "REFUSE")),
            entry("signRefusal", List.of("SIGN", "RETURN")),
            entry("signClosure", List.of("SIGN", "RETURN")),
            entry("reviewRestriction", List.of("CONFIRM", "REOPEN", "CLOSE", "LIFT")),
            entry("decideHold", List.of("PROPOSED", "LESS", NONE)),
            entry("reviewHold", List.of("CONFIRM", "LIFT")),
            entry("decideFreeze", List.of("FREEZE", "NO_FREEZE")),
            entry("reviewFreeze", List.of("GO_ON", "UNFOUNDED")),
            entry("reviewWithheld", List.of("KEEP", "DISCLOSE")),
            entry("investigateFraud", List.of(NONE, "VIOLATION")),
            entry("proposeReversal", List.of("REVERSE", "NOTHING")),
            entry("signReversal", List.of("APPROVE", "RETURN")),
            entry("settleFraud", List.of("KEEP", "RELEASE_MONEY", "LIFT", "CLOSE")),
            entry("decideAtLimit", List.of("KEEP", "RELEASE_MONEY")),
            entry("answerMessage", List.of("ANSWER", "NO_LETTER")),
            entry(
                    "decideAppeal",
                    List.of(
                            "UPHOLD",
                            "CHANGE_TO_SUSPENSION",
                            "CHANGE_TO_RESTRICTION",
                            "CHANGE_TO_WARNING",
                            "CHANGE_RULE",
                            "CHANGE_RULE_TO_RESTRICTION",
                            "CHANGE_RULE_TO_WARNING",
                            "OVERTURN",
                            "ANSWERED",
                            "ASK")));

    /**
     * What stands in a form when somebody looks at its letter.
     *
     * @param origin where the money of a hold lies; null until it is said
     * @param holdLines what is held instead of what is proposed
     * @param withhold what the statement of a freeze does not say yet
     * @param lookAgainDays when that is looked at again
     * @param reversalLines what goes back to which client
     * @param otherRule the code of another rule that the person is asked about
     */
    record Typed(
            String choice,
            String reason,
            @Nullable Origin origin,
            String holdLines,
            String withhold,
            String lookAgainDays,
            String reversalLines,
            String otherRule) {}

    /**
     * What a measure would do to this person from now on.
     *
     * @param running the contracts on which work goes on
     * @param until when it ends by itself at the latest
     */
    record Effect(
            String kind,
            List<String> lost,
            List<String> kept,
            List<Running> running,
            List<String> conditions,
            @Nullable Instant conditionsDue,
            @Nullable Instant review,
            @Nullable Instant until,
            @Nullable Instant closes) {}

    private final Enforcement enforcement;
    private final Remedy remedy;
    private final Holds holds;
    private final Issuance issuance;
    private final LetterDrafts letters;
    private final AppealTalk talk;
    private final FreezeDrafts freezeDrafts;
    private final Reversals reversals;
    private final Readable readable;
    private final Accounts accounts;
    private final Cases cases;
    private final Closures closures;
    private final Decisions decisions;
    private final PersonalTexts texts;
    private final Correlation correlation;
    private final Tables tables;

    Choices(
            Enforcement enforcement,
            Remedy remedy,
            Holds holds,
            Issuance issuance,
            LetterDrafts letters,
            AppealTalk talk,
            FreezeDrafts freezeDrafts,
            Reversals reversals,
            Readable readable,
            Accounts accounts,
            Cases cases,
            Closures closures,
            Decisions decisions,
            PersonalTexts texts,
            Correlation correlation,
            Tables tables) {
        this.enforcement = enforcement;
        this.remedy = remedy;
        this.holds = holds;
        this.issuance = issuance;
        this.letters = letters;
        this.talk = talk;
        this.freezeDrafts = freezeDrafts;
        this.reversals = reversals;
        this.readable = readable;
        this.accounts = accounts;
        this.cases = cases;
        this.closures = closures;
        this.decisions = decisions;
        this.texts = texts;
        this.correlation = correlation;
        this.tables = tables;
    }

    /** The choices whose letter can be previewed at this step. */
    List<String> at(CaseNumber number, String step) {
        return OF_STEP.getOrDefault(step, List.of()).stream()
                .filter(choice -> !NOT_FOR_PERFORMANCE.contains(choice) || !ofPerformance(number))
                .toList();
    }

    private boolean ofPerformance(CaseNumber number) {
        return cases.get(number).ground() == Ground.POOR_PERFORMANCE;
    }

    @Transactional(readOnly = true)
    public List<Effect> effects(CaseNumber number, String step) {
        if (!step.equals("decideMeasure")) {
            return List.of();
        }
        var known = correlation.variables(number);
        return at(number, step).stream()
                .filter(choice -> !choice.equals(NONE))
                .map(choice -> effect(choice, draft(number, choice, known)))
                .toList();
    }

    /**
     * The letters that follow from a choice; none where it sends none. The transaction cannot write, whatever their words
     * need.
     *
     * @param known the variables of the task, whose times were fixed when its process began
     */
    @Transactional(readOnly = true)
    public List<Letter> letters(CaseNumber number, String step, Typed typed, String by, Map<String, Object> known) {
        var choice = typed.choice();
        var reason = typed.reason();
        return switch (step + ":" + choice) {
            case "reviewPerformance:NO_HARM" -> List.of(letters.closed(number, "no-harm", Map.of()));
            case "reviewReport:NONE" -> List.of(letters.closed(number, "no-violation", Map.of()));
            case "decideMeasure:NONE" -> List.of(letters.closed(number, "no-measure", Map.of("reason", reason)));
            case "decideMeasure:WARNING",
                    "decideMeasure:RESTRICTION",
                    "decideMeasure:SUSPENSION",
                    "decideMeasure:CLOSURE",
                    "decideMeasure:CLOSURE_AT_ONCE" ->
                List.of(issuance.preview(draft(number, choice, correlation.variables(number)), reason, by));
            case "decideFreeze:FREEZE" -> List.of(frozen(number, typed, by, known));
            case "reviewFreeze:UNFOUNDED", "investigateFraud:NONE" ->
                letters.freezeEnded(number, Ending.UNFOUNDED, reason);
            case "reviewWithheld:DISCLOSE" -> List.of(toDisclose(number));
            case "proposeReversal:REVERSE" ->
                List.of(freezeDrafts.inFull(
                        number,
                        reversals.draft(number, Part.typed("reversalLines", typed.reversalLines())),
                        reason,
                        by));
            case "proposeReversal:NOTHING" -> List.of(freezeDrafts.inFull(number, List.of(), reason, by));
            case "signReversal:APPROVE" -> List.of(toReverse(number));
            case "settleFraud:RELEASE_MONEY", "decideAtLimit:RELEASE_MONEY" ->
                letters.freezeReleased(number, Why.LINE_DECIDED);
            case "settleFraud:LIFT" -> letters.freezeEnded(number, Ending.UNJUSTIFIED, reason);
            case "settleFraud:CLOSE" ->
                List.of(issuance.preview(draft(number, CLOSURE_AT_ONCE, correlation.variables(number)), reason, by));
            case "signClosure:SIGN" -> List.of(toSign(number));
            case "decideHold:PROPOSED", "decideHold:LESS" ->
                List.of(issuance.preview(holds.draft(number, chosen(number, typed), terms(known)), reason, by));
            case "reviewHold:CONFIRM" -> List.of(letters.holdConfirmed(number, days(known, REVIEW_EVERY_DAYS), reason));
            case "reviewHold:LIFT" -> letters.holdLifted(number, reason);
            case "checkFix:REINSTATE" -> List.of(letters.ended(number, Ending.REINSTATED, reason));
            case "checkFix:ASK_AGAIN" -> List.of(letters.askedAgain(number, days(known, CONDITION_DAYS), reason));
            case "checkFix:REFUSE" -> List.of(letters.refused(number, reason));
            case "signRefusal:SIGN" -> List.of(letters.refusedAsWritten(number));
            case "reviewRestriction:CONFIRM" ->
                List.of(letters.confirmed(number, days(known, REVIEW_EVERY_DAYS), reason));
            case "reviewRestriction:REOPEN" ->
                List.of(
                        letters.confirmed(number, days(known, REVIEW_EVERY_DAYS), reason),
                        letters.askedAgain(number, days(known, CONDITION_DAYS), reason));
            case "reviewRestriction:CLOSE" ->
                List.of(issuance.preview(
                        draft(number, MeasureKind.CLOSURE.name(), correlation.variables(number)), reason, by));
            case "reviewRestriction:LIFT" -> List.of(letters.ended(number, Ending.UNJUSTIFIED, reason));
            case "decideAppeal:UPHOLD" -> List.of(letters.upheld(appealed(known), reason));
            case "decideAppeal:ANSWERED" -> List.of(letters.answered(appealed(known), reason));
            case "decideAppeal:ASK" ->
                List.of(letters.asked(
                        appealed(known),
                        talk.answerUntil(number, appealed(known), days(known, APPELLANT_DAYS)),
                        typed.otherRule().isBlank()
                                ? null
                                : talk.other(number, typed.otherRule().strip()),
                        reason));
            case "decideAppeal:OVERTURN" -> List.of(letters.overturned(appealed(known), this::feeFreeDays, reason));
            case "answerMessage:ANSWER" ->
                List.of(letters.messageAnswer((String) Objects.requireNonNull(known.get(MESSAGE.name())), reason));
            case "decideAppeal:CHANGE_TO_SUSPENSION" -> changed(number, MeasureKind.SUSPENSION, known, reason, by);
            case "decideAppeal:CHANGE_TO_RESTRICTION" -> changed(number, MeasureKind.RESTRICTION, known, reason, by);
            case "decideAppeal:CHANGE_TO_WARNING" -> changed(number, MeasureKind.WARNING, known, reason, by);
            case "decideAppeal:CHANGE_RULE" ->
                underAnotherRule(number, remedy.kind(appealed(known)), known, reason, by);
            case "decideAppeal:CHANGE_RULE_TO_RESTRICTION" ->
                underAnotherRule(number, MeasureKind.RESTRICTION, known, reason, by);
            case "decideAppeal:CHANGE_RULE_TO_WARNING" ->
                underAnotherRule(number, MeasureKind.WARNING, known, reason, by);
            default -> List.of();
        };
    }

    private List<Chosen> chosen(CaseNumber number, Typed typed) {
        if (typed.origin() == null) {
            throw Refused.invalid("origin", "Say where the money lies, and the letter stands here.");
        }
        return typed.choice().equals("PROPOSED")
                ? holds.proposed(number, typed.origin())
                : Chosen.typed("holdLines", typed.holdLines(), typed.origin());
    }

    private Letter frozen(CaseNumber number, Typed typed, String by, Map<String, Object> known) {
        var withheld = Stream.of(WithheldPart.Part.values())
                .filter(part -> typed.withhold().contains(part.name()))
                .toList();
        var lookAgain =
                Duration.ofDays(typed.lookAgainDays().matches("[1-3]") ? Integer.parseInt(typed.lookAgainDays()) : 1);
        return freezeDrafts.frozen(number, days(known, FIRST_REVIEW_DAYS), withheld, lookAgain, typed.reason(), by);
    }

    /** With the reason that was written when the account was frozen, and by whom. */
    private Letter toDisclose(CaseNumber number) {
        var froze = decisions.required(number, "decideFreeze");
        return freezeDrafts.inFull(number, List.of(), texts.readOr(froze.reason(), "—"), froze.decidedBy());
    }

    /** The letter of the reversal that waits for its second signature, as whoever asked for it wrote it. */
    private Letter toReverse(CaseNumber number) {
        var asked = decisions.required(number, "proposeReversal");
        return freezeDrafts.inFull(
                number, reversals.asked(number), texts.readOr(asked.reason(), "—"), asked.decidedBy());
    }

    private static HoldTerms terms(Map<String, Object> known) {
        return new HoldTerms(days(known, REVIEW_AFTER_DAYS), days(known, END_AFTER_DAYS));
    }

    /** The answer to the appeal, and the statement of the milder measure. */
    private List<Letter> changed(
            CaseNumber number, MeasureKind to, Map<String, Object> known, String reason, String by) {
        remedy.requireMilder("appealDecision", appealed(known), to);
        return changed(number, to, known, null, reason, by);
    }

    private List<Letter> underAnotherRule(
            CaseNumber number, MeasureKind to, Map<String, Object> known, String reason, String by) {
        remedy.requireUnderAnotherRule("appealDecision", appealed(known), to);
        var rule = talk.rule(number, appealed(known))
                .orElseThrow(() -> Refused.invalid("appealDecision", "Ask the person about the other rule first."));
        return changed(number, to, known, rule, reason, by);
    }

    private List<Letter> changed(
            CaseNumber number,
            MeasureKind to,
            Map<String, Object> known,
            @Nullable ClauseVersion rule,
            String reason,
            String by) {
        var instead = new Instead(remedy.measure(appealed(known)), rule);
        return List.of(
                letters.changed(appealed(known), rule, reason),
                issuance.preview(draft(number, to.name(), correlation.variables(number), instead), reason, by));
    }

    private int feeFreeDays(int lostDays) {
        return (Integer) Objects.requireNonNull(tables.ask("appeal-compensation", Map.of(LOST_DAYS.name(), lostDays))
                .get(FEE_FREE_DAYS.name()));
    }

    private static MeasureId appealed(Map<String, Object> known) {
        return new MeasureId((String) Objects.requireNonNull(known.get(APPEALED_MEASURE.name())));
    }

    /** The letter of the closure that waits for its second signature, as whoever decided it wrote it. */
    private Letter toSign(CaseNumber number) {
        var decision = decisions.get(closures.chosen(number).decisionId());
        return issuance.preview(
                draft(number, CLOSURE_AT_ONCE, correlation.variables(number)),
                texts.readOr(decision.reason(), "—"),
                decision.decidedBy());
    }

    private MeasureEvent.Imposed draft(CaseNumber number, String choice, Map<String, Object> known) {
        return draft(number, choice, known, null);
    }

    private MeasureEvent.Imposed draft(
            CaseNumber number, String choice, Map<String, Object> known, @Nullable Instead instead) {
        var variables = new HashMap<>(known);
        var atOnce = choice.equals(CLOSURE_AT_ONCE);
        if (atOnce || choice.equals(MeasureKind.CLOSURE.name())) {
            var times = tables.ask("closure-times", variables);
            return closures.draft(number, atOnce, new ClosureTerms(days(times, NOTICE_DAYS), days(times, DATA_DAYS)));
        }
        var kind = MeasureKind.valueOf(choice);
        variables.put(MEASURE.name(), kind.name());
        if (kind == MeasureKind.WARNING) {
            var times = tables.ask("warning-times", variables);
            return enforcement.draft(
                    number, new WarningTerms(days(times, ACKNOWLEDGEMENT_DAYS), days(times, EXPIRY_DAYS)), instead);
        }
        var times = tables.ask("restriction-times", variables);
        return enforcement.draft(
                number,
                kind,
                new RestrictionTerms(
                        days(times, CONDITION_DAYS), days(times, REVIEW_AFTER_DAYS), days(times, END_AFTER_DAYS)),
                instead);
    }

    private static Duration days(Map<String, Object> outputs, Variable<Integer> days) {
        return Duration.ofDays(((Number) Objects.requireNonNull(outputs.get(days.name()))).longValue());
    }

    private Effect effect(String choice, MeasureEvent.Imposed draft) {
        var measure = draft.measure();
        var reader = inEnglish(accounts.get(measure.subjectId()));
        var taken = draft.effects();
        var conditions = readable.steps(draft.conditions(), measure.clause(), measure.clauseVersion(), reader);
        return new Effect(
                choice,
                readable.lost(taken.blocks(), reader),
                readable.kept(taken.kept(), taken.blocks(), reader),
                taken.running(),
                conditions,
                draft.conditions().isEmpty() ? null : draft.conditions().get(0).due(),
                measure.reviewAt(),
                measure.endsAt(),
                measure.closure() == null ? null : measure.closure().at());
    }

    /** Staff read English, whatever the person reads. */
    private static Account inEnglish(Account person) {
        return new Account(
                person.id(),
                person.role(),
                person.displayName(),
                person.email(),
                person.secondEmail(),
                Locale.ENGLISH,
                person.country(),
                person.timeZone(),
                person.registeredOn(),
                person.business(),
                person.version());
    }
}
