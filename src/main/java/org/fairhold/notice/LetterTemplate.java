package org.fairhold.notice;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.util.ULocale;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One text of a process owner, checked as far as it can be without its arguments. */
final class LetterTemplate {
    private static final String SUBJECT = "Subject:";
    private static final Pattern NOTHING_TO_SEE = Pattern.compile("[\\s\\p{Z}\\p{C}]*");
    private static final Pattern INDEX = Pattern.compile("at pattern index (\\d+)");

    private final String path;
    private final String language;
    private final ULocale locale;
    private final @Nullable Wording subject;
    private final Wording body;

    /**
     * A pattern and what it needs.
     *
     * @param listable arguments that always have a line of their own, where a list may stand
     */
    private record Wording(String pattern, Set<String> arguments, Set<String> listable) {}

    /** @throws IllegalStateException naming the file and the position of what is wrong with it */
    LetterTemplate(LetterFile file) {
        this.path = file.path();
        this.language = file.language();
        this.locale = ULocale.forLanguageTag(file.language());
        var content = file.content();
        requireSound(content);
        if (content.startsWith(SUBJECT)) {
            var end = (content + "\n").indexOf('\n');
            this.subject = wording(content.substring(SUBJECT.length(), end).strip());
            this.body = wording(content.substring(end).strip());
            if (subject.pattern.isEmpty()) {
                throw broken(content, 0, "the subject is empty");
            }
        } else {
            this.subject = null;
            this.body = wording(content.strip());
        }
        if (body.pattern.isEmpty()) {
            throw broken(content, content.length(), "there is no text");
        }
    }

    Set<String> arguments() {
        Set<String> arguments = new HashSet<>(body.arguments);
        if (subject != null) {
            arguments.addAll(subject.arguments);
        }
        return arguments;
    }

    Letter letter(Map<String, ?> arguments, @Nullable String below) {
        if (subject == null) {
            throw new IllegalStateException("The template " + path + " has no subject: it is a part of a letter.");
        }
        subject.arguments.forEach(argument -> requireOneLine(argument, arguments.get(argument)));
        var title = LetterBody.unmarked(formatted(subject, arguments));
        var last = below == null ? "" : "\n\n" + LetterBody.marked(LetterBody.printable(below));
        var letter = LetterBody.of(formatted(body, arguments) + last);
        return new Letter(title, letter.text(), letter.html(language, locale.isRightToLeft(), title));
    }

    String snippet(Map<String, ?> arguments) {
        if (subject != null) {
            throw new IllegalStateException("The template " + path + " has a subject: it is a whole letter.");
        }
        return LetterBody.of(formatted(body, arguments)).text().strip();
    }

    private String formatted(Wording words, Map<String, ?> arguments) {
        Map<String, Object> values = new HashMap<>();
        for (var argument : words.arguments) {
            values.put(argument, value(words, argument, arguments.get(argument)));
        }
        try {
            return new MessageFormat(words.pattern, locale).format(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The template " + path + " cannot take its arguments: " + e.getMessage(), e);
        }
    }

    private Object value(Wording words, String argument, @Nullable Object value) {
        if (value == null) {
            throw wrong(argument, "is missing");
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return LetterBody.marked(text(argument, text));
        }
        if (value instanceof List<?> items) {
            if (!words.listable.contains(argument)) {
                throw wrong(argument, "is a list, but does not stand on a line of its own");
            }
            if (items.isEmpty()) {
                throw wrong(argument, "is an empty list");
            }
            return LetterBody.markedList(items.stream().map(item -> text(argument, item)));
        }
        throw wrong(
                argument,
                "is neither text nor number nor list, but a " + value.getClass().getSimpleName());
    }

    private String text(String argument, @Nullable Object value) {
        var text = LetterBody.printable(value == null ? "" : value.toString());
        if (NOTHING_TO_SEE.matcher(text).matches()) {
            throw wrong(argument, "is empty");
        }
        return text;
    }

    private void requireOneLine(String argument, @Nullable Object value) {
        if (value instanceof CharSequence text
                && LetterBody.printable(text.toString()).contains("\n")) {
            throw wrong(argument, "has a line break, but stands in the subject");
        }
    }

    private IllegalStateException wrong(String argument, String reason) {
        return new IllegalStateException("The template %s: its argument %s %s.".formatted(path, argument, reason));
    }

    private Wording wording(String pattern) {
        Set<String> arguments = new HashSet<>();
        Set<String> amongOthers = new HashSet<>();
        var parsed = parsed(pattern);
        for (var i = 0; i < parsed.countParts(); i++) {
            if (parsed.getPartType(i) == Part.Type.ARG_START) {
                var name = parsed.getSubstring(parsed.getPart(i + 1));
                arguments.add(name);
                var end = parsed.getPart(parsed.getLimitPartIndex(i)).getLimit();
                if (!aloneOnItsLine(pattern, parsed.getPatternIndex(i), end)) {
                    amongOthers.add(name);
                }
            }
        }
        Set<String> listable = new HashSet<>(arguments);
        listable.removeAll(amongOthers);
        return new Wording(pattern, arguments, listable);
    }

    private static boolean aloneOnItsLine(String pattern, int start, int end) {
        return (start == 0 || pattern.charAt(start - 1) == '\n')
                && (end == pattern.length() || pattern.charAt(end) == '\n');
    }

    private void requireSound(String content) {
        var parsed = parsed(content);
        for (var i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() == Part.Type.ARG_NUMBER) {
                throw broken(content, part.getIndex(), "arguments have names, not numbers");
            }
            if (part.getType() == Part.Type.ARG_START) {
                requireKnown(content, part, parsed.getPart(parsed.getLimitPartIndex(i)));
            }
        }
    }

    private void requireKnown(String content, Part start, Part end) {
        if (start.getArgType() == ArgType.SELECT || start.getArgType() == ArgType.CHOICE) {
            throw broken(content, start.getIndex(), "templates hold no alternatives");
        }
        if (start.getArgType() == ArgType.SIMPLE) {
            try {
                var unused = new MessageFormat(content.substring(start.getIndex(), end.getLimit()), locale);
            } catch (IllegalArgumentException e) {
                throw broken(content, start.getIndex(), String.valueOf(e.getMessage()));
            }
        }
    }

    private MessagePattern parsed(String pattern) {
        try {
            return new MessagePattern(pattern);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw broken(pattern, position(pattern, e), String.valueOf(e.getMessage()));
        }
    }

    /** The parser tells where it stopped, except where a brace is never closed. */
    private static int position(String pattern, RuntimeException e) {
        var index = INDEX.matcher(String.valueOf(e.getMessage()));
        if (index.find()) {
            return Integer.parseInt(index.group(1));
        }
        var open = new ArrayDeque<Integer>(List.of(0));
        for (var i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '{') {
                open.push(i);
            } else if (pattern.charAt(i) == '}' && open.size() > 1) {
                open.pop();
            }
        }
        return open.element();
    }

    private IllegalStateException broken(String pattern, int index, String reason) {
        var before = pattern.substring(0, index);
        var line = before.chars().filter(c -> c == '\n').count() + 1;
        var column = index - before.lastIndexOf('\n');
        return new IllegalStateException(
                "The template %s is broken at line %d, column %d: %s".formatted(path, line, column, reason));
    }
}
