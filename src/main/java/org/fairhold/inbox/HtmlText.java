package org.fairhold.inbox;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of a mail that is HTML only, line by line, with what it quotes behind {@code >} as in plain mails. */
final class HtmlText implements NodeVisitor {
    private static final Set<String> LINES = Set.of(
            "p",
            "div",
            "br",
            "li",
            "tr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "blockquote",
            "pre",
            "hr",
            "table",
            "ul",
            "ol");
    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "blockquote", "table", "ul", "ol");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int quoted;

    private HtmlText() {}

    static String of(String html) {
        var document = Jsoup.parse(html);
        document.select("head, style, script, title").remove();
        var words = new HtmlText();
        document.traverse(words);
        words.endLine();
        return words.text.toString();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            line.append(words.text());
        } else if (node instanceof Element element && LINES.contains(element.normalName())) {
            endLine();
            if (element.normalName().equals("br")) {
                return;
            }
            if (element.normalName().equals("blockquote")) {
                quoted++;
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element
                && LINES.contains(element.normalName())
                && !element.normalName().equals("br")) {
            endLine();
            if (element.normalName().equals("blockquote")) {
                quoted--;
            }
            if (PARAGRAPHS.contains(element.normalName())) {
                text.append('\n');
            }
        }
    }

    private void endLine() {
        var words = line.toString().strip();
        line.setLength(0);
        if (!words.isEmpty()) {
            // Mail programs quote a handful of times; who nests a thousand blockquotes wants something else.
            text.append(">".repeat(Math.min(quoted, 5)))
                    .append(quoted > 0 ? " " : "")
                    .append(words)
                    .append('\n');
        }
    }
}
