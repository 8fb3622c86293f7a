package org.fairhold.transparency;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fairhold.policy.EuDatabase.Category;
import org.fairhold.policy.EuDatabase.Keyword;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the database's v1 batch for one element, and those that it documents and does not check: no field is null or
 * unknown, no end lies before its beginning. Of keywords and languages it knows those that we use.
 */
public final class DatabaseRules {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate LAST_DAY = LocalDate.of(2038, 1, 1);
    private static final Pattern PUID = Pattern.compile("[a-zA-Z0-9_-]{1,500}");
    private static final String END = "end_date_";
    private static final List<String> DECISIONS =
            List.of("decision_visibility", "decision_monetary", "decision_provision", "decision_account");
    private static final Set<String> COUNTRIES = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");
    private static final Set<String> LANGUAGES = Stream.of(Locale.getISOLanguages())
            .map(code -> code.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    private static final Set<String> YES_NO = Set.of("Yes", "No");
    private static final Set<String> CATEGORIES = prefixed("STATEMENT_CATEGORY_", Category.values());
    private static final Set<String> VISIBILITIES = prefixed(
            "DECISION_VISIBILITY_",
            "CONTENT_REMOVED",
            "CONTENT_DISABLED",
            "CONTENT_DEMOTED",
            "CONTENT_AGE_RESTRICTED",
            "CONTENT_INTERACTION_RESTRICTED",
            "CONTENT_LABELLED",
            "OTHER");

    /** Fields with one value of a list. */
    private static final Map<String, Set<String>> ONE_OF = Map.ofEntries(
            Map.entry("decision_monetary", prefixed("DECISION_MONETARY_", "SUSPENSION", "TERMINATION", "OTHER")),
            Map.entry(
                    "decision_provision",
                    prefixed(
                            "DECISION_PROVISION_",
                            "PARTIAL_SUSPENSION",
                            "TOTAL_SUSPENSION",
                            "PARTIAL_TERMINATION",
                            "TOTAL_TERMINATION")),
            Map.entry("decision_account", prefixed("DECISION_ACCOUNT_", "SUSPENDED", "TERMINATED")),
            Map.entry("account_type", prefixed("ACCOUNT_TYPE_", "BUSINESS", "PRIVATE")),
            Map.entry("decision_ground", prefixed("DECISION_GROUND_", "ILLEGAL_CONTENT", "INCOMPATIBLE_CONTENT")),
            Map.entry("category", CATEGORIES),
            Map.entry(
                    "source_type",
                    prefixed("SOURCE_", "ARTICLE_16", "TRUSTED_FLAGGER", "TYPE_OTHER_NOTIFICATION", "VOLUNTARY")),
            Map.entry("automated_detection", YES_NO),
            Map.entry("automated_decision", prefixed("AUTOMATED_DECISION_", "FULLY", "PARTIALLY", "NOT_AUTOMATED")),
            Map.entry("incompatible_content_illegal", YES_NO),
            Map.entry("content_language", LANGUAGES));

    /** Fields with some values of a list. */
    private static final Map<String, Set<String>> SOME_OF = Map.of(
            "decision_visibility", VISIBILITIES,
            "content_type",
                    prefixed(
                            "CONTENT_TYPE_",
                            "APP",
                            "AUDIO",
                            "IMAGE",
                            "PRODUCT",
                            "SYNTHETIC_MEDIA",
                            "TEXT",
                            "VIDEO",
                            "OTHER"),
            "category_addition", CATEGORIES,
            "category_specification", prefixed("KEYWORD_", Keyword.values()),
            "territorial_scope", COUNTRIES);

    /** Fields with words, and how many characters they have at most. */
    private static final Map<String, Integer> TEXTS = Map.ofEntries(
            Map.entry("puid", 500),
            Map.entry("decision_visibility_other", 500),
            Map.entry("decision_monetary_other", 500),
            Map.entry("decision_ground_reference_url", 500),
            Map.entry("illegal_content_legal_ground", 500),
            Map.entry("illegal_content_explanation", 2000),
            Map.entry("incompatible_content_ground", 500),
            Map.entry("incompatible_content_explanation", 2000),
            Map.entry("content_type_other", 500),
            Map.entry("category_specification_other", 500),
            Map.entry("source_identity", 500),
            Map.entry("decision_facts", 5000));

    /** Days, and the first that counts. */
    private static final Map<String, LocalDate> DAYS = Map.of(
            "content_date",
            LocalDate.of(2000, 1, 1),
            "application_date",
            LocalDate.of(2020, 1, 1),
            END + "visibility_restriction",
            LocalDate.of(2020, 1, 1),
            END + "monetary_restriction",
            LocalDate.of(2020, 1, 1),
            END + "service_restriction",
            LocalDate.of(2020, 1, 1),
            END + "account_restriction",
            LocalDate.of(2020, 1, 1));

    private static final List<String> REQUIRED = List.of(
            "puid",
            "decision_ground",
            "content_type",
            "category",
            "content_date",
            "application_date",
            "decision_facts",
            "source_type",
            "automated_detection",
            "automated_decision");

    private final JsonNode element;
    private final List<String> broken = new ArrayList<>();

    private DatabaseRules(JsonNode element) {
        this.element = element;
    }

    /** What the database would refuse, as field and rule; nothing where it may leave. */
    public static List<String> broken(JsonNode element) {
        var rules = new DatabaseRules(element);
        element.fieldNames().forEachRemaining(rules::field);
        rules.required();
        rules.order();
        return List.copyOf(rules.broken);
    }

    private void field(String name) {
        var value = element.get(name);
        if (value.isNull()) {
            // It refuses null in some fields and takes the word "null" in others: leave a field out instead.
            no(name, "may be left out, and not be null");
        } else if (ONE_OF.containsKey(name)) {
            one(name, value, ONE_OF.getOrDefault(name, Set.of()));
        } else if (SOME_OF.containsKey(name)) {
            some(name, value, SOME_OF.getOrDefault(name, Set.of()));
        } else if (TEXTS.containsKey(name)) {
            text(name, value, TEXTS.getOrDefault(name, 0));
        } else if (DAYS.containsKey(name)) {
            day(name, value, DAYS.getOrDefault(name, LAST_DAY));
        } else {
            // It would be dropped without a word.
            no(name, "is no field of the database");
        }
    }

    private void one(String name, JsonNode value, Set<String> allowed) {
        if (!value.isTextual() || !allowed.contains(value.asText())) {
            no(name, "is none of its values");
        }
    }

    private void some(String name, JsonNode values, Set<String> allowed) {
        if (!values.isArray()) {
            no(name, "is a list");
            return;
        }
        var seen = new HashSet<String>();
        for (var value : values) {
            one(name, value, allowed);
            if (!seen.add(value.asText())) {
                no(name, "says the same twice");
            }
        }
    }

    private void text(String name, JsonNode value, int max) {
        if (!value.isTextual() || value.asText().isBlank()) {
            no(name, "is words");
        } else if (value.asText().codePointCount(0, value.asText().length()) > max) {
            no(name, "has at most %d characters".formatted(max));
        } else if (name.equals("puid") && !PUID.matcher(value.asText()).matches()) {
            no(name, "has letters, digits, - and _ only");
        } else if (name.endsWith("_url") && !isUrl(value.asText())) {
            no(name, "is an address with http or https");
        }
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            return url.getHost() != null && Set.of("http", "https").contains(String.valueOf(url.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void day(String name, JsonNode value, LocalDate first) {
        var day = dayOf(value);
        if (day == null) {
            no(name, "is a day such as 2026-12-31");
        } else if (day.isBefore(first) || day.isAfter(LAST_DAY)) {
            no(name, "lies between %s and %s".formatted(first, LAST_DAY));
        }
    }

    private static @Nullable LocalDate dayOf(JsonNode value) {
        try {
            return LocalDate.parse(value.asText(), DAY);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private void required() {
        REQUIRED.stream().filter(name -> !element.has(name)).forEach(name -> no(name, "is required"));
        if (DECISIONS.stream()
                .allMatch(name -> element.path(name).isMissingNode()
                        || element.path(name).isEmpty() && !element.path(name).isTextual())) {
            no(
                    "decision_*",
                    "one of %s is required: what restricts nothing is not exported"
                            .formatted(String.join(", ", DECISIONS)));
        }
        if (element.path("content_type").isArray()
                && element.path("content_type").isEmpty()) {
            no("content_type", "has at least one value");
        }
        requiredIf("decision_visibility_other", has("decision_visibility", "DECISION_VISIBILITY_OTHER"));
        requiredIf("decision_monetary_other", has("decision_monetary", "DECISION_MONETARY_OTHER"));
        requiredIf("content_type_other", has("content_type", "CONTENT_TYPE_OTHER"));
        for (var ground : List.of("illegal", "incompatible")) {
            var such = has("decision_ground", "DECISION_GROUND_" + ground.toUpperCase(Locale.ROOT) + "_CONTENT");
            requiredIf(ground.equals("illegal") ? "illegal_content_legal_ground" : "incompatible_content_ground", such);
            requiredIf(ground + "_content_explanation", such);
        }
    }

    private Predicate<JsonNode> has(String name, String value) {
        return all -> all.path(name).isArray()
                ? Stream.iterate(0, i -> i + 1)
                        .limit(all.path(name).size())
                        .anyMatch(i -> all.path(name).get(i).asText().equals(value))
                : all.path(name).asText().equals(value);
    }

    private void requiredIf(String name, Predicate<JsonNode> needed) {
        if (needed.test(element) && !element.has(name)) {
            no(name, "is required here");
        }
    }

    /** Documented, and not checked over there: an end before the beginning would be taken. */
    private void order() {
        var begins = dayOf(element.path("application_date"));
        for (var name : DAYS.keySet()) {
            var ends = name.startsWith(END) ? dayOf(element.path(name)) : null;
            if (begins != null && ends != null && ends.isBefore(begins)) {
                no(name, "is not before application_date");
            }
        }
    }

    private void no(String field, String rule) {
        broken.add(field + ": " + rule);
    }

    private static Set<String> prefixed(String prefix, Object... values) {
        return Arrays.stream(values).map(value -> prefix + value).collect(Collectors.toUnmodifiableSet());
    }
}
