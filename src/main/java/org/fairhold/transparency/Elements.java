package org.fairhold.transparency;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.text.ListFormatter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fairhold.Refused;
import org.fairhold.account.MeasureKind;
import org.fairhold.notice.Words;
import org.fairhold.performance.Occurrence;
import org.fairhold.policy.ClauseCode;
import org.fairhold.policy.EuDatabase;
import org.fairhold.policy.Policies;
import org.fairhold.statement.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A statement as one element of the database's v1 batch. Nothing that a person wrote gets in: every word comes from a code,
 * from the clause, or from the owners' words.
 */
@Component
public class Elements {
    private static final List<String> EVERYWHERE = List.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK");
    private static final Set<String> FROM_OUTSIDE = Set.of("CLIENT", "FREELANCER", "OWNER", "CHARGEBACK");
    private static final int EXPLANATION_MAX = 2000;

    private final Policies policies;
    private final Words words;

    Elements(Policies policies, Words words) {
        this.policies = policies;
        this.words = words;
    }

    /** @throws Refused saying why the database takes no such statement, or what in it would be refused there */
    public ObjectNode of(Statement statement) {
        var filed = filed(statement);
        var element = element(statement, Objects.requireNonNull(statement.formal()), filed);
        var broken = DatabaseRules.broken(element);
        if (!broken.isEmpty()) {
            throw Refused.conflict("The EU's database would refuse this statement: " + String.join("; ", broken) + ".");
        }
        return element;
    }

    private EuDatabase filed(Statement statement) {
        if (statement.measure().kind() == MeasureKind.WARNING) {
            throw Refused.conflict("A warning restricts nothing, so the EU's database takes no statement of it.");
        }
        if (statement.withheld() != null) {
            throw Refused.conflict(
                    "A part of this statement is withheld. Its next version says all, and can be exported.");
        }
        if (statement.formal() == null) {
            throw Refused.conflict("This statement was issued before the desk kept what the EU's database wants.");
        }
        var clause = policies.get(new ClauseCode(statement.clause().code()));
        if (clause.euDatabase() == null || !clause.euDatabase().export()) {
            throw Refused.conflict("Statements about %s do not go to the EU's database: their owner says so."
                    .formatted(clause.clause()));
        }
        return clause.euDatabase();
    }

    private ObjectNode element(Statement statement, Statement.Formal formal, EuDatabase filed) {
        var element = JsonNodeFactory.instance.objectNode();
        var clause = statement.clause();
        decide(element, statement);
        element.put("account_type", formal.holder().business() ? "ACCOUNT_TYPE_BUSINESS" : "ACCOUNT_TYPE_PRIVATE");
        element.put("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT");
        if (formal.policy() != null) {
            element.put("decision_ground_reference_url", formal.policy());
        }
        element.put(
                "incompatible_content_ground",
                "%s (%s, %d)".formatted(clause.title(), clause.code(), clause.version()));
        element.put("incompatible_content_explanation", atMost(clause.text()));
        element.putArray("content_type").add("CONTENT_TYPE_OTHER");
        element.put("content_type_other", "User account");
        element.put("category", "STATEMENT_CATEGORY_" + filed.category());
        if (filed.keyword() != null) {
            element.putArray("category_specification").add("KEYWORD_" + filed.keyword());
            if (filed.keyword() == EuDatabase.Keyword.OTHER) {
                element.put("category_specification_other", clause.title());
            }
        }
        var countries = element.putArray("territorial_scope");
        EVERYWHERE.forEach(countries::add);
        element.put("content_language", language(statement).getLanguage().toUpperCase(Locale.ROOT));
        element.put("content_date", formal.holder().registeredOn().toString());
        element.put("application_date", day(begins(statement)).toString());
        element.put("decision_facts", facts(statement));
        element.put(
                "source_type",
                statement.decided().foundBy().stream().anyMatch(FROM_OUTSIDE::contains)
                        ? "SOURCE_TYPE_OTHER_NOTIFICATION"
                        : "SOURCE_VOLUNTARY");
        element.put("automated_detection", Boolean.TRUE.equals(formal.automatedDetection()) ? "Yes" : "No");
        element.put(
                "automated_decision",
                formal.automatedSupport() ? "AUTOMATED_DECISION_PARTIALLY" : "AUTOMATED_DECISION_NOT_AUTOMATED");
        element.put("puid", "%s-%d".formatted(statement.number(), statement.version()));
        return element;
    }

