package org.fairhold.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.account.Permission;
import org.fairhold.process.check.ProcessSet;

/** Every letter of a language, written to somebody with facts as they occur. */
record Sample(Path processes, Locale language) {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\w+)[,}]");
    private static final Instant DUE = Instant.parse("2026-07-03T12:00:00Z");

    Stream<String> letters() {
        return files().filter(file -> file.content().startsWith("Subject:")).map(LetterFile::name);
    }

    Stream<LetterFile> files() {
        return LetterFile.named(".txt", below())
                .filter(file -> file.language().equals(language.toLanguageTag()))
                .sorted((one, other) -> one.name().compareTo(other.name()));
    }

    Letter letter(String name) {
        return templates().render(language.toLanguageTag(), name.replace(".txt", ""), arguments(name));
    }

    Words words() {
        var read = Words.read(below());
        return new Words(() -> read);
    }

    /** What the letter asks for. Data is in capitals where it could be taken for a part of the text. */
    private Map<String, Object> arguments(String name) {
        var all = all();
        Set<String> asked = files().filter(file -> file.name().equals(name))
                .flatMap(file -> ARGUMENT.matcher(file.content()).results())
                .map(argument -> argument.group(1))
                .collect(Collectors.toSet());
        assertThat(all.keySet()).as("what the code can say in %s", name).containsAll(asked);
        return asked.stream().collect(Collectors.toMap(key -> key, all::get));
    }

    private Map<String, Object> all() {
        var dates = new Dates(words());
        var at = dates.at(DUE, language, language, ZoneId.of("Europe/Vienna"));
        var on = dates.on(DUE, language, ZoneId.of("Europe/Vienna"));
        var all = new HashMap<String, Object>();
        for (var day : List.of("reviewOn", "endsOn", "appealUntil", "nextOn", "dataUntil")) {
            all.put(day, on);
        }
        for (var moment : List.of(
                "answerDue",
                "dueOn",
                "issuedOn",
                "acknowledgementDue",
                "receivedOn",
                "closesOn",
                "since",
                "answerUntil",
                "resultDue")) {
            all.put(moment, at);
        }
        all.putAll(Map.of(
                "brand", "GIGFAIR",
                "caseNumber", "C-2041",
                "statementNumber", "S-1001",
                "reportReference", "R-3001",
                "displayName", "RESI HOFGARTNER",
                "managerName", say("contact.team", Map.of("brand", "GIGFAIR")),
                "replyAddress", "CASES@GIGFAIR.EXAMPLE",
                "decidedBy", "ANA BRAND"));
        all.put("facts", List.of(on + ": XIII (13)", say("fact.assurance", Map.of("date", on, "prevention", "XIV"))));
        all.put(
                "formalities",
                List.of(
                        say("formal.dates", Map.of("announced", at, "effective", at)),
                        say("formal.laws", Map.of("laws", say("regime.DSA", Map.of()))),
                        say("formal.data", Map.of())));
        all.put("reason", "XVI");
        all.putAll(Map.of("joinedCaseNumber", "C-2042", "newCaseNumber", "C-2043", "formerTitle", "XV"));
        all.put("contractId", "k-1");
        all.put("appealAnswerDays", 14);
        all.putAll(Map.of(
                "lostDays", 2, "feeFreeDays", 30, "minutes", 15, "version", "2", "contract", "K-1", "amount", "USD 1"));
        all.put("found", say("fraud.CONFIRMED", Map.of()));
        all.put("reversed", List.of(say("reversal.line", Map.of("contract", "K-1", "amount", "USD 1"))));
        all.put("foundBy", say("source.CLIENT", Map.of()));
        all.putAll(Map.of("clauseTitle", "XVII", "clauseCode", "XVIII", "clauseVersion", "2", "clauseText", "XIX"));
        all.putAll(Map.of("lessonTitle", "XX", "lessonText", "XXI"));
        all.put("stepName", say("step.reviewReport", Map.of()));
        all.put("lost", permissions(""));
        all.put("kept", permissions(".running"));
        all.put(
                "causes",
                List.of(say("remaining.case", Map.of("measure", say("measure.HOLD", Map.of()), "caseNumber", "C-1"))));
        all.put(
                "conditions",
                List.of(
                        say("condition.line.numbered", Map.of("step", "XXII.", "due", at, "id", "K-1001")),
                        say("condition.line", Map.of("step", say("condition.ASSURANCE", Map.of()), "due", at))));
        all.put("signedBy", "LEE LEITNER");
        all.put(
                "legalBasis",
                List.of(
                        say("waiver.REPEATED_INFRINGEMENT", Map.of()),
                        say(
                                "earlier.measure",
                                Map.of(
                                        "measure",
                                        say("measure.WARNING", Map.of()),
                                        "statementNumber",
                                        "S-1001",
                                        "date",
                                        on)),
                        "XXIII"));
        all.put(
                "held",
                List.of(say(
                        "hold.line",
                        Map.of(
                                "contract",
                                "K-1",
                                "amount",
                                "USD 1",
                                "origin",
                                say("origin.AVAILABLE", Map.of()),
                                "disputed",
                                "USD 1",
                                "chargeback",
                                "USD 0",
                                "limit",
                                "USD 1"))));
        all.put("heldInAll", "USD 1");
        all.put("foundSoFar", say("hold.found", Map.of("finding", say("finding.HARM", Map.of()))));
        all.put(
                "released",
                List.of(say(
                        "hold.released",
                        Map.of(
                                "place",
                                say("balance.PENDING", Map.of()),
                                "amount",
                                "USD 1",
                                "why",
                                say("why.CONTRACT_COMPLETED", Map.of())))));
        all.putAll(Map.of("contract", "K-1", "amount", "USD 1", "consentDue", at));
        all.put("outcome", say("outcome.AGREED", Map.of()));
        all.put("moneyHeld", say("dispute.held.none", Map.of()));
        all.put("whatNext", say("outcome.next.refund", Map.of("amount", "USD 1")));
        all.put("routes", List.of(say("route.mediator", Map.of()), say("route.court", Map.of())));
        all.put("stillHeld", List.of(say("hold.left", Map.of("place", "K-2", "amount", "USD 1"))));
        all.put(
                "whatRemains",
                templates()
                        .snippet(
                                language.toLanguageTag(),
                                "part-others-remain",
                                Map.of("causes", List.of(say("measure.WARNING", Map.of())))));
        all.putAll(Map.of("body", "MEDIATION BEISPIEL", "subject", "S-1001", "fees", "EUR 1", "ours", "EUR 1"));
        all.putAll(Map.of("personsCosts", "EUR 1", "theirs", "EUR 1"));
        all.put("meanwhile", say("mediation.meanwhile", Map.of()));
        all.put("bodySays", say("mediation.UPHELD", Map.of()));
        all.put("answer", "XXIV");
        all.put("answererName", "BEN BRAND");
        all.put("how", say("repayment.OWN_FUNDS", Map.of()));
        all.put("paymentReference", "XXV");
        all.putAll(Map.of("tableName", "XXVI", "ruleName", "XXVII"));
        all.put("actorName", "EVA BRAND");
        all.put("representativePage", "https://desk.example/representative");
        all.put("personName", "RESI HOFGARTNER");
        all.put("until", at);
        all.put("rights", List.of(say("right.READ", Map.of()), say("right.APPEAL", Map.of())));
        all.put("why", say("representative.ended.DATE", Map.of()));
        all.put("question", "Which of these texts did you write?");
        all.put(
                "compensation",
                templates()
                        .snippet(
                                language.toLanguageTag(),
                                "part-compensation",
                                Map.of("lostDays", 2, "feeFreeDays", 30)));
        return all;
    }

    private List<String> permissions(String where) {
        return Stream.of(Permission.values())
                .filter(permission -> where.isEmpty() || permission.onContract())
                .map(permission -> say("permission." + permission + where, Map.of()))
                .toList();
    }

    private String say(String key, Map<String, ?> arguments) {
        return words().of(language, key, arguments);
    }

    Templates templates() {
        var read = Templates.read(below());
        return new Templates(() -> read);
    }

    static Map<String, byte[]> read(Path processes) {
        try {
            return ProcessSet.in(processes).files();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, byte[]> below() {
        return read(processes).entrySet().stream()
                .filter(file -> file.getKey().startsWith("notices/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
