package org.fairhold.notice;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.fairhold.Settings;
import org.fairhold.account.Account;
import org.fairhold.account.AccountId;
import org.fairhold.account.Accounts;
import org.fairhold.casework.CaseNumber;
import org.fairhold.casework.RepresentativeNumber;
import org.fairhold.line.LineSettings;
import org.fairhold.line.ReplyAddresses;
import org.fairhold.visit.VisitLinks;
import org.fairhold.visit.VisitLinks.Occasion;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The ways back from each mail about a case: a link to the case page below it, and the address that takes an answer. They are made
 * when the mail leaves, so that what opens the page, or speaks for somebody, is stored nowhere, also not in the words that colleagues
 * read.
 */
@Component
class CaseLinks {
    private record About(
            AccountId reader, CaseNumber number, @Nullable RepresentativeNumber representative, String kind) {}

    /**
     * A mail as it leaves.
     *
     * @param bounces where servers say that it did not arrive; null where that is its sender
     */
    record Outgoing(Letter letter, String replyTo, @Nullable String bounces) {}

    private final VisitLinks links;
    private final ReplyAddresses addresses;
    private final LineSettings line;
    private final Accounts accounts;
    private final Words words;
    private final Dates dates;
    private final Languages languages;
    private final Settings settings;
    private final JdbcClient sql;

    CaseLinks(
            VisitLinks links,
            ReplyAddresses addresses,
            LineSettings line,
            Accounts accounts,
            Words words,
            Dates dates,
            Languages languages,
            Settings settings,
            JdbcClient sql) {
        this.links = links;
        this.addresses = addresses;
        this.line = line;
        this.accounts = accounts;
        this.words = words;
        this.dates = dates;
        this.languages = languages;
        this.settings = settings;
        this.sql = sql;
    }

    /** The mail with its own ways back, where it is about a case that its reader may look at. */
    Outgoing outgoing(Mail mail) {
        var about = about(mail);
        var letter = about.flatMap(one -> links.mint(one.number(), one.reader(), one.representative(), occasion(one))
                        .map(link -> below(mail, accounts.get(one.reader()), link)))
                .orElse(mail.letter());
        var address = about.flatMap(one -> addresses.mint(one.number(), one.reader(), one.representative()));
        return new Outgoing(
                address.isPresent() ? underLine(letter, Locale.forLanguageTag(mail.language())) : letter,
                address.orElse(mail.replyTo()),
                line.bounces().orElse(null));
    }

    private Optional<About> about(Mail mail) {
        return sql.sql(
                        """
                        select coalesce(n.account_id, r.account_id) as account_id, n.case_number, n.representative, n.kind
                        from notice n left join representative r on r.number = n.representative
                        where n.mail_id = :mail and coalesce(n.account_id, r.account_id) is not null
                            and n.case_number is not null""")
                .param("mail", mail.id())
                .query((row, index) -> new About(
                        new AccountId(row.getString("account_id")),
                        new CaseNumber(row.getString("case_number")),
                        RepresentativeNumber.ofNullable(row.getString("representative")),
                        row.getString("kind")))
                .optional();
    }

    /** What stands below this line in an answer is our own mail. */
    private Letter underLine(Letter letter, Locale language) {
        var above = "%s %s %s"
                .formatted(LineSettings.MARK, words.of(language, "reply.above", Map.of()), LineSettings.MARK_END);
        return new Letter(
                letter.subject(),
                "%s\n\n%s".formatted(above, letter.text()),
                letter.html()
                        .replaceFirst(
                                "<main",
                                Matcher.quoteReplacement("<p style=\"color:#595959\">%s</p>\n<main"
                                        .formatted(HtmlUtils.htmlEscape(above, "UTF-8")))));
    }

    private static Occasion occasion(About about) {
        return about.kind().equals(NewLinks.NOTICE) ? Occasion.ASKED : Occasion.NOTICE;
    }

    private Letter below(Mail mail, Account reader, VisitLinks.Link link) {
        var language = Locale.forLanguageTag(mail.language());
        var url = link.url().toString();
        var open = words.of(language, "link.open", Map.of("url", url));
        var until = dates.at(link.expiresAt(), language, languages.formats(reader), reader.timeZone());
        var note = words.of(language, "link.note", Map.of("until", until, "brand", settings.brand()));
        var letter = mail.letter();
        return new Letter(
                letter.subject(),
                "%s\n%s\n\n%s\n".formatted(letter.text(), open, note),
                letter.html().replace("</main>", "</main>\n" + footer(open, url, note)));
    }

    private static String footer(String open, String url, String note) {
        var address = HtmlUtils.htmlEscape(url);
        return """
                <footer style="max-width:40em; margin:1.5rem auto 0; padding-top:1rem; border-top:1px solid #767676; overflow-wrap:anywhere">
                <p>%s</p>
                <p>%s</p>
                </footer>"""
                .formatted(
                        HtmlUtils.htmlEscape(open, "UTF-8")
                                .replace(
                                        address,
                                        "<a href=\"%s\" rel=\"noreferrer\">%s</a>".formatted(address, address)),
                        HtmlUtils.htmlEscape(note, "UTF-8"));
    }
}
