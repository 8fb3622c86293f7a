package org.fairhold.page.person;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the page of how somebody stands says, as a page and as JSON. */
record AccountView(
        String language,
        String timeZone,
        String state,
        List<Entry> inForce,
        List<Entry> counting,
        List<Entry> past,
        List<Rule> rules,
        @Nullable Pattern pattern) {
    /**
     * A measure of the record.
     *
     * @param rule its title, in the language of the page
     * @param says what it means for later
     */
    record Entry(String caseNumber, String title, String rule, Moment since, String says) {}

    /** @param slug its page among the rules */
    record Rule(String code, String slug, String title, String counts, List<Outcome> outcomes, List<String> reports) {}

    /** What follows where that is found, step by step. */
    record Outcome(String found, List<String> steps) {}

    /** @param problems what counts, and until when */
    record Pattern(String slug, String title, List<String> says, List<String> problems) {}
}
