package org.fairhold.notice;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.fairhold.account.Account;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of the languages that texts are written in somebody reads. A language is a folder of texts, and nothing else. */
@Component
public class Languages {
    static final Locale FALLBACK = Locale.ENGLISH;

    private final Templates templates;

    Languages(Templates templates) {
        this.templates = templates;
    }

    /** Exactly the person's language, else the language it is a kind of, else English. */
    public Locale of(Account reader) {
        var found = found(reader);
        return found.isEmpty() ? FALLBACK : Locale.forLanguageTag(found);
    }

    /** Likewise of somebody of whom only a language is known, if that. */
    Locale of(@Nullable Locale wanted) {
        var tag = wanted == null
                ? null
                : Locale.lookupTag(
                        List.of(new LanguageRange(wanted.stripExtensions().toLanguageTag())), templates.languages());
        return tag == null ? FALLBACK : Locale.forLanguageTag(tag);
    }

    /** Whether the person reads their own language, so that nothing is to be explained. */
    boolean has(Account reader) {
        return !found(reader).isEmpty();
    }

    /** How days and numbers are written: the person's own way, such as Austria's, where we write their language. */
    Locale formats(Account reader) {
        return has(reader) ? reader.language().stripExtensions() : FALLBACK;
    }

    private String found(Account reader) {
        var wanted = new LanguageRange(reader.language().stripExtensions().toLanguageTag());
        var tag = Locale.lookupTag(List.of(wanted), templates.languages());
        return tag == null ? "" : tag;
    }
}
