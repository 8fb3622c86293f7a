package org.fairhold.process.check;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few expressions that a diagram may hold: a variable, a condition on variables, a bean. */
final class Expressions {
    private static final String NAME = "[a-z][A-Za-z]*";
    private static final String LITERAL = "(?:'[^'\\\\]*'|\\d+(?:\\.\\d+)?|true|false)";
    private static final String TERM = "(?:not )?%s(?: ?(?:==|!=|>=?|<=?) ?%s)?".formatted(NAME, LITERAL);

    private static final Pattern ONE_NAME = Pattern.compile("\\$\\{(%s)}".formatted(NAME));
    private static final Pattern CONDITION = Pattern.compile("\\$\\{%s(?: (?:and|or) %s)*}".formatted(TERM, TERM));
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Set<String> WORDS = Set.of("and", "or", "not", "true", "false");

    /** What the engine itself calls things; through them an expression would reach the engine. */
    private static final Set<String> OF_THE_ENGINE = Set.of("execution", "task", "decisionResult");

    private Expressions() {}

    static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** The variable or bean in {@code ${name}}; empty when it is anything else. */
    static Optional<String> name(String text) {
        var match = ONE_NAME.matcher(text);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    static boolean isCondition(String text) {
        return CONDITION.matcher(text).matches();
    }

    /** Every variable that a condition or a single variable reads. */
    static Set<String> variables(String text) {
        return NAMES.matcher(text.replaceAll("'[^']*'", ""))
                .results()
                .map(result -> result.group())
                .filter(name -> !WORDS.contains(name))
                .collect(Collectors.toSet());
    }

    static boolean isOfTheEngine(String name) {
        return OF_THE_ENGINE.contains(name);
    }
}
