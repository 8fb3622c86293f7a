package org.fairhold.policy;

/**
 * What a language lacks, so that whoever writes it finds the place.
 *
 * @param file below {@code processes}
 * @param element the section, the key or the question
 */
public record Gap(String file, String element, String rule) {
    @Override
    public String toString() {
        return "%s, %s: %s".formatted(file, element, rule);
    }
}
