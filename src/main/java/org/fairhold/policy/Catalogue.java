package org.fairhold.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fairhold.account.Ground;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/** The clauses of one revision: {@code policies/<clause>/clause.yaml} and one file per version and language beside it. */
final class Catalogue {
    private static final String FALLBACK = "en";
    static final Pattern TEXT_FILE =
            Pattern.compile("policies/([^/]+)/(\\d+)\\.([A-Za-z]{2,8}(?:-[A-Za-z0-9]+)*)\\.yaml");
    static final Pattern CLAUSE_FILE = Pattern.compile("policies/([^/]+)/clause\\.yaml");

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultDateFormat(new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT))
            .build();

    private record Place(ClauseVersion version, String language) {}

    private record Written(String file, Clause.Text text) {}

    private final Map<ClauseCode, Clause> clauses = new TreeMap<>(Comparator.comparing(ClauseCode::value));
    private final Map<Place, Written> texts = new HashMap<>();
    private final Map<ClauseCode, String> clauseFiles = new HashMap<>();

    private Catalogue() {}

    /** @throws IllegalStateException saying what is wrong in which file */
    static Catalogue read(Map<String, byte[]> files) {
        var catalogue = new Catalogue();
        Map<String, ClauseCode> folders = new HashMap<>();
        files.forEach((file, content) -> {
            var name = CLAUSE_FILE.matcher(file);
            if (name.matches()) {
                var clause = read(JSON, file, content, Clause.class);
                if (catalogue.clauses.put(clause.clause(), clause) != null) {
                    throw new IllegalStateException(file + ": another folder holds " + clause.clause() + " too");
                }
                catalogue.requireOwnKind(file, clause);
                catalogue.clauseFiles.put(clause.clause(), file);
                folders.put(name.group(1), clause.clause());
            }
        });
        files.forEach((file, content) -> {
            var name = TEXT_FILE.matcher(file);
            if (name.matches()) {
                var clause = folders.get(name.group(1));
                if (clause == null) {
                    throw new IllegalStateException(file + ": there is no clause.yaml beside it");
                }
                catalogue.texts.put(
                        new Place(new ClauseVersion(clause, Integer.parseInt(name.group(2))), name.group(3)),
                        new Written(file, read(JSON, file, content, Clause.Text.class)));
            }
        });
        catalogue.clauses.values().forEach(catalogue::requireComplete);
        return catalogue;
    }

    Collection<Clause> all() {
        return clauses.values();
    }

    Set<String> languages() {
        return texts.keySet().stream().map(Place::language).collect(Collectors.toCollection(TreeSet::new));
    }

    Clause.Text text(ClauseVersion version, Locale language) {
        var text = texts.get(new Place(version, language.toLanguageTag()));
        if (text == null) {
            text = texts.get(new Place(version, FALLBACK));
        }
        if (text == null) {
            throw new IllegalStateException("no text for %s version %d".formatted(version.clause(), version.version()));
        }
        return text.text;
    }

    private void requireOwnKind(String file, Clause clause) {
        clauses.values().stream()
                .filter(other -> !other.equals(clause) && other.kind().equals(clause.kind()))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalStateException(
                            "%s: %s is about reports of %s already".formatted(file, other.clause(), clause.kind()));
                });
        if (clause.reportedAs() != null && clause.ground() == Ground.POLICY_VIOLATION) {
            throw new IllegalStateException(file + ": there is no kind of report called " + clause.reportedAs());
        }
    }

    private void requireComplete(Clause clause) {
        for (var version : clause.versions()) {
            var text = text(new ClauseVersion(clause.clause(), version.version()), Locale.ENGLISH);
            for (var step : clause.worded()) {
                if (!text.fixSteps().containsKey(step)) {
                    throw new IllegalStateException("%s version %d has no words for the step %s"
                            .formatted(clause.clause(), version.version(), step));
                }
            }
        }
    }

    /** @throws IllegalStateException naming the clause that does not say how the EU's database files it */
    void requireFiled() {
        clauses.values().stream()
                .filter(clause -> clause.euDatabase() == null)
                .findFirst()
                .ifPresent(clause -> {
                    throw new IllegalStateException(
                            "%s does not say how the EU's database files it: euDatabase: {export, category, keyword}"
                                    .formatted(clauseFiles.get(clause.clause())));
                });
    }

    /** What a later catalogue changes or lacks of the cited versions: the file, and the rule that it breaks. */
    Map<String, String> rewrittenIn(Catalogue later, Set<ClauseVersion> cited) {
        Map<String, String> rewritten = new TreeMap<>();
        texts.forEach((place, written) -> {
            if (cited.contains(place.version) && !written.text.equals(later.wording(place))) {
                rewritten.put(written.file, rule(place.version));
            }
        });
        for (var version : cited) {
            var before = clauses.get(version.clause());
            if (before != null
                    && !Objects.equals(dated(before, version), dated(later.clauses.get(version.clause()), version))) {
                rewritten.put(Objects.requireNonNull(clauseFiles.get(version.clause())), rule(version));
            }
        }
        return rewritten;
    }

    /** New versions of clauses that were there before, which a later catalogue puts in force too soon: the file and the rule. */
    Map<String, String> announcedTooLateIn(Catalogue later, LocalDate today) {
        Map<String, String> late = new TreeMap<>();
        var earliest = today.plusDays(Clause.NOTICE_DAYS);
        for (var clause : clauses.values()) {
            var after = later.clauses.get(clause.clause());
            if (after == null) {
                continue;
            }
            for (var version : after.versions()) {
                var known = dated(clause, new ClauseVersion(clause.clause(), version.version()));
                var moved = known == null || version.inForceFrom().isBefore(known.inForceFrom());
                if (moved
                        && version.exception() == null
                        && version.inForceFrom().isBefore(earliest)) {
                    late.put(
                            Objects.requireNonNull(later.clauseFiles.get(clause.clause())),
                            "version %d is announced today, so it counts from %s on, unless it says which exception of the law it rests on (exception: LEGAL_DUTY or UNFORESEEN_DANGER)"
                                    .formatted(version.version(), earliest));
                }
            }
        }
        return late;
    }

    private Clause.@Nullable Text wording(Place place) {
        var written = texts.get(place);
        return written == null ? null : written.text;
    }

    private static Clause.@Nullable Version dated(@Nullable Clause clause, ClauseVersion version) {
        return clause == null
                ? null
                : clause.versions().stream()
                        .filter(one -> one.version() == version.version())
                        .findFirst()
                        .orElse(null);
    }

    private static String rule(ClauseVersion version) {
        return "a case cites %s, so it stays as it is, with its date and words: write a new version beside it"
                .formatted(version);
    }

    static <T> T read(ObjectMapper json, String file, byte[] content, Class<T> type) {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ByteArrayResource(content, file));
        try {
            return json.convertValue(yaml.getObject(), type);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
