package org.fairhold.page.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.account.Ground;
import org.fairhold.caseload.ByHand;
import org.fairhold.desk.Roster;
import org.fairhold.notice.Words;
import org.fairhold.performance.Occurrence;
import org.fairhold.report.NewReport;
import org.fairhold.report.Reception;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a colleague opens a case by hand: the same way as every report, with the outcome on the page. */
@Controller
@RequestMapping("/desk/new-case")
class VerbsNewCasePage {
    private static final int FACTS_MAX = 3;
    private static final int VALUE_MAX = 64;
    private static final int ADDRESS_MAX = 2_000;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");
    private static final Pattern FACT = Pattern.compile("facts\\[(\\d+)]\\.(occurredAt|contractId)");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final ByHand byHand;
    private final Roster roster;
    private final Verbs verbs;
    private final TheirContracts contracts;
    private final Words words;

    VerbsNewCasePage(ByHand byHand, Roster roster, Verbs verbs, TheirContracts contracts, Words words) {
        this.byHand = byHand;
        this.roster = roster;
        this.verbs = verbs;
        this.contracts = contracts;
        this.words = words;
    }

    @GetMapping
    ModelAndView show(@RequestAttribute String staff, @RequestParam Map<String, String> typed) {
        requireMay(staff);
        return page(HttpStatus.OK, typed, null, null);
    }

    /** The same page with what was typed, and the contracts of that account to choose from. */
    @PostMapping(params = "look")
    ModelAndView look(@RequestAttribute String staff, @RequestParam Map<String, String> typed) {
        requireMay(staff);
        return page(HttpStatus.OK, typed, null, null);
    }

    @PostMapping
    ModelAndView open(@RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        requireMay(staff);
        var typed = new VerbsTyped(sent);
        var received = new Reception[1];
        var refusal = asTyped(VerbsRefusal.of("newCase", () -> received[0] = report(staff, typed)));
        return refusal == null
                ? page(HttpStatus.CREATED, Map.of(), received[0], null)
                : page(refusal.status(), sent, null, refusal);
    }

    /** A fact's own field, by the name that it has in the form. */
    private static @Nullable VerbsRefusal asTyped(@Nullable VerbsRefusal refusal) {
        if (refusal == null) {
            return null;
        }
        var fact = FACT.matcher(String.valueOf(refusal.field()));
        return fact.matches()
                ? new VerbsRefusal(
                        refusal.verb(),
                        (fact.group(2).equals("contractId") ? "contract" : "when")
                                + (Integer.parseInt(fact.group(1)) + 1),
                        refusal.reason(),
                        refusal.status())
                : refusal;
    }

    private void requireMay(String staff) {
        if (!roster.get(staff).worksOnCases()) {
            throw Refused.forbidden("Analysts, leads and the fraud team open cases by hand.");
        }
    }

    private Reception report(String staff, VerbsTyped typed) {
        var subject = typed.required("subjectId", "Say which account it is about.");
        if (!ID.matcher(subject).matches()) {
            throw Refused.invalid("subjectId", "An account id is 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        var about = new AccountId(subject);
        var kind = typed.required("kind", "Choose the rule that it is about.");
        var facts = facts(typed);
        if (Ground.ofReport(kind) == Ground.POOR_PERFORMANCE) {
            requireCounted(about, facts);
        }
        return byHand.report(roster.get(staff), about, kind, facts, evidence(typed));
    }

    /** A record counts complaints of a kind about a contract of that freelancer, and nothing else. */
    private void requireCounted(AccountId freelancer, List<NewReport.Fact> facts) {
        for (int i = 0; i < facts.size(); i++) {
            var fact = facts.get(i);
            if (fact.code() == null) {
                throw Refused.invalid("code" + (i + 1), "Say what kind of complaint it is, so that it counts.");
            }
            if (fact.contractId() == null) {
                throw Refused.invalid("contract" + (i + 1), "Say which contract it is about, so that it counts.");
            }
            if (!contracts.isWorkOf(freelancer, fact.contractId())) {
                throw Refused.invalid(
                        "contract" + (i + 1),
                        "Contract %s is not work of %s.".formatted(fact.contractId(), freelancer));
            }
        }
    }

    /** The first fact is required; a further one counts where anything of it was typed. */
    private static List<NewReport.Fact> facts(VerbsTyped typed) {
        List<NewReport.Fact> facts = new ArrayList<>();
        for (int i = 1; i <= FACTS_MAX; i++) {
            if (i == 1
                    || typed.optional("text" + i) != null
                    || typed.optional("code" + i) != null
                    || typed.optional("value" + i) != null
                    || typed.optional("when" + i) != null
                    || typed.optional("contract" + i) != null) {
                facts.add(fact(typed, i));
            }
        }
        return facts;
    }

    private static NewReport.Fact fact(VerbsTyped typed, int number) {
        var value = typed.optional("value" + number);
        if (value != null && value.length() > VALUE_MAX) {
            throw Refused.invalid("value" + number, "At most %d characters.".formatted(VALUE_MAX));
        }
        var contract = typed.optional("contract" + number);
        if (contract != null && !ID.matcher(contract).matches()) {
            throw Refused.invalid("contract" + number, "A contract id is 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        var code = typed.optional("code" + number);
        if (code != null
                && Occurrence.complaints().stream().noneMatch(one -> one.name().equals(code))) {
            throw Refused.invalid("code" + number, "Choose one of these kinds of complaint.");
        }
        return new NewReport.Fact(
                code,
                typed.required("text" + number, "Say what happened."),
                value,
                typed.moment("when" + number),
                contract);
    }

    private static @Nullable String evidence(VerbsTyped typed) {
        var address = typed.optional("evidence");
        if (address != null
                && (address.length() > ADDRESS_MAX || !ADDRESS.matcher(address).matches())) {
            throw Refused.invalid("evidence", "A link begins with https:// and has no spaces.");
        }
        return address;
    }

    private ModelAndView page(
            HttpStatus status,
            Map<String, String> typed,
            @Nullable Reception received,
            @Nullable VerbsRefusal refusal) {
        return new ModelAndView("desk/new-case", status)
                .addObject("typed", typed)
                .addObject("received", received)
                .addObject("refusal", refusal)
                .addObject("rules", verbs.rules())
                .addObject("codes", codes())
                .addObject(
                        "contracts",
                        contractsOf(typed.getOrDefault("subjectId", "").strip()))
                .addObject("facts", IntStream.rangeClosed(1, FACTS_MAX).boxed().toList());
    }

    private List<Verbs.Choice> codes() {
        return Occurrence.complaints().stream()
                .map(code -> new Verbs.Choice(code.name(), words.of("en", "code." + code)))
                .toList();
    }

    private List<Verbs.Choice> contractsOf(String account) {
        return ID.matcher(account).matches() ? contracts.of(new AccountId(account)) : List.of();
    }
}
