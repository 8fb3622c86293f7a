package org.fairhold.page.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A sentence of a new version beside the one before it: kept, new, or gone. */
record Change(Kind kind, String sentence) {
    enum Kind {
        SAME,
        NEW,
        GONE
    }

    private static final Pattern END = Pattern.compile("(?<=[.?!])\\s+");

    /** Sentence by sentence, in the order of reading: the longest run of common sentences stays. */
    static List<Change> between(String before, String after) {
        var old = END.split(before.strip());
        var now = END.split(after.strip());
        var common = new int[old.length + 1][now.length + 1];
        for (var i = old.length - 1; i >= 0; i--) {
            for (var j = now.length - 1; j >= 0; j--) {
                common[i][j] =
                        old[i].equals(now[j]) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Change> changes = new ArrayList<>();
        var i = 0;
        var j = 0;
        while (i < old.length || j < now.length) {
            if (i < old.length && j < now.length && old[i].equals(now[j])) {
                changes.add(new Change(Kind.SAME, now[j++]));
                i++;
            } else if (i < old.length && (j == now.length || common[i + 1][j] >= common[i][j + 1])) {
                changes.add(new Change(Kind.GONE, old[i++]));
            } else {
                changes.add(new Change(Kind.NEW, now[j++]));
            }
        }
        return changes;
    }
}
