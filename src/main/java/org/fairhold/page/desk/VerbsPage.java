package org.fairhold.page.desk;

import java.util.Map;
import org.fairhold.Refused;
import org.fairhold.account.AccountId;
import org.fairhold.caseload.Handover;
import org.fairhold.caseload.InternalNotes;
import org.fairhold.caseload.Links;
import org.fairhold.caseload.Moves;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.Cases;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.desk.Roster;
import org.fairhold.desk.StaffMember;
import org.fairhold.line.ReplyAddresses;
import org.fairhold.measure.MeasureId;
import org.fairhold.measure.Withdrawals;
import org.fairhold.mediation.Mediations;
import org.fairhold.page.casefile.CaseFile;
import org.fairhold.representative.Representatives;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The forms on the case page: what is done leads back to the page, what is refused comes back as it was typed. */
@Controller
@RequestMapping("/desk/cases/{number}")
class VerbsPage {
    private interface Verb {
        /** @return the case to look at now */
        CaseNumber act(CaseNumber about, StaffMember by, VerbsTyped typed);
    }

    private final Readers readers;
    private final CaseFile files;
    private final Verbs verbs;
    private final Cases cases;
    private final Roster roster;
    private final Handover handover;
    private final Moves moves;
    private final Links links;
    private final Withdrawals withdrawals;
    private final Mediations mediations;
    private final ReplyAddresses addresses;
    private final Representatives representatives;
    private final InternalNotes notes;
    private final TransactionTemplate transaction;

    VerbsPage(
            Readers readers,
            CaseFile files,
            Verbs verbs,
            Cases cases,
            Roster roster,
            Handover handover,
            Moves moves,
            Links links,
            Withdrawals withdrawals,
            Mediations mediations,
            ReplyAddresses addresses,
            Representatives representatives,
            InternalNotes notes,
            TransactionTemplate transaction) {
        this.readers = readers;
        this.files = files;
        this.verbs = verbs;
        this.cases = cases;
        this.roster = roster;
        this.handover = handover;
        this.moves = moves;
        this.links = links;
        this.withdrawals = withdrawals;
        this.mediations = mediations;
        this.addresses = addresses;
        this.representatives = representatives;
        this.notes = notes;
        this.transaction = transaction;
    }

    @PostMapping("/take-over")
    ModelAndView takeOver(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("takeOver", number, staff, sent, (about, by, typed) -> {
            handover.takeOver(about, by, typed.optional("seen"));
            return about;
        });
    }

    @PostMapping("/hand-over")
    ModelAndView handOver(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("handOver", number, staff, sent, (about, by, typed) -> {
            handover.handOver(about, by, typed.required("to", "Choose who gets the case."), typed.optional("reason"));
            return about;
        });
    }

    @PostMapping("/reclassify")
    ModelAndView reclassify(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act(
                "reclassify",
                number,
                staff,
                sent,
                (about, by, typed) -> moves.reclassify(
                        about,
                        by,
                        typed.required("kind", "Choose the rule that the case is about."),
                        typed.reason("reason")));
    }

    @PostMapping("/link")
    ModelAndView link(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("link", number, staff, sent, (about, by, typed) -> {
            links.link(about, by, other(typed), typed.reason("reason"));
            return about;
        });
    }

    @PostMapping("/join")
    ModelAndView join(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("join", number, staff, sent, (about, by, typed) -> {
            moves.join(about, by, other(typed), typed.reason("reason"));
            return about;
        });
    }

    @PostMapping("/withdraw")
    ModelAndView withdraw(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("withdraw", number, staff, sent, (about, by, typed) -> {
            var measure = new MeasureId(typed.required("measure", "Choose the measure that was wrong."));
            withdrawals.withdraw(about, measure, by, typed.reason("reason"));
            return about;
        });
    }

    /** A body outside wrote that it looks at a measure. */
    @PostMapping("/mediation")
    ModelAndView mediation(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("mediation", number, staff, sent, (about, by, typed) -> {
            if (!by.worksOnCases()) {
                throw Refused.forbidden("Only who works on cases records this.");
            }
            var measure = new MeasureId(typed.required("measureId", "Say which measure the body looks at."));
            var told = new Mediations.Told(
                    measure,
                    typed.required("body", "Choose the body."),
                    typed.day("openedOn"),
                    typed.optional("externalReference"));
            var unused = mediations.recorded(about, told, by.id());
            return about;
        });
    }

    /** The mailbox of a party is somebody else's: nothing that we sent there may speak for them or open their page. */
    @PostMapping("/revoke")
    ModelAndView revoke(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("revoke", number, staff, sent, (about, by, typed) -> {
            requireWork(by);
            var party = new AccountId(typed.required("party", "Choose whose they are."));
            notes.write(about, by.id(), "Why the addresses were closed: " + typed.reason("reason"));
            addresses.revoke(about, party, by.id());
            return about;
        });
    }

    @PostMapping("/end-representative")
    ModelAndView endRepresentative(
            @PathVariable String number, @RequestAttribute String staff, @RequestParam Map<String, String> sent) {
        return act("endRepresentative", number, staff, sent, (about, by, typed) -> {
            requireWork(by);
            var who = new RepresentativeNumber(typed.required("representative", "Choose who does not act any more."));
            notes.write(about, by.id(), "Why somebody does not act any more: " + typed.reason("reason"));
            representatives.end(about, who, by);
            return about;
        });
    }

    private static void requireWork(StaffMember by) {
        if (!by.worksOnCases()) {
            throw Refused.forbidden("This is for people who work on cases.");
        }
    }

    private static CaseNumber other(VerbsTyped typed) {
        return new CaseNumber(typed.required("other", "Say which other case."));
    }

    private ModelAndView act(String name, String number, String staff, Map<String, String> sent, Verb verb) {
        var by = roster.get(staff);
        var about = new CaseNumber(number);
        by.requireToSee(cases.get(about).ground());
        var next = new CaseNumber[] {about};
        var refusal = VerbsRefusal.of(
                name,
                () -> transaction.executeWithoutResult(status -> next[0] = verb.act(about, by, new VerbsTyped(sent))));
        if (refusal == null) {
            return new ModelAndView("redirect:/desk/cases/%s#verbs".formatted(next[0]));
        }
        var read = readers.open(about, staff, by.groups());
        var file = files.of(read, Readers.cleared(by.groups()));
        return new ModelAndView("desk/case-file", refusal.status())
                .addObject("file", file)
                .addObject("mayWrite", readers.mayWrite(by.groups()))
                .addObject("verbs", verbs.of(read, file.account(), staff, sent, refusal));
    }
}
