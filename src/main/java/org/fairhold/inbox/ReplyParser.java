package org.fairhold.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fairhold.line.LineSettings;

/**
 * Finds what is new in an answer: not our own mail below it, nor the signature. It leaves away rather too little, and whoever reads
 * its result can always read the whole mail.
 */
final class ReplyParser {
    private static final int LINE_MAX = 1000;

    /** "On …, Anna wrote:" in the languages of our people, in one line or wrapped over a few. */
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?iu)^(on|am|el|le|il|op|em|den|dne|w dniu|pe|ha|în|le)\\b.{1,300}"
                    + "\\b(wrote|schrieb|escribió|écrit|scritto|schreef|escreveu|skrev|napisał|napsal|scris)\\b.{0,100}:$");

    private static final int ATTRIBUTION_LINES_MAX = 4;

    private static final Pattern SEPARATOR = Pattern.compile(
            "(?iu)^-{2,} ?(original message|original-nachricht|ursprüngliche nachricht|weitergeleitete nachricht|forwarded message"
                    + "|mensaje original|message d'origine|messaggio originale|mensagem original|oorspronkelijk bericht) ?-{2,}$");

    /** The head of a mail as Outlook quotes it: a sender, and at least two more such lines close by. */
    private static final Pattern SENDER = Pattern.compile("(?iu)^\\*?(from|von|de|da|van|od|från|fra) ?:\\*? .+");

    private static final Pattern HEAD_LINE = Pattern.compile(
            "(?iu)^\\*?(sent|date|to|cc|subject|gesendet|datum|an|betreff|enviado|fecha|para|asunto|envoyé|date|à|objet|inviato|a"
                    + "|oggetto|verzonden|aan|onderwerp) ?:\\*?( .*)?");
    private static final int HEAD_LINES_MAX = 6;

    private static final Pattern SENT_FROM = Pattern.compile(
            "(?iu)^(sent from (my|outlook|mail|yahoo)|get outlook for|von meinem .{1,40} gesendet|gesendet (von|mit) |envoyé de mon |"
                    + "enviado desde mi |inviato da ).{0,80}$");

    private final List<String> lines;

    private ReplyParser(List<String> lines) {
        this.lines = lines;
    }

    /** What is new in the text; all of it where nothing looks new, and nothing only where it says nothing. */
    static String reply(String text) {
        var lines = text.replace('\u00a0', ' ')
                .replaceAll("[\\u200b-\\u200d\\ufeff]", "")
                .lines()
                .map(line ->
                        line.substring(0, Math.min(line.length(), LINE_MAX)).stripTrailing())
                .toList();
        var above = joined(new ReplyParser(lines).above());
        if (!above.isEmpty()) {
            return above;
        }
        var unquoted = joined(new ReplyParser(lines).between());
        return unquoted.isEmpty() ? text.strip() : unquoted;
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines).strip().replaceAll("\\n{3,}", "\n\n");
    }

    /** What stands above our own mail, or between the lines that it quotes. */
    private List<String> above() {
        var end = end();
        return new ReplyParser(lines.subList(0, end)).between();
    }

    /** The first line of a mail that is repeated without marks before its lines. */
    private int end() {
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at).strip();
            if (line.contains(LineSettings.MARK) && !line.startsWith(">")
                    || SEPARATOR.matcher(line).matches()
                    || isHead(at)
                    || (attribution(at) > 0 && !quotedBelow(at + attribution(at)))) {
                return at;
            }
        }
        return lines.size();
    }

    private boolean isHead(int at) {
        return SENDER.matcher(lines.get(at).strip()).matches()
                && lines.subList(at + 1, Math.min(lines.size(), at + 1 + HEAD_LINES_MAX)).stream()
                                .filter(line -> HEAD_LINE.matcher(line.strip()).matches())
                                .count()
                        >= 2;
    }

    /** Over how many lines somebody is said to have written what follows; none where nothing says so. */
    private int attribution(int at) {
        var said = new StringBuilder();
        for (var count = 1; count <= ATTRIBUTION_LINES_MAX && at + count <= lines.size(); count++) {
            var line = lines.get(at + count - 1).strip();
            if (line.isEmpty() || line.startsWith(">")) {
                return 0;
            }
            said.append(count == 1 ? "" : " ").append(line);
            if (line.endsWith(":")) {
                return ATTRIBUTION.matcher(said).matches() ? count : 0;
            }
        }
        return 0;
    }

    private boolean quotedBelow(int from) {
        return lines.subList(Math.min(from, lines.size()), lines.size()).stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> line.strip().startsWith(">"))
                .isPresent();
    }

    /** Without quoted lines, who is said to have written them, and the signature. */
    private List<String> between() {
        var kept = new ArrayList<String>();
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (line.equals("--") || line.equals("-- ")) {
                // Below it stands the signature; a quote may follow, and below that an answer.
                at = pastSignature(at);
            } else if (line.strip().startsWith(">")) {
                if (!kept.isEmpty() && !kept.get(kept.size() - 1).isEmpty()) {
                    kept.add("");
                }
            } else if (attribution(at) > 0) {
                at += attribution(at) - 1;
            } else if (!SENT_FROM.matcher(line.strip()).matches() && !line.matches("_{10,}")) {
                kept.add(line);
            }
        }
        return kept;
    }

    private int pastSignature(int at) {
        var here = at;
        while (here + 1 < lines.size() && !lines.get(here + 1).strip().startsWith(">") && attribution(here + 1) == 0) {
            here++;
        }
        return here;
    }
}
