package org.fairhold.notice;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.PluralRules.PluralType;
import com.ibm.icu.util.ULocale;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an ICU message needs to be written.
 *
 * @param names the arguments, each with its type, such as {@code days plural}
 * @param pluralGaps plural forms that its language needs and lacks, or has not
 */
record Arguments(Set<String> names, Set<String> pluralGaps) {
    /** @throws IllegalArgumentException or IndexOutOfBoundsException when it is no ICU message */
    static Arguments of(String message, String language) {
        var parsed = new MessagePattern(message);
        Set<String> names = new TreeSet<>();
        Set<String> gaps = new TreeSet<>();
        for (var i = 0; i < parsed.countParts(); i++) {
            var part = parsed.getPart(i);
            if (part.getType() == Part.Type.ARG_START) {
                var name = parsed.getSubstring(parsed.getPart(i + 1));
                var type = part.getArgType();
                names.add(type == ArgType.NONE ? name : name + " " + type(parsed, i));
                if (type.hasPluralStyle()) {
                    pluralGaps(parsed, i, name, language, gaps);
                }
            }
        }
        return new Arguments(names, gaps);
    }

    private static String type(MessagePattern parsed, int start) {
        var type = parsed.getPart(start + 2);
        return type.getType() == Part.Type.ARG_TYPE
                ? parsed.getSubstring(type)
                : parsed.getPart(start).getArgType().name().toLowerCase(Locale.ROOT);
    }

    private static void pluralGaps(MessagePattern parsed, int start, String name, String language, Set<String> gaps) {
        var ordinal = parsed.getPart(start).getArgType() == ArgType.SELECTORDINAL;
        var needed = new HashSet<>(PluralRules.forLocale(
                        ULocale.forLanguageTag(language), ordinal ? PluralType.ORDINAL : PluralType.CARDINAL)
                .getKeywords());
        var limit = parsed.getLimitPartIndex(start);
        for (var i = start + 1; i < limit; i++) {
            var part = parsed.getPart(i);
            if (part.getType() == Part.Type.ARG_SELECTOR) {
                var form = parsed.getSubstring(part);
                if (!form.startsWith("=") && !needed.remove(form)) {
                    gaps.add("{%s} has the form “%s”, which %s does not use".formatted(name, form, language));
                }
            } else if (part.getType() == Part.Type.MSG_START) {
                i = parsed.getLimitPartIndex(i);
            }
        }
        needed.forEach(form -> gaps.add("{%s} lacks the form “%s” of %s".formatted(name, form, language)));
    }
}
