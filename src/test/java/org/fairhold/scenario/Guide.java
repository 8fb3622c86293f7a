package org.fairhold.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.fairhold.process.check.ProcessSet;

/** The owners' guide, read as an owner reads it: each recipe's edits are done as it says them. */
final class Guide {
    private static final Path FILE = Path.of("src/docs/owners.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```diff\\n(.*?)^```$");
    private static final Pattern HUNK = Pattern.compile("@@ -(\\d+).*");

    /** What to do, in the words of one chapter. */
    record Recipe(String chapter) {
        /** The files after the recipe. */
        ProcessSet on(ProcessSet files) {
            var changed = files;
            var edits = 0;
            for (var block = BLOCK.matcher(chapter); block.find(); edits++) {
                changed = patched(changed, block.group(1));
            }
            if (edits == 0) {
                throw new AssertionError("this chapter changes nothing: " + chapter);
            }
            return changed;
        }
    }

    private Guide() {}

    /** The chapter of that title. */
    static Recipe recipe(String title) {
        for (var chapter : text().split("(?m)^## ")) {
            if (chapter.startsWith(title + "\n")) {
                return new Recipe(chapter);
            }
        }
        throw new AssertionError("the guide has no chapter " + title);
    }

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the command patch does it: each hunk where its lines stand, nearest to the line that it names. */
    private static ProcessSet patched(ProcessSet files, String diff) {
        var lines = diff.lines().toList();
        var file = lines.get(1).replaceFirst("^\\+\\+\\+ processes/", "");
        var content = new ArrayList<>(Arrays.asList(new String(files.files().get(file), UTF_8).split("\n", -1)));
        int grown = 0;
        for (int at = 2; at < lines.size(); ) {
            var head = HUNK.matcher(lines.get(at++));
            if (!head.matches()) {
                throw new AssertionError("no hunk: " + lines.get(at - 1));
            }
            List<String> before = new ArrayList<>();
            List<String> after = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).startsWith("@@")) {
                var line = lines.get(at++);
                if (!line.startsWith("+")) {
                    before.add(line.isEmpty() ? "" : line.substring(1));
                }
                if (!line.startsWith("-")) {
                    after.add(line.isEmpty() ? "" : line.substring(1));
                }
            }
            int place = nearest(content, before, Integer.parseInt(head.group(1)) - 1 + grown);
            content.subList(place, place + before.size()).clear();
            content.addAll(place, after);
            grown += after.size() - before.size();
        }
        return files.with(file, String.join("\n", content).getBytes(UTF_8));
    }

    private static int nearest(List<String> content, List<String> lines, int wanted) {
        int best = -1;
        for (int at = 0; at + lines.size() <= content.size(); at++) {
            if (content.subList(at, at + lines.size()).equals(lines)
                    && (best < 0 || Math.abs(at - wanted) < Math.abs(best - wanted))) {
                best = at;
            }
        }
        if (best < 0) {
            throw new AssertionError("the guide speaks of lines that are not there: " + String.join("\n", lines));
        }
        return best;
    }
}
