package org.fairhold.demo.story;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.fairhold.account.Role;
import org.fairhold.report.Report.Source;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One freelancer or client at each point of a policy case, so that every role has something to do at once. */
@Component
@Profile("demo")
class PolicyStories {
    /** How long Mira's story takes. */
    static final Duration LONGEST = Duration.ofDays(9);

    private final Given given;
    private final Teller tell;

    PolicyStories(Given given, Teller tell) {
        this.given = given;
        this.tell = tell;
    }

    /** So much time passes: {@link #LONGEST}. */
    void tell() {
        people();
        silentAndOverdue();
        relapse();
        reinstatementToCheck();
        restrictedAndWaiting();
        warnedForAnHonestMistake();
        restrictedInGerman();
        decisionToTake();
        clientToReview();
        answerAwaited();
    }

    private void people() {
        given.account("mira", Role.FREELANCER, "Mira Tannhauser", "DE", "Europe/Berlin");
        given.account("jonah", Role.FREELANCER, "Jonah Abara", "NG", "Africa/Lagos");
        given.account("lucia", Role.FREELANCER, "Lucia Ferrant", "ES", "Europe/Madrid");
        given.account("tomas", Role.FREELANCER, "Tomas Vrba", "CZ", "Europe/Prague");
        given.account("priya", Role.FREELANCER, "Priya Raman", "IN", "Asia/Kolkata");
        given.account("oskar", Role.FREELANCER, "Oskar Lindholm", "SE", "Europe/Stockholm");
        given.account("nadia", Role.FREELANCER, "Nadia Benali", "FR", "Europe/Paris");
        given.account(
                "resi", Role.FREELANCER, "Resi Hofgartner", Locale.forLanguageTag("de-AT"), "AT", "Europe/Vienna");
        given.account("harbor", Role.CLIENT, "Harbor Lane Studio", "US", "America/New_York");
        given.account("quickads", Role.CLIENT, "QuickAds Media", "GB", "Europe/London");
        given.contract("k-101", "mira", "harbor", "Logo for a bakery");
        given.contract("k-102", "jonah", "harbor", "Product photos");
        given.contract("k-103", "lucia", "quickads", "Landing page");
        given.contract("k-104", "lucia", "harbor", "Brand guide");
    }

    /** Mira was restricted, gave her assurance, was reinstated, and is reported again: her assurance is quoted. */
    private void relapse() {
        var first = tell.report(
                "mira",
                "SPAM_APPLICATIONS",
                Source.CLIENT,
                "harbor",
                "The same application text on 22 jobs in one evening.",
                "22");
        tell.answer(first, "I did not know that this counts as spam.");
        tell.finds(
                "ana",
                first,
                "VIOLATION",
                "CARELESS",
                "22 applications with identical text within three hours, seen in the records.");
        tell.decides(
                "ana",
                first,
                "RESTRICTION",
                "You sent the same text to 22 jobs in one evening. Clients could not tell whether you had read their posts.",
                "22 identical applications in one evening weigh more than a first violation usually does.");
        tell.fulfils(
                first,
                "I wanted to be fast and used one text for everything.",
                "I withdrew the applications that were still open.",
                "I read each post and write each application for it.");
        tell.submit("ben", first, "checkFix", Map.of("fixDecision", "REINSTATE"));
        tell.passes(LONGEST.toString());
        tell.report(
                "mira",
                "SPAM_APPLICATIONS",
                Source.CLIENT,
                "quickads",
                "Nine applications with one text, two weeks after the last time.",
                "9");
    }

    private void reinstatementToCheck() {
        var number = tell.report(
                "jonah",
                "OTHERS_WORK",
                Source.FREELANCER,
                "lucia",
                "Three pictures in the portfolio are from another photographer.",
                "3");
        tell.answer(number, "They are from a studio where I worked. I thought I may show them.");
        tell.finds(
                "ben",
                number,
                "VIOLATION",
                "CARELESS",
                "Three pictures carry another photographer's mark; the studio confirms it.");
        tell.decides(
                "ben",
                number,
                "RESTRICTION",
                "Three pictures in your portfolio are the work of somebody else, and their author did not agree.",
                "");
        tell.fulfils(
                number,
                "I did not ask the studio before I used the pictures.",
                "I removed the three pictures.",
                "I only show work of my own, and ask when I am not sure.");
    }

