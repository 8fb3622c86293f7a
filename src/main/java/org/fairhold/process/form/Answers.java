package org.fairhold.process.form;

import java.util.Arrays;
import java.util.Map;
import org.fairhold.Refused;
import org.jspecify.annotations.Nullable;

/** What was typed into a form, as the server received it. The form's own checks are a courtesy; these are the rule. */
record Answers(Map<String, Object> fields) {
    static final int TEXT_MAX = 4000;

    /** One of the choices that the field offers. */
    <E extends Enum<E>> E choice(String field, Class<E> choices) {
        var value = fields.get(field);
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> choice.name().equals(value))
                .findFirst()
                .orElseThrow(() ->
                        Refused.invalid(field, "Choose one of " + Arrays.toString(choices.getEnumConstants()) + "."));
    }

    /** A text of at least so many characters. */
    String text(String field, int lengthMin) {
        var text = optionalText(field);
        if (text == null || text.length() < lengthMin) {
            throw Refused.invalid(field, "Write at least %d characters.".formatted(lengthMin));
        }
        return text;
    }

    /** A number of days, as a choice among a few sends it. */
    int days(String field) {
        var value = fields.get(field);
        if (value != null && String.valueOf(value).matches("[0-9]{1,3}")) {
            return Integer.parseInt(String.valueOf(value));
        }
        throw Refused.invalid(field, "Say in how many days.");
    }

    @Nullable
    String optionalText(String field) {
        var value = fields.get(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw Refused.invalid(field, "This must be a text.");
        }
        if (text.length() > TEXT_MAX) {
            throw Refused.invalid(field, "Write at most %d characters.".formatted(TEXT_MAX));
        }
        return text.isBlank() ? null : text.strip();
    }
}
