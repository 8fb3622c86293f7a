package org.fairhold.process.check;

/**
 * What is wrong, so that an owner finds it: the file's name below {@code processes/}, the element's id, line or field
 * ({@code document} for all of it), and the rule in words.
 */
public record Complaint(String file, String element, String rule) {
    @Override
    public String toString() {
        return "%s, %s: %s".formatted(file, element, rule);
    }
}
