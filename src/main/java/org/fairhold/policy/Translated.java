package org.fairhold.policy;

import java.util.regex.Pattern;

/** What can be told of a translation without knowing the language. */
public final class Translated {
    /** Fewer may be the same in two languages: a name, a code, a word that was borrowed. */
    private static final int WORDS_MIN = 3;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}’'-]*");

    private Translated() {}

    /** Whether it has so many words that it cannot be the same in another language. */
    public static boolean sentence(String text) {
        return WORD.matcher(text).results().limit(WORDS_MIN).count() == WORDS_MIN;
    }
}
