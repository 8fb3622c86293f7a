package org.fairhold.notice;

import java.util.regex.Pattern;

/**
 * One text in its two forms, which say the same.
 *
 * @param html a whole document
 */
public record Letter(String subject, String text, String html) {
    private static final Pattern DOCUMENT =
            Pattern.compile("<html lang=\"([^\"]*)\" dir=\"([^\"]*)\">.*<main[^>]*>(.*)</main>", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("<h2[^>]*>(.*?)</h2>");

    /**
     * The letter as a part of a page of ours: in its language, below a heading of the second level, and without a style of
     * its own. What came from outside was escaped when the letter was written.
     */
    public String markup() {
        return markup(3);
    }

    /** The same, its headings of that level. */
    public String markup(int level) {
        var document = DOCUMENT.matcher(html);
        if (!document.find()) {
            throw new IllegalStateException("This is not a letter of ours.");
        }
        return "<article lang=\"%s\" dir=\"%s\">%s</article>"
                .formatted(
                        document.group(1),
                        document.group(2),
                        HEADING.matcher(document.group(3)).replaceAll("<h%1$d>$1</h%1$d>".formatted(level)));
    }
}