    private void decide(ObjectNode element, Statement statement) {
        var measure = statement.measure();
        switch (measure.kind()) {
            case WARNING -> {}
            case RESTRICTION -> {
                element.put("decision_provision", "DECISION_PROVISION_PARTIAL_SUSPENSION");
                ends(element, "service", measure.endsAt());
            }
            case SUSPENSION -> {
                element.put("decision_account", "DECISION_ACCOUNT_SUSPENDED");
                ends(element, "account", measure.endsAt());
            }
            case HOLD -> {
                element.put("decision_monetary", "DECISION_MONETARY_SUSPENSION");
                ends(element, "monetary", measure.endsAt());
            }
            case FREEZE -> {
                element.put("decision_account", "DECISION_ACCOUNT_SUSPENDED");
                money(element, statement);
            }
            case CLOSURE -> {
                element.put("decision_account", "DECISION_ACCOUNT_TERMINATED");
                element.put("decision_provision", "DECISION_PROVISION_TOTAL_TERMINATION");
            }
        }
    }

    private void money(ObjectNode element, Statement statement) {
        var reversed = statement.measure().reversed().size();
        if (reversed == 0) {
            element.put("decision_monetary", "DECISION_MONETARY_SUSPENSION");
        } else {
            element.put("decision_monetary", "DECISION_MONETARY_OTHER");
            element.put("decision_monetary_other", say(statement, "eu.reversed", Map.of("contracts", reversed)));
        }
    }

    private static void ends(ObjectNode element, String what, @Nullable Instant at) {
        if (at != null) {
            element.put("end_date_%s_restriction".formatted(what), day(at).toString());
        }
    }

    private static Instant begins(Statement statement) {
        var closing = statement.measure().closing();
        return closing == null ? statement.measure().effectiveAt() : closing.at();
    }

    /** What is known of it by code and number only: whatever somebody wrote could name a person. */
    private String facts(Statement statement) {
        var decided = statement.decided();
        List<String> lines = new ArrayList<>();
        lines.add(say(
                statement,
                "eu.decided",
                Map.of(
                        "measure",
                                word(statement, "measure." + statement.measure().kind()),
                        "day", day(decided.at()).toString())));
        lines.add(say(
                statement,
                "eu.found",
                Map.of(
                        "facts",
                        statement.facts().size(),
                        "sources",
                        list(
                                statement,
                                decided.foundBy().stream()
                                        .map(source -> word(statement, "source." + source))
                                        .toList()))));
        var codes = Occurrence.complaints().stream()
                .map(Occurrence::name)
                .filter(code -> statement.facts().stream().anyMatch(fact -> code.equals(fact.code())))
                .map(code -> word(statement, "code." + code))
                .toList();
        if (!codes.isEmpty()) {
            lines.add(say(statement, "eu.codes", Map.of("codes", list(statement, codes))));
        }
        var performance = statement.performance();
        if (performance != null) {
            lines.add(say(
                    statement,
                    "eu.performance",
                    Map.of("affected", performance.affected(), "contracts", performance.contracts())));
        }
        if (decided.finding() != null) {
            lines.add(say(statement, "eu.finding", Map.of("finding", word(statement, "finding." + decided.finding()))));
        }
        return String.join(" ", lines);
    }

    private String say(Statement statement, String key, Map<String, ?> arguments) {
        return words.of(language(statement), key, arguments);
    }

    private String word(Statement statement, String key) {
        return words.of(statement.language(), key);
    }

    private static String list(Statement statement, List<String> items) {
        return ListFormatter.getInstance(language(statement)).format(items);
    }

    private static Locale language(Statement statement) {
        return Locale.forLanguageTag(statement.language());
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static String atMost(String text) {
        return text.length() <= EXPLANATION_MAX ? text : text.substring(0, EXPLANATION_MAX - 1) + "…";
    }
}
