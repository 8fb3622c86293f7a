package org.fairhold.page.person;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the forms: what was just sent and refused, or what was kept for later.
 *
 * @param fields by form, what was typed into each field
 */
record Typed(Map<String, Map<String, String>> fields, @Nullable Wrong wrong) {
    /** What was refused. @param field whose text or choice it was; the form's first where none is named */
    record Wrong(String form, String field, String text) {}

    public String of(String form, String field) {
        return fields.getOrDefault(form, Map.of()).getOrDefault(field, "");
    }

    /** What is wrong with that field; null where nothing is. */
    public @Nullable String wrongIn(String form, String field) {
        return wrong != null && wrong.form().equals(form) && wrong.field().equals(field) ? wrong.text() : null;
    }

    /** By which a form is known when it comes twice. */
    public String key() {
        return UUID.randomUUID().toString();
    }
}
