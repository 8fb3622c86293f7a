package org.fairhold.demo.story;

import java.util.Map;
import org.fairhold.account.Role;
import org.fairhold.report.Report.Source;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What weighs most: a suspicion of fraud, an account that somebody else took, an account that ends, and an appeal. */
@Component
@Profile("demo")
class SuspicionStories {
    private final Given given;
    private final Teller tell;

    SuspicionStories(Given given, Teller tell) {
        this.given = given;
        this.tell = tell;
    }

    /** Whom the marketplace has known since before anything was suspected. */
    void people() {
        given.account("viktor", Role.FREELANCER, "Viktor Szabo", "HU", "Europe/Budapest");
        given.account("hana", Role.FREELANCER, "Hana Dvorak", "CZ", "Europe/Prague");
        given.account("bruno", Role.FREELANCER, "Bruno Tavares", "BR", "America/Sao_Paulo");
        given.account("selma", Role.FREELANCER, "Selma Aydin", "TR", "Europe/Istanbul");
    }

    void tell() {
        frozenOnSuspicion();
        takenOverAndProven();
        closureAnnounced();
        askedInAnAppeal();
    }

    /** The bank has asked about payments to Viktor; who told it is not said yet. */
    private void frozenOnSuspicion() {
        given.disputed("k-501", "viktor", "quickads", "Banner series", 2_400_00, 2_400_00);
        var number = tell.report(
                "viktor",
                "FRAUD_SUSPICION",
                Source.CHARGEBACK,
                "quickads",
                "The card that paid this contract was reported as stolen.",
                "1");
        tell.submit(
                "fay",
                number,
                "decideFreeze",
                Map.of(
                        "freezeDecision",
                        "FREEZE",
                        "reasonForPerson",
                        "A payment to you came from a card that was reported as stolen.",
                        "note",
                        "Seen in the payment records; the bank answers within two days.",
                        "withhold",
                        "SOURCE",
                        "withholdReason",
                        "Whoever used the card would move the money at once.",
                        "lookAgainDays",
                        "2"));
    }

    /** Somebody else was in Hana's account; the marketplace has seen her passport, and the changes wait to be undone. */
    private void takenOverAndProven() {
        var number = tell.report(
                "hana",
                "ACCOUNT_TAKEOVER",
                Source.SYSTEM,
                "sign-in",
                "A sign-in from another country, and a new payout method ten minutes later.",
                "2");
        tell.submit(
                "fay",
                number,
                "decideFreeze",
                Map.of(
                        "freezeDecision",
                        "FREEZE",
                        "reasonForPerson",
                        "Somebody signed in from another country and changed where your money goes.",
                        "note",
                        "Both within ten minutes, from an address that was never seen before.",
                        "withhold",
                        "NOTHING"));
        tell.proveOwner("hana");
    }

    /** Bruno was warned, and sold the work of others again: his account ends in a month, unless he appeals with success. */
    private void closureAnnounced() {
        var before = tell.report(
                "bruno", "SPAM_APPLICATIONS", Source.CLIENT, "harbor", "Twelve applications with one text.", "12");
        tell.answer(before, "Everybody does it like that.");
        tell.finds(
                "ben", before, "VIOLATION", "INTENDED", "Twelve identical texts, and he says that it was on purpose.");
        tell.decides("ben", before, "WARNING", "You sent one text to twelve clients, and meant to.", "");
        var number = tell.report(
                "bruno",
                "OTHERS_WORK",
                Source.FREELANCER,
                "selma",
                "He sells my lettering to his clients, with my name cut off.",
                "4");
        tell.answer(number, "I bought it from somebody.");
        tell.finds(
                "ana",
                number,
                "VIOLATION",
                "INTENDED",
                "Four letterings with the mark removed; the seller that he names does not exist.");
        tell.decides(
                "ana",
                number,
                "CLOSURE",
                "You sold the work of somebody else after removing their name, although you had just been warned.",
                "Removing the author's mark four times shows that it was planned; a suspension would not change that.");
    }

    /** Selma appeals, and the reviewer wants to see something before answering. */
    private void askedInAnAppeal() {
        var number = tell.report(
                "selma", "SPAM_APPLICATIONS", Source.CLIENT, "quickads", "Fifteen applications with one text.", "15");
        tell.answer(number, "The first paragraph is the same, because it says who I am.");
        tell.finds("ben", number, "VIOLATION", "CARELESS", "Fifteen texts that differ in the last line only.");
        tell.decides(
                "ben",
                number,
                "RESTRICTION",
                "Fifteen of your applications differ in the last line only, so that clients took them for copies.",
                "Fifteen in one day weigh more than a first violation usually does.");
        tell.appeal(number, "Only the greeting is the same. Please look at the texts again, all of them.");
        tell.submit(
                "rio",
                number,
                "decideAppeal",
                Map.of(
                        "appealDecision",
                        "ASK",
                        "reasonForPerson",
                        "Please send us three of the applications that you mean, in full."));
    }
}
