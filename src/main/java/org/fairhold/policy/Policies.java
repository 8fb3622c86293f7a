package org.fairhold.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.fairhold.Refused;
import org.fairhold.deployed.DeployedFiles;
import org.springframework.stereotype.Component;

/** The catalogue of clauses, as deployed now. */
@Component
public class Policies {
    private final Supplier<Catalogue> catalogue;

    Policies(DeployedFiles files) {
        this.catalogue = files.below("policies", Catalogue::read);
    }

    /**
     * Refuses the files of a clause that could not be cited, by their names below {@code processes/}.
     *
     * @throws IllegalStateException saying what is wrong
     */
    public static void requireSound(Map<String, byte[]> files) {
        Catalogue.read(files).requireFiled();
    }

    /**
     * What new files change or lack of the versions that are cited: each file of before with the rule that this breaks. A
     * translation may be added; the words that somebody was judged by stay.
     */
    public static Map<String, String> rewritten(
            Map<String, byte[]> before, Map<String, byte[]> after, Set<ClauseVersion> cited) {
        return Catalogue.read(before).rewrittenIn(Catalogue.read(after), cited);
    }

    /** What new files put in force sooner than people can read it: each file with the rule that this breaks. */
    public static Map<String, String> announcedTooLate(
            Map<String, byte[]> before, Map<String, byte[]> after, LocalDate today) {
        return Catalogue.read(before).announcedTooLateIn(Catalogue.read(after), today);
    }

    /** The languages that clauses are written in. */
    public Set<String> languages() {
        return catalogue.get().languages();
    }

    public Optional<Clause> find(String code) {
        return catalogue.get().all().stream()
                .filter(clause -> clause.clause().value().equals(code))
                .findFirst();
    }

    /** The clause that reports of that kind are about: their code, or the one that says so. */
    public Optional<Clause> ofKind(String kind) {
        return catalogue.get().all().stream()
                .filter(clause -> clause.kind().equals(kind))
                .findFirst();
    }

    public Clause get(ClauseCode code) {
        return find(code.value()).orElseThrow(() -> Refused.unknown("There is no clause " + code + "."));
    }

    public List<Clause> all() {
        return List.copyOf(catalogue.get().all());
    }

    /** A version's words in exactly that language, or in English where they are not written in it. */
    public Clause.Text text(ClauseCode code, int version, Locale language) {
        return catalogue.get().text(new ClauseVersion(code, version), language);
    }
}