    private void restrictedAndWaiting() {
        var number = tell.report(
                "lucia",
                "FALSE_IDENTITY",
                Source.SYSTEM,
                "harbor",
                "The name of the profile is not the name of the bank account.",
                "1");
        tell.answer(number, "It is my artist name. Everybody knows me by it.");
        tell.finds(
                "ana",
                number,
                "VIOLATION",
                "CARELESS",
                "The profile shows a name that no document in the account carries.");
        tell.decides(
                "ana",
                number,
                "SUSPENSION",
                "Your profile shows a name that none of your documents carries. Clients must know whom they hire.",
                "The identity is not proven at all, so that no new client should rely on it; running work goes on.");
    }

    private void warnedForAnHonestMistake() {
        var number = tell.report(
                "tomas",
                "SPAM_APPLICATIONS",
                Source.CLIENT,
                "harbor",
                "Six applications with nearly the same text.",
                "6");
        tell.answer(number, "I am new here. The first lines are the same, the rest is not.");
        tell.finds(
                "ben",
                number,
                "HONEST_MISTAKE",
                "UNCLEAR",
                "A new member with a template; four of the six texts differ below the greeting.");
        tell.decides(
                "ben",
                number,
                "WARNING",
                "Your applications looked like copies. We believe that you did not mean it; the lesson shows how to do better.",
                "");
    }

    /** Resi lives in Vienna and reads German, and so are her mails; the studio that reported her reads English. */
    private void restrictedInGerman() {
        var number = tell.report(
                "resi",
                "SPAM_APPLICATIONS",
                Source.CLIENT,
                "harbor",
                "Dreizehn Bewerbungen mit demselben Text an einem Vormittag.",
                "13");
        tell.answer(number, "Ich wollte schnell sein. Mir war nicht klar, dass das nicht erlaubt ist.");
        tell.finds(
                "ana",
                number,
                "VIOLATION",
                "CARELESS",
                "13 applications with identical text within two hours, seen in the records.");
        tell.decides(
                "ana",
                number,
                "RESTRICTION",
                "Sie haben an einem Vormittag denselben Text auf 13 Aufträge gesendet. Niemand konnte sehen, ob Sie die Aufträge gelesen hatten.",
                "13 identical applications in one morning weigh more than a first violation usually does.");
        tell.fulfils(
                number,
                "Ich habe einen Text für alles verwendet, weil ich schnell sein wollte.",
                "Ich habe die offenen Bewerbungen zurückgezogen.",
                "Ich lese jeden Auftrag und schreibe jede Bewerbung neu.");
        tell.submit("ben", number, "checkFix", Map.of("fixDecision", "REINSTATE"));
    }

    private void decisionToTake() {
        var number = tell.report(
                "priya", "SPAM_APPLICATIONS", Source.CLIENT, "quickads", "Seventeen copies of one application.", "17");
        tell.answer(number, "An assistant sent them for me. I am sorry and have stopped it.");
        tell.finds(
                "ana",
                number,
                "VIOLATION",
                "CARELESS",
                "17 identical applications; sent by a helper, with the account's own password.");
    }

    private void clientToReview() {
        var number = tell.report(
                "quickads",
                "SPAM_JOB_POST",
                Source.FREELANCER,
                "nadia",
                "The same job posted eleven times under other titles.",
                "11");
        tell.answer(number, "These are eleven different campaigns.");
    }

    /** Oskar never answers, and while time passes in Mira's story nobody reviews his case: it goes to the lead as well. */
    private void silentAndOverdue() {
        tell.report("oskar", "OTHERS_WORK", Source.FREELANCER, "priya", "A case study copied from my page.", "1");
    }

    private void answerAwaited() {
        tell.report("nadia", "SPAM_APPLICATIONS", Source.CLIENT, "harbor", "Five applications with one text.", "5");
    }
}
