package org.fairhold.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * The paragraphs, headings and lists of a letter. Only a template makes structure. What comes from outside is marked, with
 * two code points that never occur in text, so that it stays text wherever it stands.
 */
final class LetterBody {
    private static final char DATA = '\uFDD0';
    private static final char DATA_LINE = '\uFDD1';

    /** Controls, among them those that turn the direction of all that follows, halves of characters, and our own marks. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069\\uFDD0-\\uFDEF]|\\p{Cs}");

    private static final Pattern LOOKS_LIKE_STRUCTURE = Pattern.compile("(^\uFDD0|\uFDD1)(?=- |## )");

    private enum Form {
        HEADING,
        PARAGRAPH,
        LIST
    }

    private record Block(Form form, List<String> lines) {}

    private final List<Block> blocks = new ArrayList<>();

    private LetterBody() {}

    /** Text from outside as people may see it: printable, with plain line ends. */
    static String printable(String text) {
        return UNPRINTABLE.matcher(text.replaceAll("\\R", "\n")).replaceAll("").strip();
    }

    /** Printable text, as it may be put into a template. */
    static String marked(String printable) {
        return DATA + printable.replace('\n', DATA_LINE);
    }

    static String markedList(Stream<String> printables) {
        return printables.map(item -> "- " + marked(item)).collect(Collectors.joining("\n"));
    }

    static String unmarked(String text) {
        return text.replace(String.valueOf(DATA), "").replace(DATA_LINE, '\n');
    }

    static LetterBody of(String text) {
        var body = new LetterBody();
        var open = false;
        for (var untidy : text.split("\n")) {
            var line = untidy.strip();
            if (line.isEmpty()) {
                open = false;
            } else if (line.startsWith("## ")) {
                body.add(Form.HEADING, line.substring(3), false);
                open = false;
            } else if (line.startsWith("- ")) {
                body.add(Form.LIST, line.substring(2), open);
                open = true;
            } else {
                body.add(Form.PARAGRAPH, line, open);
                open = true;
            }
        }
        return body;
    }

    private void add(Form form, String line, boolean open) {
        if (!open || blocks.get(blocks.size() - 1).form != form) {
            blocks.add(new Block(form, new ArrayList<>()));
        }
        blocks.get(blocks.size() - 1).lines.add(line);
    }

    String text() {
        return blocks.stream()
                .map(block -> switch (block.form) {
                    case HEADING -> "## " + oneLine(block);
                    case LIST ->
                        lines(block, "\n", line -> "- " + unmarked(line).replaceAll("\n(?!\n)", "\n  "));
                    case PARAGRAPH -> lines(block, "\n", line -> unmarked(indented(line)));
                })
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** A whole document, readable on a phone and aloud. It holds no links: an address in it may have come from outside. */
    String html(String language, boolean rightToLeft, String title) {
        return """
                <!DOCTYPE html>
                <html lang="%s" dir="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light">
                <title>%s</title>
                </head>
                <body style="margin:0; padding:1rem; background:#ffffff; color:#1a1a1a; font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; font-size:1rem; line-height:1.5">
                <main style="max-width:40em; margin:0 auto; overflow-wrap:anywhere">
                %s
                </main>
                </body>
                </html>
                """
                .formatted(
                        escaped(language),
                        rightToLeft ? "rtl" : "ltr",
                        escaped(title),
                        blocks.stream().map(LetterBody::markup).collect(Collectors.joining("\n")));
    }

    private static String markup(Block block) {
        return switch (block.form) {
            case HEADING ->
                "<h2 style=\"font-size:1.2rem; margin:1.5rem 0 0.5rem\">" + escaped(oneLine(block)) + "</h2>";
            case LIST -> "<ul>\n" + lines(block, "\n", line -> "<li>" + escaped(line) + "</li>") + "\n</ul>";
            case PARAGRAPH -> "<p>" + lines(block, "<br>\n", LetterBody::escaped) + "</p>";
        };
    }

    private static String lines(Block block, String between, UnaryOperator<String> form) {
        return block.lines.stream().map(form).collect(Collectors.joining(between));
    }

    private static String oneLine(Block block) {
        return unmarked(block.lines.get(0)).replace('\n', ' ');
    }

    private static String indented(String line) {
        return LOOKS_LIKE_STRUCTURE.matcher(line).replaceAll("$1  ");
    }

    private static String escaped(String line) {
        return HtmlUtils.htmlEscape(unmarked(line), "UTF-8").replace("\n", "<br>\n");
    }
}
