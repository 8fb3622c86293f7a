package org.fairhold.process.check;

/** What is wrong, so that an owner finds it in the Modeler: the file, the element's id, and the rule in words. */
record Complaint(String file, String element, String rule) {
    @Override
    public String toString() {
        return "%s, %s: %s".formatted(file, element, rule);
    }
}
